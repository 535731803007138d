import { lookup, Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Addresses, LookUp, LookUpAnswer } from './dns-types.ts'

export interface LookUpOptions {
  /** Name servers instead of the computer's own, as `address` or `address:port`. */
  readonly nameServers?: readonly string[]
  /** Milliseconds that a name server is given for an answer; it is asked twice. */
  readonly patience?: number
}

const loopback: Addresses = { v4: ['127.0.0.1'], v6: ['::1'] }

/**
 * Looks names up with the name servers, which say what members of the co-op see, and where those know nothing with what the
 * computer itself knows (its hosts file, the local network). Names below `localhost` are this computer (RFC 6761 §6.3).
 */
export function openLookUp(options: LookUpOptions = {}): LookUp {
  const { patience = 2000 } = options
  return async (name, signal) => {
    const plain = name.toLowerCase().replace(/\.$/, '')
    if (isIP(plain) === 4) return { v4: [plain], v6: [] }
    if (isIP(plain) === 6) return { v4: [], v6: [plain] }
    if (plain === 'localhost' || plain.endsWith('.localhost')) return loopback
    if (signal?.aborted === true) return 'no-answer'

    const resolver = new Resolver({ timeout: patience, tries: 2 })
    if (options.nameServers !== undefined) resolver.setServers([...options.nameServers])
    const stop = () => resolver.cancel()
    signal?.addEventListener('abort', stop)
    try {
      const [v4, v6, computer] = await Promise.all([
        records(() => resolver.resolve4(plain)),
        records(() => resolver.resolve6(plain)),
        fromComputer(plain, patience),
      ])
      const found = together(v4, v6)
      return typeof found === 'string' ? (computer ?? found) : found
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }
}

type Records = readonly string[] | 'not-found' | 'no-answer'

async function records(ask: () => Promise<readonly string[]>): Promise<Records> {
  try {
    return await ask()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'ENOTFOUND' || code === 'ENODATA' ? 'not-found' : 'no-answer'
  }
}

function together(v4: Records, v6: Records): LookUpAnswer {
  if (typeof v4 === 'string' && typeof v6 === 'string') return v4 === 'no-answer' ? v4 : v6
  return { v4: typeof v4 === 'string' ? [] : v4, v6: typeof v6 === 'string' ? [] : v6 }
}

/** The system's look-up cannot be ended, so its answer is waited for in bounded time only. */
async function fromComputer(name: string, patience: number): Promise<Addresses | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience)
  })
  const looked = lookup(name, { all: true }).then(
    (all) => ({
      v4: all.filter(({ family }) => family === 4).map(({ address }) => address),
      v6: all.filter(({ family }) => family === 6).map(({ address }) => address),
    }),
    () => null,
  )
  try {
    return await Promise.race([looked, late])
  } finally {
    clearTimeout(timer)
  }
}
