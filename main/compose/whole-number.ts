import type { Value } from './value.ts'

export type NumberValue = Extract<Value, { kind: 'integer' | 'float' }>

const half = 2n ** 63n
const all = 2n ** 64n

/** As Go makes an int64 of it on 64-bit computers: a fraction is cut off, what is too large wraps or is the smallest. */
export function signed(value: NumberValue): bigint {
  if (value.kind === 'integer') return BigInt.asIntN(64, value.number)
  const whole = BigInt(Math.trunc(value.number))
  return whole < -half || whole >= half ? -half : whole
}

/** The same for uint64; undefined for what is negative. */
export function unsigned(value: NumberValue): bigint | undefined {
  if (value.number < 0) return undefined
  if (value.kind === 'integer') return value.number
  const whole = BigInt(Math.trunc(value.number))
  return whole < all ? whole : half
}
