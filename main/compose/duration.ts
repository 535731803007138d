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
    // Go drops digits of the fraction beyond what 63 bits hold; no unit needs more than these.
    const digits = fraction.slice(0, 18)
    total += BigInt(whole || '0') * scale + (BigInt(digits || '0') * scale) / 10n ** BigInt(digits.length)
    if (total > 2n ** 63n) return undefined
  }
  if (total === 2n ** 63n && sign !== '-') return undefined
  return Number(sign === '-' ? -total : total)
}
