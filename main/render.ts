import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import { ComposeError } from './compose/compose-error.ts'
import type { StackRequests } from './compose/convert-types.ts'
import { convert } from './compose/convert.ts'
import { folderTree } from './folder-tree.ts'

const question = z.object({
  id: z.string(),
  directory: z.string(),
  stack: z.string(),
  composeFiles: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
})

interface EngineRequest {
  readonly path: string
  readonly body: unknown
}

type Answer =
  | { readonly id: string; readonly accepted: true; readonly requests: readonly EngineRequest[] }
  | { readonly id: string; readonly accepted: false; readonly error: string }

/**
 * Converts stacks on request, to compare the converter with Docker's own CLI: one JSON object per line comes in,
 * `{id, directory, stack, composeFiles, environment}`, one goes out as soon as it is done, `{id, accepted, requests}` or
 * `{id, accepted, error}`. abra's additions are not made. A line that is no such object ends the command with an error.
 */
export async function render(input: Readable, output: Writable): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    const answer = answerTo(question.parse(JSON.parse(line)))
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain')
  }
}

function answerTo({ id, directory, ...input }: z.infer<typeof question>): Answer {
  try {
    const { requests } = convert({ ...input, tree: folderTree(directory) })
    return { id, accepted: true, requests: inOrder(requests) }
  } catch (error) {
    if (error instanceof ComposeError) return { id, accepted: false, error: error.message }
    throw error
  }
}

/** In the order in which they can be sent. */
function inOrder(requests: StackRequests): readonly EngineRequest[] {
  const creating = (kind: string, some: readonly { readonly body: unknown }[]) =>
    some.map(({ body }) => ({ path: `/${kind}/create`, body }))
  return [
    ...creating('networks', requests.networks),
    ...creating('secrets', requests.secrets),
    ...creating('configs', requests.configs),
    ...creating('services', requests.services),
  ]
}
