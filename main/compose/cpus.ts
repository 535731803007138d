/**
 * A number of CPUs as Docker reads it, in billionths: `0.5`, `1/2`, `5e-1`, and whatever else Go's big.Rat takes (other
 * bases, powers of two, underscores). Undefined for no number and for one beyond nine decimals.
 */
export function parseCpus(text: string): number | undefined {
  const slash = text.indexOf('/')
  const [, sign, unsigned = ''] = /^([-+]?)(.*)$/s.exec(text) ?? []
  const ratio = slash < 0 ? pointed(unsigned) : fraction(unsigned)
  if (ratio === undefined || ratio.numerator % ratio.denominator !== 0n) return undefined
  const billionths = ratio.numerator / ratio.denominator
  return Number(BigInt.asIntN(64, sign === '-' ? -billionths : billionths))
}

interface Ratio {
  /** In billionths, and only right in its last 64 bits. */
  readonly numerator: bigint
  readonly denominator: bigint
}

const billion = 10n ** 9n

function fraction(text: string): Ratio | undefined {
  const slash = text.indexOf('/')
  const [above, below] = [scan(text.slice(0, slash), true), scan(text.slice(slash + 1), true)]
  if (above?.rest !== '' || below?.rest !== '' || below.number === 0n) return undefined
  return { numerator: above.number * billion, denominator: below.number }
}

/** Digits with a point and an exponent: `e` of ten, `p` of two. */
function pointed(text: string): Ratio | undefined {
  const scanned = scan(text, false)
  if (scanned === undefined) return undefined
  const [whole, letter = 'e', digits = '0'] = /^(?:([ep])([-+]?\d+(?:_\d+)*))?$/i.exec(scanned.rest) ?? []
  const exponent = BigInt(digits.replace(/[_+]/g, ''))
  if (whole === undefined || exponent !== BigInt.asIntN(64, exponent)) return undefined
  if (scanned.number === 0n) return { numerator: 0n, denominator: 1n }
  const isTen = letter.toLowerCase() === 'e'
  const bits = BigInt(Math.trunc(Math.log2(scanned.base)))
  const decimals = BigInt(scanned.decimals)
  const fives = (scanned.base === 10 ? -decimals : 0n) + (isTen ? exponent : 0n)
  const twos = (scanned.base === 10 ? -decimals : -decimals * bits) + exponent
  if (fives > 1_000_000n || fives < -1_000_000n || twos > 10_000_000n || twos < -10_000_000n) return undefined
  return scaled(scanned.number, fives + 9n, twos + 9n)
}

/** `number * 5 ** fives * 2 ** twos`, without the powers that only lengthen the number. */
function scaled(number: bigint, fives: bigint, twos: bigint): Ratio | undefined {
  const longest = BigInt(number.toString(2).length)
  if (fives < -longest || twos < -longest) return undefined
  // So many twos leave nothing in the last 64 bits; fives below them must still divide.
  const twosKept = twos > 64n ? 64n : twos
  const fivesKept = fives > 0n && twos >= 64n ? 0n : fives
  const power = (base: bigint, exponent: bigint) => base ** (exponent > 0n ? exponent : 0n)
  return {
    numerator: number * power(5n, fivesKept) * power(2n, twosKept),
    denominator: power(5n, -fivesKept) * power(2n, -twosKept),
  }
}

interface Scanned {
  readonly number: bigint
  readonly base: number
  /** How many digits stand behind the point. */
  readonly decimals: number
  readonly rest: string
}

const bases: Readonly<Record<string, { readonly base: number; readonly digit: string }>> = {
  '': { base: 10, digit: '[0-9]' },
  '0': { base: 8, digit: '[0-7]' },
  '0b': { base: 2, digit: '[01]' },
  '0o': { base: 8, digit: '[0-7]' },
  '0x': { base: 16, digit: '[0-9a-f]' },
}

/** Go's digits: `0b`, `0o` and `0x` before them, underscores between them; a whole number with a 0 before is octal. */
function scan(text: string, isWhole: boolean): Scanned | undefined {
  const [prefix = ''] = (isWhole ? /^0[box]?(?=.)/i : /^0[box]/i).exec(text) ?? []
  const { base, digit } = bases[prefix.toLowerCase()] ?? { base: 10, digit: '[0-9]' }
  const digits = `${digit}+(?:_${digit}+)*`
  const whole = prefix === '' ? digits : `_?${digits}`
  const body = new RegExp(isWhole ? `^${whole}` : `^(?:${whole})?(?:\\.(?:${digits})?)?`, 'i')
  const [written = ''] = body.exec(text.slice(prefix.length)) ?? []
  const [before = '', after = ''] = written.replaceAll('_', '').split('.')
  if (before + after === '') return undefined
  const literal = base === 10 ? '' : base === 8 ? '0o' : prefix
  const rest = text.slice(prefix.length + written.length)
  return { number: BigInt(literal + before + after), base, decimals: after.length, rest }
}
