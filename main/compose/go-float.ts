const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?$/i
const hexadecimal = /^([-+]?)0x(?:([0-9a-f]+)(?:\.([0-9a-f]*))?|\.([0-9a-f]+))p([-+]?[0-9]+)$/i

/**
 * Go's strconv.ParseFloat where it gives a finite number: decimal, hexadecimal with a binary exponent (`0x1.8p1`),
 * underscores between digits (`1_000.5`). Undefined for all else.
 */
export function parseGoFloat(text: string): number | undefined {
  if (!hasSeparatingUnderscores(text)) return undefined
  const digits = text.replaceAll('_', '')
  const number = decimal.test(digits) ? Number(digits) : hexadecimalOf(digits)
  return number !== undefined && Number.isFinite(number) ? number : undefined
}

function hexadecimalOf(text: string): number | undefined {
  const [, sign, whole = '', fraction = '', only = '', exponent] = hexadecimal.exec(text) ?? []
  if (exponent === undefined) return undefined
  const after = fraction + only
  const size = Number(BigInt(`0x${whole}${after}`)) * 2 ** (Number(exponent) - 4 * after.length)
  return sign === '-' ? -size : size
}

/** Each underscore stands between two digits; a prefix such as `0x` counts as one. */
function hasSeparatingUnderscores(text: string): boolean {
  const [, prefix, rest = ''] = /^[-+]?(0[box])?(.*)$/is.exec(text) ?? []
  const digit = prefix?.toLowerCase() === '0x' ? '[0-9a-f]' : '[0-9]'
  const separated = new RegExp(`(?<=${digit}${prefix === undefined ? '' : '|^'})_(?=${digit})`, 'gi')
  return !rest.replace(separated, '').includes('_')
}
