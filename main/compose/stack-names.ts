import type { Labels } from './engine-bodies.ts'
import type { TextMap } from './stack-file.ts'

/** The label by which everything of a stack is found again. */
const namespaceLabel = 'com.docker.stack.namespace'

/** What a stack's object is called on the server when the file gives it no name of its own. */
export function scoped(stack: string, name: string): string {
  return `${stack}_${name}`
}

export function stackLabels(stack: string, labels: TextMap | undefined): Labels {
  return toRecord(new Map([...(labels ?? []), [namespaceLabel, stack]]))
}

function toRecord(map: TextMap): Labels {
  return Object.fromEntries(map)
}

/** A driver's options; undefined where the file has none. */
export function optionalRecord(map: TextMap | undefined): Labels | undefined {
  return map && toRecord(map)
}

/** False for the networks that every machine has and that no stack makes or names. */
export function isUserNetwork(name: string): boolean {
  return !['default', 'bridge', 'host', 'none'].includes(name) && !name.startsWith('container:')
}
