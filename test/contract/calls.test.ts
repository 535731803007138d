import { TRPCClientError } from '@trpc/client'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Core } from '../../main/api/core.ts'
import type { CatalogueView } from '../../preload/contract/catalogue.ts'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import type { LogEvent } from '../../preload/contract/log.ts'
import type { OverviewEvent } from '../../preload/contract/server.ts'
import { scriptedCore } from './scripted-core.ts'
import { type Page, transports } from './transports.ts'

const view: CatalogueView = {
  address: 'https://recipes.example/',
  fetchedAt: 5,
  recipes: [],
  failure: null,
  refused: 0,
  picturesComing: false,
}
const gone: OverviewEvent = { kind: 'gone', name: 'one' }

/** A watch that tells one event, then waits for its end and notes that its clean-up ran. */
function watched() {
  const notes: string[] = []
  async function* watch(signal: AbortSignal): AsyncGenerator<OverviewEvent> {
    notes.push('started')
    try {
      yield gone
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    } finally {
      notes.push('ended')
    }
  }
  return { watch, notes }
}

async function failureOf(call: Promise<unknown>): Promise<{ readonly failure: Failure; readonly whole: string }> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof TRPCClientError)) throw new Error('The call was not refused')
  const shape = error.shape as { readonly data: { readonly failure: Failure } }
  return { failure: shape.data.failure, whole: JSON.stringify(shape) }
}

