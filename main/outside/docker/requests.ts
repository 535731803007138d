import { type IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Duplex, Readable } from 'node:stream'
import { Trouble } from '../../../preload/contract/failure.ts'
import { ChannelAgent } from './channel-agent.ts'
import type { EngineOptions } from './engine-options.ts'
import { onTheWay, refusal } from './engine-trouble.ts'
import { openGate } from './gate.ts'
import type { Dial, Dialled } from './modem.ts'
import { openModem } from './modem.ts'

export interface Call {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** Sent as JSON; never told in a failure. */
  readonly body?: object
  /** A tar archive, read as fast as the server takes it. */
  readonly archive?: Readable
  readonly signal?: AbortSignal | undefined
  /** How long an answer may take; 60 unless said. Streams have no such bound. */
  readonly seconds?: number
}

export interface Requests {
  /** The answer's JSON; undefined when it is empty. */
  json(call: Call): Promise<unknown>
  /** As `json`; null when the server says that it is not there. */
  find(call: Call): Promise<unknown>
  /** An answer that goes on; leaving the block ends it. */
  stream(call: Call & { readonly signal: AbortSignal }): Promise<Stream>
  /** The headers of an answer without a body; null when the server says that it is not there. */
  headers(call: Call): Promise<IncomingHttpHeaders | null>
  /** Sends an archive, however long that takes. */
  upload(call: Call & { readonly archive: Readable; readonly signal: AbortSignal }): Promise<void>
  /** A channel over which both sides then speak as they like; leaving the block closes it. */
  channel(call: Call & { readonly signal: AbortSignal }): Promise<Channel>
  warm(channels: number, signal: AbortSignal | undefined): Promise<void>
  close(): void
}

export interface Stream extends AsyncDisposable {
  readonly chunks: AsyncIterable<Buffer>
}

export interface Channel extends AsyncDisposable {
  readonly stream: Duplex
  /** What an error of the stream means. */
  readonly trouble: (error: unknown) => unknown
}

/** 20.10 of December 2020; ours is the newest whose request bodies this program was written against. */
const oldest = '1.41'
const newest = '1.47'
const longestAnswer = 64 * 1024 * 1024
const longestRefusal = 64 * 1024

