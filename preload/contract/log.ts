import { z } from 'zod'
import { appReference } from './app.ts'
import type { Failure } from './failure.ts'

/** From when on: the newest lines, so many minutes back, or as far as the server goes. */
export const logSince = z.enum(['newest', 'ten-minutes', 'hour', 'day', 'all'])
export type LogSince = z.infer<typeof logSince>

/** `service` is the recipe's name of one part of the app; all of them when left out. */
export const logInput = appReference.extend({ service: z.string().max(200).optional(), since: logSince })
export type LogInput = z.infer<typeof logInput>

const stream = z.uuid()
export const logTakenInput = z.object({ stream, batch: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER) })
export type LogTakenInput = z.infer<typeof logTakenInput>
export const saveLogInput = z.object({ stream })
export type SaveLogInput = z.infer<typeof saveLogInput>

/** The newest lines of a log that a window and the core keep; older ones are on the server alone. */
export const linesKept = 20_000

/** The sixteen of a terminal, in the order of their numbers. */
export const logColours = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'bright-black',
  'bright-red',
  'bright-green',
  'bright-yellow',
  'bright-blue',
  'bright-magenta',
  'bright-cyan',
  'bright-white',
] as const
export type LogColour = (typeof logColours)[number]

/** How a line looks from its character `from` on, until the next of these. */
export interface LogPaint {
  readonly from: number
  readonly colour: LogColour | null
  readonly bold: boolean
}

/** `text` has no control characters. It begins plain; `paint`, if there is any, is in order. */
export interface LogLine {
  readonly service: string
  readonly at: number
  readonly text: string
  readonly paint?: readonly LogPaint[]
}

/**
 * A stream begins with its name. Of its batches, numbered from 1, only a few are on their way at a time: the page says which it
 * has taken (`apps.logTaken`). `skipped` counts the lines before a batch that came faster than that. A stream that has ended
 * stays until the page leaves it, so that its lines can still be saved.
 */
export type LogEvent =
  | { readonly kind: 'began'; readonly stream: string }
  | { readonly kind: 'lines'; readonly batch: number; readonly skipped: number; readonly lines: readonly LogLine[] }
  | { readonly kind: 'ended'; readonly failure: Failure | null }

export interface SavedLog {
  /** The file's absolute path on the computer that Canteen runs on. */
  readonly file: string
  readonly lines: number
  /** Lines that are missing between them; `… 4012 …` stands in their place. */
  readonly skipped: number
}
