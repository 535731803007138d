import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import type { Connection } from '../../preload/contract/server.ts'
import type { Engine } from '../outside/docker/engine.ts'
import { needsMember } from './known-way.ts'
import type { OpenWay } from './open-way.ts'

export interface LinkNeeds {
  readonly server: string
  readonly open: (signal: AbortSignal) => Promise<OpenWay>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly onChange: (connection: Connection) => void
}

const firstPause = 1_000
const longestPause = 30_000
/** Trying a refused login again and again locks people out. */
const pauseForMember = 60_000
/** A connection that lasted so long was a good one. */
const goodFor = 30_000

/**
 * The one connection to a server. It is opened when it is first used; all who wait for it share the attempt. After a failure,
 * uses fail at once with it until a pause is over, which grows while failures go on.
 */
export class ServerLink {
  state: Connection = { kind: 'not-tried' }
  private readonly needs: LinkNeeds
  private readonly stop = new AbortController()
  private way: OpenWay | null = null
  private attempt: Promise<OpenWay> | null = null
  private failures = 0
  private restUntil = 0

  constructor(needs: LinkNeeds) {
    this.needs = needs
  }

  /** The signal ends only this caller's waiting. */
  async engine(signal?: AbortSignal): Promise<Engine> {
    if (this.way !== null) return this.way.engine
    if (this.attempt === null) {
      if (this.state.kind === 'failed' && this.needs.now() < this.restUntil) throw new Trouble(this.state.failure)
      this.attempt = this.connect()
      this.attempt.catch(() => undefined)
    }
    return (await unlessAborted(this.attempt, signal)).engine
  }

  /** The next use tries at once. */
  retry(): void {
    this.restUntil = 0
  }

  close(): void {
    this.stop.abort()
    this.way?.close()
  }

  private async connect(): Promise<OpenWay> {
    this.change({ kind: 'connecting' })
    try {
      const way = await this.needs.open(this.stop.signal)
      if (this.stop.signal.aborted) {
        way.close()
        throw new Trouble({ code: 'cancelled', facts: {} })
      }
      this.way = way
      const since = this.needs.now()
      void way.closed.then((failure) => this.lost(way, since, failure))
      this.change({ kind: 'connected', since })
      return way
    } catch (error) {
      if (error instanceof Trouble) throw new Trouble(this.fail(error.failure), { cause: error })
      this.change({ kind: 'not-tried' })
      throw error
    } finally {
      this.attempt = null
    }
  }

  private lost(way: OpenWay, since: number, failure: Failure | null): void {
    way.engine.close()
    this.way = null
    if (failure === null) return
    if (this.needs.now() - since >= goodFor) this.failures = -1
    this.fail(failure)
  }

  private fail(found: Failure): Failure {
    const failure: Failure =
      found.code === 'connection-lost' ? { code: found.code, facts: { server: this.needs.server } } : found
    this.failures += 1
    this.restUntil = this.needs.now() + pauseAfter(failure, this.failures)
    this.change({ kind: 'failed', failure, at: this.needs.now() })
    return failure
  }

  private change(state: Connection): void {
    this.state = state
    if (!this.stop.signal.aborted) this.needs.onChange(state)
  }
}

function pauseAfter(failure: Failure, failures: number): number {
  if (needsMember(failure)) return pauseForMember
  return failures <= 0 ? 0 : Math.min(firstPause * 2 ** (failures - 1), longestPause)
}

async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return await promise
  let onAbort = () => {}
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(new Trouble({ code: 'cancelled', facts: {} }))
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
