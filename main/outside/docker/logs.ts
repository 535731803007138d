import { Trouble } from '../../../preload/contract/failure.ts'
import { part } from './call-parts.ts'
import { type PaintedText, paintedLine } from './clean-text.ts'
import { type LogPiece, openFrameCutter } from './log-frames.ts'
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

/** A line an app wrote: no control characters, bounded, with its colours. */
export interface ServerLogLine extends PaintedText {
  readonly at: number
  readonly stream: 'output' | 'error'
  readonly task: string | null
}

/** In bytes of what arrives; the details of a line take some 200 of them. */
const longestLine = 16 * 1024
/** In characters of what is shown. */
const longestText = 4000

/**
 * Lines of one stream as the Engine sends them: each begins with its time, in UTC and of the same length in all of them, so
 * that they can be put in order as they are. `readLine` reads them.
 */
export interface RawLines {
  readonly stream: ServerLogLine['stream']
  readonly lines: readonly string[]
}

/** Ends without trouble when the signal is aborted. */
export async function* readLog(
  requests: Requests,
  of: 'services' | 'tasks',
  id: string,
  options: LogOptions,
  signal: AbortSignal,
): AsyncGenerator<ServerLogLine> {
  for await (const { stream, lines } of readRawLog(requests, of, id, options, signal))
    for (const line of lines) yield readLine(line, stream)
}

/** As `readLog`, for those who may not want to read all of what comes: reading a line takes longer than getting it. */
export async function* readRawLog(
  requests: Requests,
  of: 'services' | 'tasks',
  id: string,
  options: LogOptions,
  signal: AbortSignal,
): AsyncGenerator<RawLines> {
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
  const frames = openFrameCutter()
  const cutters = { output: openLineCutter(longestLine), error: openLineCutter(longestLine) }
  const cut = (pieces: readonly LogPiece[]) =>
    pieces.map(({ stream, bytes }) => ({ stream, lines: cutters[stream].add(bytes) }))
  try {
    const path = `/${of}/${part(id)}/logs`
    await using stream = await requests.stream({ method: 'GET', path, query, signal, mayBeSilent: true })
    for await (const chunk of stream.chunks) yield* inTurn(cut(frames.add(chunk)))
  } catch (error) {
    if (error instanceof Trouble && error.failure.code === 'cancelled') return
    throw error
  }
  yield* inTurn(cut(frames.end()))
  for (const stream of ['output', 'error'] as const) yield* inTurn([{ stream, lines: cutters[stream].end() }])
}

/** The Engine frames each line by itself: neighbours of one stream travel together. */
function inTurn(cut: readonly RawLines[]): readonly RawLines[] {
  const turns: { readonly stream: RawLines['stream']; readonly lines: string[] }[] = []
  for (const { stream, lines } of cut) {
    const last = turns.at(-1)
    if (last?.stream === stream) last.lines.push(...lines)
    else if (lines.length > 0) turns.push({ stream, lines: [...lines] })
  }
  return turns
}

/** `2026-05-03T10:00:00.123456789Z com.docker.swarm.task.id=…,… what the app wrote`. */
export function readLine(line: string, stream: ServerLogLine['stream']): ServerLogLine {
  const [, time, rest = ''] = /^(\d{4}-\d\d-\d\dT\S{1,40}) ?(.*)$/s.exec(line) ?? [undefined, '', line]
  const [, details, text = ''] = /^(\S*com\.docker\.swarm\.\S*) ?(.*)$/s.exec(rest) ?? [undefined, '', rest]
  const task = /(?:^|,)com\.docker\.swarm\.task\.id=([a-z0-9]+)/.exec(details ?? '')?.[1] ?? null
  const at = Date.parse(time ?? '')
  return { at: Number.isNaN(at) ? 0 : at, stream, task, ...paintedLine(text, longestText) }
}
