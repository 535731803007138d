import { parseGoFloat } from './go-float.ts'

const powers = ['', 'k', 'm', 'g', 't', 'p'] as const

/**
 * Sizes as docker/go-units reads them, `512M`, `1.5 GiB`, `100kb`, all in powers of 1024; the number may be any that Go
 * takes. Bytes, or undefined.
 */
export function parseSize(text: string): number | undefined {
  const [, number = '', unit = ''] = /^(.*[0-9.]) ?(?:([kmgtp])(?:i?b)?|b)?$/is.exec(text) ?? []
  const size = parseGoFloat(number)
  if (size === undefined || size < 0) return undefined
  const bytes = size * 1024 ** powers.findIndex((power) => power === unit.toLowerCase())
  // A size beyond 63 bits becomes Go's smallest integer when it is converted.
  return bytes < 2 ** 63 ? Math.trunc(bytes) : -(2 ** 63)
}

/** A number as Go writes a float32 into JSON: the shortest digits that mean the same float32. */
export function asFloat32(number: number): number {
  const single = Math.fround(number)
  for (let digits = 1; digits <= 9; digits += 1) {
    const short = Number(single.toPrecision(digits))
    if (Math.fround(short) === single) return short
  }
  return single
}
