export interface LogOptions {
  /** How many of the last lines; all when left out. */
  readonly tail?: number
  /** Goes on as lines are written, until the signal ends it. */
  readonly follow?: boolean
  /** Only lines since this time, in milliseconds since 1970. */
  readonly since?: number
}

/** A line an app wrote: no control characters, bounded. */
export interface ServerLogLine {
  readonly at: number
  readonly stream: 'output' | 'error'
  readonly task: string | null
  readonly text: string
}
