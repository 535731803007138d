import { finished } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { part } from './call-parts.ts'
import { openFrameCutter } from './log-frames.ts'
import type { Channel, Requests } from './requests.ts'
import { flag, identity, understand } from './tolerant.ts'

/** What is to run in a container. Arguments reach the program as they are; no shell reads them. */
export interface Program {
  readonly command: readonly string[]
  /** A name or a number of the container; whom the container runs as when left out. */
  readonly user?: string
  readonly environment?: readonly string[]
}

export interface TerminalSize {
  readonly columns: number
  readonly rows: number
}

/** A program that runs in a container. Leaving its block closes the channel to it, which alone does not end it. */
export interface RunningProgram extends AsyncDisposable {
  /** What it writes: as it comes for a terminal, output and errors together. Ends with the program, or throws Trouble. */
  readonly output: AsyncIterable<Buffer>
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>
  resize(size: TerminalSize): Promise<void>
  /** Its exit code once it has ended; null while it runs, and where nobody knows any more. */
  exitCode(): Promise<number | null>
}

export interface ProgramResult {
  readonly exitCode: number | null
  readonly output: Buffer
  readonly errors: string
  /** It wrote more output than was asked for; the rest was not read. */
  readonly isCut: boolean
}

const created = z.object({ Id: identity })
const state = z.object({ Running: flag, ExitCode: z.number().int().nullish().catch(null) })
const longestErrors = 64 * 1024
const mostLooks = 20
/** Milliseconds. */
const betweenLooks = 50

/** `terminal`: with a terminal of that size, or with its standard input alone. */
export async function startProgram(
  requests: Requests,
  container: string,
  program: Program,
  terminal: TerminalSize | null,
  signal: AbortSignal,
): Promise<RunningProgram> {
  const isTerminal = terminal !== null
  const id = await create(requests, container, program, { input: true, isTerminal }, signal)
  const channel = await start(requests, id, isTerminal, signal)
  const resize = async ({ columns, rows }: TerminalSize): Promise<void> => {
    const query = { w: String(columns), h: String(rows) }
    await requests.find({ method: 'POST', path: `/exec/${part(id)}/resize`, query, signal })
  }
  return {
    output: outputOf(channel),
    async write(text) {
      if (channel.stream.writable && !channel.stream.write(text)) await drained(channel)
    },
    resize,
    exitCode: () => exitCode(requests, id),
    [Symbol.asyncDispose]: () => channel[Symbol.asyncDispose](),
  }
}

/** Runs a short program to its end; at most `longest` bytes of its output are read. */
export async function runProgram(
  requests: Requests,
  container: string,
  program: Program,
  longest: number,
  signal: AbortSignal,
): Promise<ProgramResult> {
  const id = await create(requests, container, program, { input: false, isTerminal: false }, signal)
  await using channel = await start(requests, id, false, signal)
  const frames = openFrameCutter()
  const output: Buffer[] = []
  const errors: Buffer[] = []
  let length = 0
  let errorsLength = 0
  for await (const chunk of outputOf(channel)) {
    for (const { stream, bytes } of frames.add(chunk)) {
      if (stream === 'output') {
        output.push(bytes)
        length += bytes.length
      } else if (errorsLength < longestErrors) {
        errors.push(bytes)
        errorsLength += bytes.length
      }
    }
    if (length > longest) break
  }
  const isCut = length > longest
  return {
    exitCode: isCut ? null : await exitCode(requests, id),
    output: Buffer.concat(output).subarray(0, longest),
    errors: Buffer.concat(errors).toString(),
    isCut,
  }
}

async function create(
  requests: Requests,
  container: string,
  { command, user, environment }: Program,
  { input, isTerminal }: { readonly input: boolean; readonly isTerminal: boolean },
  signal: AbortSignal,
): Promise<string> {
  const body = {
    AttachStdin: input,
    AttachStdout: true,
    AttachStderr: true,
    Tty: isTerminal,
    Cmd: command,
    ...(user === undefined ? {} : { User: user }),
    ...(environment === undefined ? {} : { Env: environment }),
  }
  const path = `/containers/${part(container)}/exec`
  return understand(created, await requests.json({ method: 'POST', path, body, signal }), `POST ${path}`).Id
}

function start(requests: Requests, id: string, isTerminal: boolean, signal: AbortSignal): Promise<Channel> {
  const body = { Detach: false, Tty: isTerminal }
  return requests.channel({ method: 'POST', path: `/exec/${part(id)}/start`, body, signal })
}

async function* outputOf({ stream, trouble }: Channel): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
  } catch (error) {
    throw trouble(error)
  }
}

/** Until there is room again, or the channel is closed. */
async function drained({ stream }: Channel): Promise<void> {
  const room = new Promise<void>((resolve) => stream.once('drain', () => resolve()))
  await Promise.race([room, finished(stream).catch(() => undefined)])
}

/** The Engine may close the channel a moment before it knows that the program has ended. */
async function exitCode(requests: Requests, id: string): Promise<number | null> {
  const path = `/exec/${part(id)}/json`
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const answer = await requests.find({ method: 'GET', path })
    if (answer === null) return null
    const { Running: isRunning, ExitCode: code } = understand(state, answer, `GET ${path}`)
    if (!isRunning) return code ?? null
    await pause(betweenLooks)
  }
  return null
}
