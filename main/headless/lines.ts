import { plainLine } from '../recipe/plain-text.ts'

/** Foreign text made harmless for a terminal and broken at `width`; each line begins with `indent`. No line for no text. */
export function wrapped(text: string, width: number, indent: string): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of plainLine(text, 16_384).split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? [] : [...lines, indent + line]
}

/** The first line begins with a mark, in place of as much of its indent. */
export function marked(
  mark: string,
  lines: readonly string[],
  tint: (text: string) => string = (text) => text,
): readonly string[] {
  const [first = '', ...rest] = lines
  return [tint(mark) + first.slice(mark.length), ...rest]
}

/** `text` at the left and `end` at the right of one line, where there is room. */
export function spread(text: string, end: string, width: number): string {
  return `${text}${' '.repeat(Math.max(2, width - text.length - end.length))}${end}`
}

/** JSON in which no control character, and no sign that turns the reading direction, reaches a terminal. */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
