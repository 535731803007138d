import { Trouble } from '../../../preload/contract/failure.ts'
import { part } from './call-parts.ts'
import { cleanLine } from './clean-text.ts'
import { logPieces } from './log-frames.ts'
import type { Requests } from './requests.ts'
import { openLineCutter } from './text-lines.ts'

export interface LogOptions {
  /** How many of the last lines, of each task; all when left out. */
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

/** In bytes of what arrives; the details of a line take some 200 of them. */
const longestLine = 16 * 1024
/** In characters of what is shown. */
const longestText = 4000

/** Ends without trouble when the signal is aborted. */
export async function* readLog(
  requests: Requests,
  of: 'services' | 'tasks',
  id: string,
  options: LogOptions,
  signal: AbortSignal,
): AsyncGenerator<ServerLogLine> {
  const query = {
    stdout: 'true',
    stderr: 'true',
    timestamps: 'true',
    // Says for each line which task wrote it.
    details: 'true',
    follow: options.follow === true ? 'true' : 'false',
    tail: options.tail === undefined ? 'all' : String(options.tail),
    ...(options.since === undefined ? {} : { since: (options.since / 1000).toFixed(3) }),
  }
  const cutters = { output: openLineCutter(longestLine), error: openLineCutter(longestLine) }
  try {
    await using stream = await requests.stream({ method: 'GET', path: `/${of}/${part(id)}/logs`, query, signal })
    for await (const piece of logPieces(stream.chunks))
      for (const line of cutters[piece.stream].add(piece.bytes)) yield lineOf(line, piece.stream)
  } catch (error) {
    if (error instanceof Trouble && error.failure.code === 'cancelled') return
    throw error
  }
  for (const stream of ['output', 'error'] as const)
    for (const line of cutters[stream].end()) yield lineOf(line, stream)
}

/** `2026-05-03T10:00:00.123456789Z com.docker.swarm.task.id=…,… what the app wrote`. */
function lineOf(line: string, stream: 'output' | 'error'): ServerLogLine {
  const [, time, rest = ''] = /^(\d{4}-\d\d-\d\dT\S{1,40}) ?(.*)$/s.exec(line) ?? [undefined, '', line]
  const [, details, text = ''] = /^(\S*com\.docker\.swarm\.\S*) ?(.*)$/s.exec(rest) ?? [undefined, '', rest]
  const task = /(?:^|,)com\.docker\.swarm\.task\.id=([a-z0-9]+)/.exec(details ?? '')?.[1] ?? null
  const at = Date.parse(time ?? '')
  return { at: Number.isNaN(at) ? 0 : at, stream, task, text: cleanLine(text, longestText) }
}
