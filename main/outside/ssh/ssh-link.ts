import type { Duplex } from 'node:stream'
import type { Client, ClientChannel } from 'ssh2'
import { type Failure, Trouble } from '../../../preload/contract/failure.ts'
import { asSocket, readToEnd } from './channel.ts'
import { plainText } from './plain-text.ts'
import { answerSeconds, type Place, silent } from './reach.ts'
import { Slots } from './slots.ts'
import type { CommandResult, SshConnection } from './ssh-types.ts'

/** sshd lets ten sessions run over a connection unless its MaxSessions says otherwise; most are left for streams. */
const commandsAtOnce = 2

const farewellMilliseconds = 1000

/** RFC 4254 §5.1. */
const prohibited = 1
const connectFailed = 2

type ChannelCallback = (error: Error | undefined, channel: ClientChannel) => void

export class SshLink implements SshConnection {
  readonly closed: Promise<Failure | null>
  private readonly client: Client
  private readonly stream: Duplex
  private readonly place: Place
  private readonly commands = new Slots(commandsAtOnce)
  private ended = false
  private wanted = false

  constructor(client: Client, stream: Duplex, place: Place) {
    this.client = client
    this.stream = stream
    this.place = place
    this.closed = new Promise((resolve) => {
      // ssh2 tells an error and then `close`; a stream that just ends has only the latter.
      client.on('error', () => undefined)
      client.once('close', () => {
        this.ended = true
        resolve(this.wanted ? null : this.lost())
      })
    })
  }

  async openSocket(path: string): Promise<Duplex> {
    return await this.open((done) => this.client.openssh_forwardOutStreamLocal(path, done)).then(asSocket, (error) => {
      throw this.refusal(error)
    })
  }

  async openCommand(command: string): Promise<Duplex> {
    const channel = await this.exec(command)
    channel.stderr.resume()
    return asSocket(channel)
  }

  async run(
    command: string,
    options: { input?: string | undefined; signal?: AbortSignal | undefined } = {},
  ): Promise<CommandResult> {
    const giveBack = await this.commands.take()
    try {
      return await readToEnd(await this.exec(command), options.input, options.signal)
    } finally {
      giveBack()
    }
  }

  /** A stream to another machine, for a server that is reached through this one. */
  async openWay(to: Place, signal: AbortSignal): Promise<Duplex> {
    const aborted = new Promise<never>((_resolve, reject) => {
      const stop = () => reject(new Trouble({ code: 'cancelled', facts: {} }))
      signal.addEventListener('abort', stop, { once: true })
      AbortSignal.timeout(answerSeconds * 1000).addEventListener('abort', () => reject(new Trouble(silent(to))))
      if (signal.aborted) stop()
    })
    aborted.catch(() => undefined)
    const opening = this.open((done) => this.client.forwardOut('127.0.0.1', 0, to.host, to.port, done))
    return await Promise.race([opening, aborted]).catch((error) => {
      throw this.wayFailure(error, to)
    })
  }

  close(): void {
    this.wanted = true
    this.client.end()
    // A link that was cut would keep the farewell, and with it the process, waiting.
    setTimeout(() => this.stream.destroy(), farewellMilliseconds).unref()
  }

  private async exec(command: string): Promise<ClientChannel> {
    return await this.open((done) => this.client.exec(command, done)).catch((error) => {
      throw this.refusal(error)
    })
  }

  private async open(start: (done: ChannelCallback) => void): Promise<ClientChannel> {
    if (this.ended) throw new Trouble(this.lost())
    return await new Promise((resolve, reject) => {
      start((error, channel) => (error === undefined ? resolve(channel) : reject(error)))
    })
  }

  private lost(): Failure {
    return { code: 'connection-lost', facts: { server: this.place.host } }
  }

  private refusal(error: unknown): unknown {
    if (error instanceof Trouble || !(error instanceof Error)) return error
    if (this.ended || !('reason' in error)) return new Trouble(this.lost(), { cause: error })
    return new Trouble({ code: 'forwarding-forbidden', facts: { detail: plainText(error.message) } })
  }

  private wayFailure(error: unknown, { host, port }: Place): unknown {
    if (error instanceof Trouble || !(error instanceof Error)) return error
    const detail = plainText(error.message)
    if (!('reason' in error)) return new Trouble(this.lost(), { cause: error })
    if (error.reason === prohibited) return new Trouble({ code: 'forwarding-forbidden', facts: { detail } })
    if (error.reason === connectFailed) {
      if (/refused/i.test(detail)) return new Trouble({ code: 'port-closed', facts: { address: host, port } })
      if (/timed out/i.test(detail)) return new Trouble(silent({ host, port }))
      if (/not known|resolution|no address/i.test(detail)) {
        return new Trouble({ code: 'address-not-found', facts: { address: host } })
      }
    }
    return new Trouble({ code: 'server-unreachable', facts: { address: host, port, detail } })
  }
}
