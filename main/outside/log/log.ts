import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { pino } from 'pino'
import { harmless } from './harmless.ts'
import { RotatingFile } from './rotating-file.ts'

export type LogFacts = Readonly<Record<string, unknown>>

/** Canteen's own log, for people who look for a bug. Members never need it. */
export interface Log {
  /** `event` is a short constant text; whatever varies belongs in `facts`. */
  readonly info: (event: string, facts?: LogFacts) => void
  readonly warn: (event: string, facts?: LogFacts) => void
  /** Writes an error with its stack and answers the reference that finds it, such as `7F3K-Q2XD`. */
  readonly logBug: (error: unknown, facts?: LogFacts) => string
  readonly close: () => void
}

export interface LogOptions {
  /** Where the file is moved aside, in bytes; two files of this size are kept. */
  readonly largest?: number
}

const megabyte = 1024 * 1024

/** Lines of JSON in `<own>/log/canteen.log`. Nothing goes to the terminal, which belongs to whoever started Canteen. */
export function openLog(own: string, { largest = 5 * megabyte }: LogOptions = {}): Log {
  const file = new RotatingFile(path.join(own, 'log', 'canteen.log'), largest)
  const lines = pino({ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, file)
  return {
    info: (event, facts = {}) => lines.info({ facts: harmless(facts) }, event),
    warn: (event, facts = {}) => lines.warn({ facts: harmless(facts) }, event),
    logBug(error, facts = {}) {
      const reference = createReference()
      lines.error({ reference, error: harmless(error), facts: harmless(facts) }, 'bug')
      return reference
    },
    close: () => file.close(),
  }
}

/** Eight signs of an alphabet without look-alikes, so that it can be read out on the telephone. */
function createReference(): string {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  const signs = [...randomBytes(8)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('')
  return `${signs.slice(0, 4)}-${signs.slice(4)}`
}
