import { Worker } from 'node:worker_threads'
import type { Conditions, Examined } from './examine.ts'
import type { Files } from './recipe.ts'

export interface Examiner extends AsyncDisposable {
  examine(files: Files, conditions: Conditions): Promise<Examined>
}

/** By the clock, in milliseconds: much longer than the processor needs for it on a busy computer. */
const patience = 60_000
/** A laptop has more; what needs more than this would still be a failure. */
const megabytes = 1024

/** Examines recipes in another thread, which is replaced after a recipe that never ends or fills the memory. */
export function openExaminer(): Examiner {
  let worker = start()
  return {
    async examine(files, conditions) {
      const answer = await ask(worker, { files, conditions })
      if (answer.kind !== 'gone') return answer
      await worker.terminate()
      worker = start()
      return { kind: 'failed', fault: answer.fault, detail: answer.detail, milliseconds: patience }
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate()
    },
  }
}

function start(): Worker {
  return new Worker(new URL('./examiner.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
}

/** The thread is of no use any more. */
interface Gone {
  readonly kind: 'gone'
  readonly fault: string
  readonly detail: string
}

function ask(worker: Worker, question: object): Promise<Examined | Gone> {
  return new Promise((resolve) => {
    const done = (answer: Examined | Gone) => {
      clearTimeout(late)
      worker.off('message', done)
      worker.off('error', broken)
      resolve(answer)
    }
    const broken = (error: Error) =>
      done({ kind: 'gone', fault: 'the thread broke', detail: error.stack ?? error.message })
    const late = setTimeout(() => done({ kind: 'gone', fault: 'hangs', detail: '' }), patience)
    worker.on('message', done)
    worker.on('error', broken)
    worker.postMessage(question)
  })
}
