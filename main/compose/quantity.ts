const powers = ['', 'k', 'm', 'g', 't', 'p'] as const

/** Sizes as docker/go-units reads them, `512M`, `1.5 GiB`, `100kb`, all in powers of 1024; bytes, or undefined. */
export function parseSize(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)*) ?([kmgtp])?i?b?$/i.exec(text) ?? []
  const size = digits === undefined ? Number.NaN : Number(digits)
  if (Number.isNaN(size)) return undefined
  const bytes = size * 1024 ** powers.findIndex((power) => power === unit.toLowerCase())
  // A size beyond 63 bits becomes Go's smallest integer when it is converted.
  return bytes < 2 ** 63 ? Math.trunc(bytes) : -(2 ** 63)
}

/** A number of CPUs as Docker reads it, `0.5`, `1/2`, `5e-1`, in billionths; undefined beyond nine decimals. */
export function parseCpus(text: string): number | undefined {
  const [numerator = '', denominator = '1', ...more] = text.split('/')
  if (more.length > 0) return undefined
  const over = text.includes('/') ? (/^\d+$/.test(denominator) ? BigInt(denominator) : 0n) : 1n
  const pattern = text.includes('/') ? /^([-+]?)(\d+)()()$/ : /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,4}))?$/
  const [, sign, whole = '', fraction = '', exponent = '0'] = pattern.exec(numerator) ?? []
  if (sign === undefined || whole + fraction === '' || over === 0n) return undefined
  const power = 9 + Number(exponent || '0') - fraction.length
  const scaled = BigInt(whole + fraction) * 10n ** BigInt(Math.max(power, 0))
  const divisor = over * 10n ** BigInt(Math.max(-power, 0))
  if (scaled % divisor !== 0n) return undefined
  const billionths = BigInt.asIntN(64, scaled / divisor)
  return Number(sign === '-' ? -billionths : billionths)
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
