import type { WriteStream } from 'node:tty'
import { styleText } from 'node:util'

/** Colours for a terminal; texts as they are for everything else. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly soft: (text: string) => string
  readonly good: (text: string) => string
  readonly warn: (text: string) => string
  readonly bad: (text: string) => string
}

/** What text is laid out on. */
export interface Page {
  readonly paint: Paint
  /** In columns. */
  readonly width: number
}

/** `styleText` looks itself whether the stream is a terminal, and at NO_COLOR. */
export function paintFor(stream: WriteStream): Paint {
  const as = (format: Parameters<typeof styleText>[0]) => (text: string) => styleText(format, text, { stream })
  return { bold: as('bold'), soft: as('dim'), good: as('green'), warn: as('yellow'), bad: as('red') }
}

/** As wide as the terminal, within bounds in which text is read well. */
export function pageFor(stream: WriteStream): Page {
  const columns: number | undefined = stream.columns
  return { paint: paintFor(stream), width: Math.min(100, Math.max(40, columns ?? 80)) }
}
