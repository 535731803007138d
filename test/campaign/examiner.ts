import { parentPort } from 'node:worker_threads'
import { type Conditions, examine } from './examine.ts'
import type { Files } from './recipe.ts'

/** The thread that reads the recipes: it can be ended where one of them does not come to an end. */
parentPort?.on('message', ({ files, conditions }: { readonly files: Files; readonly conditions: Conditions }) => {
  parentPort?.postMessage(examine(files, conditions))
})
