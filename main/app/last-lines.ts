import type { Failure } from '../../preload/contract/failure.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { Engine } from '../outside/docker/engine.ts'
import type { ServerLogLine } from '../outside/docker/logs.ts'
import type { ServiceFailure } from './steady.ts'

const mostLines = 40
/** The swarm collects logs from its machines and may wait for one that does not answer. */
const longestWait = 5000

/** The failure with the last lines that the task wrote, where it ran at all and they can be had. */
export async function withLastLines(trouble: ServiceFailure, engine: Engine, signal: AbortSignal): Promise<Failure> {
  const { failure } = trouble
  switch (failure.code) {
    case 'service-crashes':
      return { ...failure, facts: { ...failure.facts, log: await lastLines(trouble, engine, signal) } }
    case 'service-killed-memory':
    case 'service-unhealthy':
    case 'service-update-stopped':
    case 'service-rolled-back':
      return { ...failure, facts: { ...failure.facts, log: await lastLines(trouble, engine, signal) } }
    default:
      return failure
  }
}

async function lastLines(
  { task, service }: ServiceFailure,
  engine: Engine,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const options = { tail: mostLines }
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(longestWait)])
  const ofTask = task === null ? [] : await gathered(engine.taskLog(task.id, options, bounded))
  // Its container may be cleared away: then what the service's other tasks wrote, which failed alike.
  const lines = ofTask.length > 0 ? ofTask : await gathered(engine.serviceLog(service, options, bounded))
  return lines.slice(-mostLines)
}

async function gathered(log: AsyncIterable<ServerLogLine>): Promise<readonly string[]> {
  const lines: ServerLogLine[] = []
  try {
    for await (const line of log) {
      lines.push(line)
      if (lines.length > mostLines * 10) break
    }
  } catch (error) {
    // The failure itself is what counts; without its log it is told all the same.
    if (!(error instanceof Trouble)) throw error
  }
  return lines.toSorted((one, other) => one.at - other.at).map(({ text }) => text)
}
