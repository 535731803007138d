const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

/** Go's time.ParseDuration, `1h2m3.5s`, in nanoseconds; undefined for what it refuses. A day (`1d`) is no unit. */
export function parseDuration(text: string): number | undefined {
  const [, sign, body] = /^([-+]?)(.*)$/s.exec(text) ?? []
  if (body === undefined || body === '') return undefined
  if (body === '0') return 0
  if (!/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(body)) return undefined
  let total = 0n
  for (const [, whole = '', fraction = '', unit = ''] of body.matchAll(/(\d*)\.?(\d*)([a-zµμ]+)/g)) {
    const scale = units[unit]
    if (scale === undefined) return undefined
    total += BigInt(whole || '0') * scale + fractionOf(fraction, scale)
    if (total > 2n ** 63n) return undefined
  }
  if (total === 2n ** 63n && sign !== '-') return undefined
  return Number(sign === '-' ? -total : total)
}

/** Go drops digits beyond what 63 bits hold, and multiplies as floating-point numbers. */
function fractionOf(written: string, unit: bigint): bigint {
  let digits = written.slice(0, 19)
  if (BigInt(digits || '0') > 2n ** 63n) digits = digits.slice(0, 18)
  let scale = 1
  for (let place = 0; place < digits.length; place += 1) scale *= 10
  return BigInt(Math.trunc(Number(BigInt(digits || '0')) * (Number(unit) / scale)))
}
