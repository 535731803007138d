import { type LogColour, type LogPaint, logColours } from '../../../preload/contract/log.ts'

type Look = Pick<LogPaint, 'colour' | 'bold'>

export const plainLook: Look = { colour: null, bold: false }

/** Far more than any program sets at once. */
const mostNumbers = 32

/**
 * How text looks after a sequence that selects graphics, by its parameters, such as `1;38;5;196` (ECMA-48, 8.3.117, and for 38
 * and 48 ISO 8613-6 with either separator). What is neither a foreground colour nor bold changes nothing.
 */
export function lookAfter(before: Look, parameters: string): Look {
  // A colour with colons is one parameter of several numbers: as those with semicolons once the colour space is left out.
  const even = parameters.replace(/([34]8:2):\d*:(\d+:\d+:\d+)/g, '$1:$2')
  const numbers = even.split(/[;:]/, mostNumbers).map(Number)
  let look = before
  for (let index = 0; index < numbers.length; index += 1) {
    const number = numbers[index] ?? 0
    if (number === 38 || number === 48) {
      const [kind, first = NaN, second = NaN, third = NaN] = numbers.slice(index + 1, index + 5)
      const colour = kind === 5 ? ofPalette(first) : kind === 2 ? nearest([first, second, third]) : null
      if (number === 38 && colour !== null) look = { ...look, colour }
      index += kind === 5 ? 2 : kind === 2 ? 4 : 0
    } else look = lookWith(look, number)
  }
  return look
}

function lookWith(look: Look, number: number): Look {
  if (number === 0) return plainLook
  if (number === 1) return { ...look, bold: true }
  if (number === 21 || number === 22) return { ...look, bold: false }
  if (number === 39) return { ...look, colour: null }
  if (number >= 30 && number <= 37) return { ...look, colour: logColours[number - 30] ?? null }
  if (number >= 90 && number <= 97) return { ...look, colour: logColours[number - 90 + 8] ?? null }
  return look
}

type Rgb = readonly [red: number, green: number, blue: number]

/** Xterm's values of the sixteen. */
const values: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
]

/** Of the 256: the sixteen, a cube of 6 × 6 × 6, and 24 greys. */
function ofPalette(index: number): LogColour | null {
  if (!Number.isInteger(index) || index < 0 || index > 255) return null
  if (index < 16) return logColours[index] ?? null
  if (index >= 232) {
    const grey = 8 + 10 * (index - 232)
    return nearest([grey, grey, grey])
  }
  const step = (part: number) => (part === 0 ? 0 : 55 + 40 * part)
  const cube = index - 16
  return nearest([step(Math.floor(cube / 36)), step(Math.floor(cube / 6) % 6), step(cube % 6)])
}

function nearest(wanted: Rgb): LogColour | null {
  if (!wanted.every((part) => part >= 0 && part <= 255)) return null
  const distances = values.map((value) => value.reduce((sum, part, of) => sum + (part - (wanted[of] ?? 0)) ** 2, 0))
  return logColours[distances.indexOf(Math.min(...distances))] ?? null
}
