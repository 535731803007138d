import type { AppWord, ServiceView, TaskView } from '../../preload/contract/app.ts'
import type { Failure } from '../../preload/contract/failure.ts'
import type { Message } from '../../preload/contract/message.ts'
import type { AppFacts } from './app-facts.ts'
import type { ServiceFacts } from './service-facts.ts'
import { allServiceFacts } from './service-facts.ts'
import type { ServiceWord } from './service-word.ts'
import { serviceWord } from './service-word.ts'
import { shortName } from '../recipe/stack-name.ts'
import { withoutDigest } from './task-failure.ts'

export interface AppState {
  readonly word: AppWord
  readonly reason: Message
  readonly services: readonly ServiceView[]
  /** Why it needs attention; null otherwise. */
  readonly failure: Failure | null
}

/**
 * How an app does, in one word with its reason, from what its server says. `jobRunning`: Canteen works on it at this moment,
 * so that a first failure is not yet news.
 */
export function appState(facts: AppFacts, jobRunning = false): AppState {
  if (facts.services.length === 0)
    return { word: 'off', reason: { code: 'reason-not-installed-here', values: {} }, services: [], failure: null }
  const machines = new Map(facts.nodes.map((node) => [node.id, node.name]))
  const judged = allServiceFacts(facts).map((about) => ({ about, ...serviceWord(about, facts, jobRunning) }))
  const services = judged.map(({ about, word }) => serviceView(about, word, facts, machines))
  return { ...wordOf(judged, facts), services }
}

type Judged = ServiceWord & { readonly about: ServiceFacts }

/** The worst of its services' words. Services that are not to run at all do not count, unless none is. */
function wordOf(judged: readonly Judged[], { stack }: AppFacts): Omit<AppState, 'services'> {
  const names = (word: AppWord) =>
    judged.filter((service) => service.word === word).map(({ about }) => shortName(stack, about.service.name))
  const failure = judged.find((service) => service.failure !== null)?.failure ?? null
  if (failure !== null) return { word: 'attention', reason: { code: 'reason-failure', values: { failure } }, failure }
  const updating = names('updating')
  if (updating.length > 0)
    return { word: 'updating', reason: { code: 'reason-updating', values: { services: updating } }, failure }
  const starting = names('starting')
  if (starting.length > 0)
    return { word: 'starting', reason: { code: 'reason-services-starting', values: { waiting: starting } }, failure }
  const working = names('working')
  if (working.length === 0) return { word: 'off', reason: { code: 'reason-no-copies', values: {} }, failure }
  return { word: 'working', reason: { code: 'reason-all-running', values: { services: working.length } }, failure }
}

const mostTasks = 20

function serviceView(
  about: ServiceFacts,
  word: AppWord,
  { stack }: AppFacts,
  machines: ReadonlyMap<string, string>,
): ServiceView {
  const { service, running, wanted, finished, tasks } = about
  return {
    name: shortName(stack, service.name),
    fullName: service.name,
    image: withoutDigest(service.image),
    running: running.length,
    wanted: wanted - finished,
    scales: service.mode.kind === 'replicated',
    word,
    tasks: tasks.slice(0, mostTasks).map((task): TaskView => ({
      id: task.id,
      state: task.state,
      wanted: task.wanted,
      machine: task.node === null ? '' : (machines.get(task.node) ?? task.node),
      at: task.at,
      error: task.error,
      exitCode: task.exitCode,
    })),
  }
}