export function openRequests(options: EngineOptions): Requests {
  const agent = new ChannelAgent('channel' in options ? options.channel : () => openSocket(options.socketPath))
  // Streams have places of their own: however many logs are followed, requests get through.
  const room = options.maxChannels
  const forRequests = openGate(room === undefined ? 8 : Math.max(1, Math.ceil(room / 2)))
  const forStreams = openGate(room === undefined ? 64 : Math.max(1, Math.floor(room / 2)))
  const closing = new AbortController()
  const ping = openModem(agent, undefined)
  let agreed: Promise<Dial> | undefined

  /** Asks for the version once; an attempt that failed is made again by the next request. */
  function dial(): Promise<Dial> {
    agreed ??= askVersion().catch((error: unknown) => {
      agreed = undefined
      throw error
    })
    return agreed
  }

  async function askVersion(): Promise<Dial> {
    const version = await request({ method: 'GET', path: '/_ping' }, () => Promise.resolve(ping), readVersion)
    if (earlier(version, oldest)) throw new Trouble({ code: 'docker-too-old', facts: { version, needed: oldest } })
    return openModem(agent, `v${earlier(version, newest) ? version : newest}`)
  }

  async function request<Result>(
    call: Call,
    dialler: () => Promise<Dial>,
    read: (answer: IncomingMessage, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const tooLong = AbortSignal.timeout((call.seconds ?? 60) * 1000)
    const signal = AbortSignal.any([tooLong, closing.signal, ...(call.signal === undefined ? [] : [call.signal])])
    try {
      const dialled = await dialler()
      const leave = await forRequests.enter(signal)
      try {
        return await read(await send(dialled, call, signal), signal)
      } finally {
        leave()
      }
    } catch (error) {
      throw said(error, call, tooLong.aborted)
    }
  }

  function said(error: unknown, call: Call, tooLong: boolean): unknown {
    if (error instanceof Trouble) return error
    if (call.signal?.aborted === true) return new Trouble({ code: 'cancelled', facts: {} })
    if (tooLong || closing.signal.aborted)
      return new Trouble({ code: 'connection-lost', facts: { server: options.server } }, { cause: error })
    return onTheWay(error, requestLine(call), options)
  }

  async function succeeded(answer: IncomingMessage, call: Call): Promise<void> {
    const status = answer.statusCode ?? 0
    if (status >= 200 && status < 300) return
    throw refusal(status, messageOf(await readAll(answer, longestRefusal)), requestLine(call), options)
  }

  return {
    json: (call) =>
      request(call, dial, async (answer) => {
        await succeeded(answer, call)
        return parsed(await readAll(answer, longestAnswer), requestLine(call))
      }),

    find: (call) =>
      request(call, dial, async (answer) => {
        if (answer.statusCode === 404) {
          await readAll(answer, longestRefusal)
          return null
        }
        await succeeded(answer, call)
        return parsed(await readAll(answer, longestAnswer), requestLine(call))
      }),

    async stream(call) {
      const ended = new AbortController()
      const signal = AbortSignal.any([call.signal, closing.signal, ended.signal])
      const { answer, leave } = await openStream(call, signal)
      return {
        chunks: chunksOf(answer, call),
        async [Symbol.asyncDispose]() {
          ended.abort()
          answer.destroy()
          leave()
        },
      }
    },

    headers: (call) =>
      request(call, dial, async (answer) => {
        await readAll(answer, longestRefusal)
        if (answer.statusCode === 404) return null
        await succeeded(answer, call)
        return answer.headers
      }),

    async upload(call) {
      const signal = AbortSignal.any([call.signal, closing.signal])
      const { answer, leave } = await openStream(call, signal).finally(() => call.archive.destroy())
      answer.resume()
      leave()
    },

    async channel(call) {
      const signal = AbortSignal.any([call.signal, closing.signal])
      let leave = () => {}
      try {
        const dialled = await dial()
        leave = await forStreams.enter(signal)
        const stream = await dialled(asked(call, signal, true))
        if (stream instanceof IncomingMessage) {
          await succeeded(stream, call)
          throw new Trouble({
            code: 'engine-refused',
            facts: { request: requestLine(call), detail: 'The channel was not handed over' },
          })
        }
        const close = () => void stream.destroy()
        signal.addEventListener('abort', close)
        // Whoever reads it is told of an error by the reading; one that comes when nobody reads any more is of no interest.
        stream.on('error', () => undefined)
        if (signal.aborted) close()
        return {
          stream,
          trouble: (error) => said(error, call, false),
          async [Symbol.asyncDispose]() {
            signal.removeEventListener('abort', close)
            close()
            leave()
          },
        }
      } catch (error) {
        leave()
        throw said(error, call, false)
      }
    },

    async warm(channels, signal) {
      const others = Array.from({ length: Math.max(0, channels - 1) }, () =>
        request({ method: 'GET', path: '/_ping', signal }, () => Promise.resolve(ping), readVersion),
      )
      await Promise.all([dial(), ...others])
    },

    close() {
      closing.abort()
      agent.destroy()
    },
  }

  async function openStream(call: Call, signal: AbortSignal) {
    let leave = () => {}
    try {
      const dialled = await dial()
      leave = await forStreams.enter(signal)
      const answer = await send(dialled, call, signal)
      await succeeded(answer, call)
      return { answer, leave }
    } catch (error) {
      leave()
      throw said(error, call, false)
    }
  }

  async function* chunksOf(answer: IncomingMessage, call: Call): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of answer) yield asBuffer(chunk)
    } catch (error) {
      throw said(error, call, false)
    }
  }
}

async function send(dial: Dial, call: Call, signal: AbortSignal): Promise<IncomingMessage> {
  const answer = await dial(asked(call, signal, false))
  if (answer instanceof IncomingMessage) return answer
  answer.destroy()
  throw new Error('The Engine handed over a channel that nobody asked for')
}

function asked({ method, path, query = {}, body, archive }: Call, signal: AbortSignal, takeOver: boolean): Dialled {
  return { method, path, query, body, archive, takeOver, signal }
}

async function readVersion(answer: IncomingMessage): Promise<string> {
  await readAll(answer, longestRefusal)
  const version = answer.headers['api-version']
  return typeof version === 'string' && /^\d{1,3}\.\d{1,3}$/.test(version) ? version : '0'
}

/** Reads to the end, or the channel could not be used again; what is past the limit ends the channel. */
async function readAll(answer: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of answer) {
    const bytes = asBuffer(chunk)
    length += bytes.length
    if (length > limit) {
      answer.destroy()
      break
    }
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function asBuffer(chunk: unknown): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
}

function parsed(bytes: Buffer, request: string): unknown {
  if (bytes.length === 0) return undefined
  try {
    return JSON.parse(bytes.toString())
  } catch {
    throw new Trouble({ code: 'engine-refused', facts: { request, detail: 'The answer was cut off or is no JSON' } })
  }
}

/** The Engine refuses with `{"message": …}`; something else that answers in its place may say anything. */
function messageOf(bytes: Buffer): string {
  try {
    const answer: unknown = JSON.parse(bytes.toString())
    if (typeof answer === 'object' && answer !== null && 'message' in answer && typeof answer.message === 'string')
      return answer.message
  } catch {
    // Not JSON: its own words.
  }
  return bytes.toString()
}

function requestLine(call: Call): string {
  return `${call.method} ${call.path}`
}

function earlier(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [thanMajor = 0, thanMinor = 0] = than.split('.').map(Number)
  return major < thanMajor || (major === thanMajor && minor < thanMinor)
}

function openSocket(path: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}