describe.each(transports)('over $name', (transport) => {
  let page: Page | null = null
  const bugs: unknown[] = []
  afterEach(async () => {
    await page?.close()
    page = null
    bugs.length = 0
  })

  async function open(core: Core): Promise<Page> {
    page = await transport.open(core, (error) => {
      bugs.push(error)
      return `BUG-${bugs.length}`
    })
    return page
  }

  test('a query is answered', async () => {
    const { client } = await open(scriptedCore({ catalogue: { view: () => Promise.resolve(view) } }))
    expect(await client.catalogue.view.query()).toEqual(view)
  })

  test('a mutation gets its input', async () => {
    const add = vi.fn<Core['servers']['add']>((input) => Promise.resolve({ name: input.kind }))
    const { client } = await open(scriptedCore({ servers: { add } }))
    expect(await client.servers.add.mutate({ kind: 'this-computer' })).toEqual({ name: 'this-computer' })
    expect(add).toHaveBeenCalledExactlyOnceWith({ kind: 'this-computer' })
  })

  test('an input of a wrong shape is refused before it reaches the core', async () => {
    const forget = vi.fn<Core['servers']['forget']>()
    const { client } = await open(scriptedCore({ servers: { forget } }))
    const { failure } = await failureOf(client.servers.forget.mutate('../../etc'))
    expect(failure.code).toBe('input-invalid')
    expect(forget).not.toHaveBeenCalled()
    expect(bugs).toEqual([])
  })

  test('trouble travels as its code and facts', async () => {
    const trouble: Failure = { code: 'port-closed', facts: { address: '10.0.0.9', port: 22 } }
    const { client } = await open(
      scriptedCore({ servers: { add: () => Promise.reject(new Trouble(trouble, { cause: new Error('raw words') })) } }),
    )
    const { failure, whole } = await failureOf(client.servers.add.mutate({ kind: 'this-computer' }))
    expect(failure).toEqual(trouble)
    expect(whole).not.toContain('raw words')
    expect(bugs).toEqual([])
  })

  test('a bug travels as a reference, without its message or stack', async () => {
    const bug = new Error('opensesame at /home/ada')
    const { client } = await open(scriptedCore({ settings: { view: () => Promise.reject(bug) } }))
    const { failure, whole } = await failureOf(client.settings.view.query())
    expect(failure).toEqual({ code: 'unexpected', facts: { reference: 'BUG-1' } })
    expect(whole).not.toMatch(/opensesame|\.ts|stack/)
    expect(bugs).toEqual([bug])
  })

  test('a bug inside a subscription does so too', async () => {
    const { client } = await open(
      scriptedCore({
        jobs: {
          // oxlint-disable-next-line require-yield -- it fails first
          async *watch() {
            throw new Error('opensesame')
          },
        },
      }),
    )
    const { failure, whole } = await failureOf(
      new Promise((resolve, reject) =>
        client.jobs.watch.subscribe(undefined, { onComplete: () => resolve(null), onError: reject }),
      ),
    )
    expect(failure.code).toBe('unexpected')
    expect(whole).not.toContain('opensesame')
    expect(bugs).toHaveLength(1)
  })

  test('an unknown call is refused', async () => {
    const { client } = await open(scriptedCore())
    // A client that knows of a call that the core does not have, such as one of another version.
    const untyped = client as unknown as { readonly overview: { readonly shutdown: { mutate(): Promise<unknown> } } }
    const { failure } = await failureOf(untyped.overview.shutdown.mutate())
    expect(failure.code).toBe('unexpected')
  })

  test('a subscription tells its events, and its clean-up runs when the page stops listening', async () => {
    const { watch, notes } = watched()
    const { client } = await open(scriptedCore({ overview: { watch } }))
    const events: OverviewEvent[] = []
    const subscription = client.overview.watch.subscribe(undefined, { onData: (event) => events.push(event) })
    await vi.waitFor(() => expect(events).toEqual([gone]))
    expect(notes).toEqual(['started'])
    subscription.unsubscribe()
    await vi.waitFor(() => expect(notes).toEqual(['started', 'ended']))
  })

  test('its clean-up runs when the page vanishes, and a page that comes back listens again', async () => {
    const { watch, notes } = watched()
    const { client, vanish } = await open(scriptedCore({ overview: { watch } }))
    const events: OverviewEvent[] = []
    const subscription = client.overview.watch.subscribe(undefined, { onData: (event) => events.push(event) })
    await vi.waitFor(() => expect(events).toHaveLength(1))
    vanish()
    await vi.waitFor(() => expect(notes.slice(0, 2)).toEqual(['started', 'ended']))
    await vi.waitFor(() => expect(events).toHaveLength(2), { timeout: 5000 })
    expect(notes).toEqual(['started', 'ended', 'started'])
    subscription.unsubscribe()
    await vi.waitFor(() => expect(notes.at(-1)).toBe('ended'))
  })

  test('twenty subscriptions at once end, every one', async () => {
    const { watch, notes } = watched()
    const { client } = await open(scriptedCore({ overview: { watch } }))
    let told = 0
    const subscriptions = Array.from({ length: 20 }, () =>
      client.overview.watch.subscribe(undefined, { onData: () => (told += 1) }),
    )
    await vi.waitFor(() => expect(told).toBe(20))
    subscriptions.forEach((subscription) => subscription.unsubscribe())
    await vi.waitFor(() => expect(notes.filter((note) => note === 'ended')).toHaveLength(20))
  })

  test('a log tells its lines as the page takes them, and only its own name is taken or saved', async () => {
    const taken = Promise.withResolvers<{ readonly stream: string; readonly batch: number }>()
    const stream = '5f0c2a3e-5f4e-4d0b-9a52-0d7f6d9c1b11'
    const paint = [{ from: 1, colour: 'bright-red', bold: true }] as const
    const lines = [{ service: 'app', at: 5, text: 'öne <b>line</b>', paint }]
    const saveLog = vi.fn<Core['apps']['saveLog']>()
    const { client } = await open(
      scriptedCore({
        apps: {
          async *log() {
            yield { kind: 'began', stream }
            yield { kind: 'lines', batch: 1, skipped: 7, lines }
            await taken.promise
            yield { kind: 'ended', failure: null }
          },
          logTaken: taken.resolve,
          saveLog,
        },
      }),
    )
    const events: LogEvent[] = []
    const wish = { server: 'garden', app: 'wiki', since: 'day' } as const
    const subscription = client.apps.log.subscribe(wish, { onData: (event) => events.push(event) })
    await vi.waitFor(() => expect(events).toHaveLength(2))
    await client.apps.logTaken.mutate({ stream, batch: 1 })
    await vi.waitFor(() => expect(events[2]).toEqual({ kind: 'ended', failure: null }))
    expect(events[1]).toEqual({ kind: 'lines', batch: 1, skipped: 7, lines })
    subscription.unsubscribe()
    const refused = [
      client.apps.saveLog.mutate({ stream: '../../etc/passwd' }),
      client.apps.logTaken.mutate({ stream, batch: 0.5 }),
    ]
    for (const call of refused) expect((await failureOf(call)).failure.code).toBe('input-invalid')
    expect(saveLog).not.toHaveBeenCalled()
  })

  test('an answer of eight megabytes arrives whole', async () => {
    const readme = 'Grüße aus der Küche ☕\n'.repeat(350_000)
    const { client } = await open(
      scriptedCore({ catalogue: { view: () => Promise.resolve({ ...view, address: readme }) } }),
    )
    const answer = await client.catalogue.view.query()
    expect(answer.address.length).toBe(readme.length)
    expect(answer.address === readme).toBe(true)
  })
})
