import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'

export type KeychainCall =
  | { readonly kind: 'get'; readonly account: string }
  | { readonly kind: 'set'; readonly account: string; readonly value: string }
  | { readonly kind: 'remove'; readonly account: string }

const answer = z.object({ id: z.number(), value: z.string().nullable(), error: z.string().nullable() })
type Answer = z.infer<typeof answer>

/**
 * What runs in the thread, one call after the other. It is text rather than a file of its own so that it is found wherever the
 * core is bundled to. On Linux the store is named: without that the library falls back to a keyring in the kernel's memory.
 */
const source = `
const { parentPort, workerData } = require('node:worker_threads')
const open = (account) =>
  new (require(workerData.library).Entry)(workerData.service, account, { linux: { store: 'secret-service' } })
const calls = {
  get: ({ account }) => open(account).getPassword(),
  set: ({ account, value }) => (open(account).setPassword(value), null),
  remove: ({ account }) => (open(account).deletePassword(), null),
}
parentPort.on('message', ({ id, call }) => {
  try {
    parentPort.postMessage({ id, value: calls[call.kind](call), error: null })
  } catch (error) {
    parentPort.postMessage({ id, value: null, error: String(error.message) })
  }
})
`

/**
 * Calls the keychain library in a thread, because its calls wait for other programs: a keychain that asks for its password
 * answers when the member does. `ask` rejects with the library's message; it never rejects for time.
 */
export class KeychainThread {
  private readonly waiting = new Map<number, (answer: Answer) => void>()
  private readonly service: string
  private worker: Worker | null = null
  private lastId = 0

  constructor(service: string) {
    this.service = service
  }

  async ask(call: KeychainCall): Promise<string | null> {
    const id = ++this.lastId
    const { value, error } = await new Promise<Answer>((resolve) => {
      this.waiting.set(id, resolve)
      this.open().postMessage({ id, call })
    })
    if (error !== null) throw new Error(error)
    return value
  }

  private open(): Worker {
    if (this.worker !== null) return this.worker
    const library = createRequire(import.meta.url).resolve('@napi-rs/keyring')
    const worker = new Worker(source, { eval: true, execArgv: [], workerData: { library, service: this.service } })
    worker.on('message', (message: unknown) => this.settle(answer.parse(message)))
    worker.on('error', (error: Error) => {
      this.worker = null
      for (const id of this.waiting.keys()) this.settle({ id, value: null, error: error.message })
    })
    // It must not keep a core alive that is done.
    worker.unref()
    this.worker = worker
    return worker
  }

  private settle(given: Answer): void {
    this.waiting.get(given.id)?.(given)
    this.waiting.delete(given.id)
  }
}
