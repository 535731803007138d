/** Stands between sshd and dockerd of a practice server and lets single requests of Canteen's go wrong. */
import { chmod, rename, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

/** Which request: the `nth` of those that look alike, counted from 1. */
export interface Asked {
  /** Such as `POST /services/create tiny_app`, without versions and ids. */
  readonly what: string
  readonly nth: number
}

/**
 * How a request goes wrong: an answer of the Engine's that says so, no answer, a connection that ends, or the death of
 * Canteen itself. `after` the Engine has done what was asked (and, where it answers bit by bit, said the first), or before.
 */
export interface Fault {
  readonly how: 'refused' | 'silent' | 'cut' | 'killed'
  readonly when: 'before' | 'after'
}

export interface Between {
  /** Where dockerd itself listens, for those who look at the server. */
  readonly engine: string
  /** From now on requests are counted anew, and the one that `at` names goes wrong; `kill` ends Canteen. */
  begin(trap?: { readonly at: Asked; readonly fault: Fault; readonly kill?: () => Promise<void> }): void
  /** What was asked since it began, in order, and whether the fault came. */
  seen(): { readonly asked: readonly Asked[]; readonly struck: boolean }
  stop(): Promise<void>
}

export async function standBetween(dockerSocket: string): Promise<Between> {
  const engine = `${dockerSocket}.engine`
  await rename(dockerSocket, engine)
  let trap: Parameters<Between['begin']>[0]
  let asked: Asked[] = []
  let struck = false

  const note = (what: string): Asked => {
    const one = { what, nth: asked.filter((other) => other.what === what).length + 1 }
    asked.push(one)
    return one
  }

  const server = createServer((incoming, answer) => {
    void handle(incoming, answer).catch(() => incoming.socket.destroy())
  })
  // As dockerd, it leaves quiet connections open.
  Object.assign(server, { requestTimeout: 0, keepAliveTimeout: 0, headersTimeout: 0 })

  async function handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await readAll(incoming)
    if (!isCanteens(incoming)) return await pass(incoming, body, answer)
    const one = note(describe(incoming, body))
    if (trap === undefined || struck || one.what !== trap.at.what || one.nth !== trap.at.nth)
      return await pass(incoming, body, answer)
    struck = true
    const { fault, kill } = trap
    if (fault.when === 'after') await firstAnswer(incoming, body, answer)
    switch (fault.how) {
      case 'refused':
        refuse(answer)
        return
      case 'silent':
        return
      case 'cut':
        incoming.socket.destroy()
        return
      case 'killed':
        await kill?.()
        incoming.socket.destroy()
    }
  }

  /** Lets the Engine do it. What it says stays here, but for the beginning of an answer that goes on. */
  async function firstAnswer(incoming: IncomingMessage, body: Buffer, answer: ServerResponse): Promise<void> {
    const said = await ask(incoming, body)
    if (!goesOn(incoming)) return void (await readAll(said))
    answer.writeHead(said.statusCode ?? 500, said.headers)
    const [chunk] = await once(said, 'data')
    answer.write(chunk)
    said.destroy()
  }

  async function pass(incoming: IncomingMessage, body: Buffer, answer: ServerResponse): Promise<void> {
    const said = await ask(incoming, body)
    answer.writeHead(said.statusCode ?? 500, said.headers)
    answer.flushHeaders()
    said.pipe(answer)
    answer.once('close', () => said.destroy())
    said.once('error', () => answer.destroy())
  }

  function ask({ method, url, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const { 'transfer-encoding': _, ...kept } = headers
      const options = { socketPath: engine, agent: false, method, path: url, headers: kept }
      request(options, resolve).once('error', reject).end(body)
    })
  }

  server.listen(dockerSocket)
  await once(server, 'listening')
  await chmod(dockerSocket, 0o666)
  return {
    engine,
    begin(next) {
      trap = next
      asked = []
      struck = false
    },
    seen: () => ({ asked, struck }),
    async stop() {
      server.close()
      server.closeAllConnections()
      await rm(dockerSocket, { force: true })
      await rename(engine, dockerSocket)
    },
  }
}

/** The practice server's own look-outs name no version, and the docker command says who it is. */
function isCanteens({ url, headers }: IncomingMessage): boolean {
  return url?.startsWith('/v1.') === true && headers['user-agent'] === undefined
}

function goesOn({ url }: IncomingMessage): boolean {
  return /\/(events|images\/create|logs)\b/.test(url ?? '')
}

function describe({ method, url }: IncomingMessage, body: Buffer): string {
  const { pathname, searchParams } = new URL(url ?? '', 'http://docker')
  searchParams.delete('version')
  const query = [...searchParams].map(([name, value]) => `${name}=${value}`).join('&')
  const what = `${pathname.replace(/^\/v[\d.]+/, '')}${query === '' ? '' : '?'}${query}`
  const withoutIds = what.replaceAll(/\b([a-z0-9]{25}|[0-9a-f]{64})\b/g, '*')
  return [method, withoutIds, nameIn(body)].filter((part) => part !== '').join(' ')
}

function nameIn(body: Buffer): string {
  try {
    const sent: unknown = JSON.parse(body.toString())
    return typeof sent === 'object' && sent !== null && 'Name' in sent ? String(sent.Name) : ''
  } catch {
    return ''
  }
}

function refuse(answer: ServerResponse): void {
  const message = 'rpc error: code = DeadlineExceeded desc = context deadline exceeded'
  if (answer.headersSent) answer.end(`${JSON.stringify({ error: message })}\n`)
  else answer.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ message }))
}

async function readAll(from: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of from) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
