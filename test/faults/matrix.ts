/** Every request of a job goes wrong in every way, and the job ends as if it had not. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Core } from '../../main/api/core.ts'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import type { JobView } from '../../preload/contract/job.ts'
import { until } from '../practice-server/until.ts'
import type { Asked, Fault } from './between.ts'
import { kinds, planJob, type PlannedJob } from './kinds.ts'
import { openCore } from './open-core.ts'
import { app, bare, type Host, nothing, secretOf, type State } from './scene.ts'

/** What a kind of job does to a server when nothing goes wrong. */
export interface Reference {
  readonly start: State
  readonly end: State
  readonly asked: readonly Asked[]
}

export interface Case {
  readonly kind: string
  readonly at: Asked
  readonly fault: Fault
}

export interface Outcome {
  /** Whether the fault came at all: how often a job looks while it waits is not the same every time. */
  readonly struck: boolean
  /** What the job failed with on its way; it was gone on with each time. */
  readonly failures: readonly Failure['code'][]
  /** How its end differs from the reference; none is good. */
  readonly problems: readonly string[]
}

const hows = ['refused', 'silent', 'cut', 'killed'] as const
/** While a job waits, it looks again and again: the looks are all alike. */
const looks = 2
/** Asked by the overview only, which every core has beside its jobs. */
const overviews = new Set(['GET /services?status=true', 'GET /tasks'])

/** By kind. The same for every host. */
export type References = ReadonlyMap<string, Reference>

/** All cases of a kind. What only asks leaves nothing behind: there, the time of a fault makes no difference. */
export function casesOf(kind: string, references: References): readonly Case[] {
  return (references.get(kind)?.asked ?? []).flatMap((at) =>
    hows.flatMap((how) => {
      const whens = isWriting(at) ? (['before', 'after'] as const) : (['before'] as const)
      return whens.map((when): Case => ({ kind, at, fault: { how, when } }))
    }),
  )
}

function isWriting({ what }: Asked): boolean {
  return !what.startsWith('GET ')
}

export function nameOf({ kind, at, fault }: Case): string {
  return `${kind}: ${at.what} (${at.nth}) ${fault.how} ${fault.when}`
}

/** Runs kinds, and those that lead to them, without a fault; on the first host. */
export async function referencesOf(hosts: readonly Host[], names: readonly string[]): Promise<References> {
  const [host] = hosts
  const references = new Map<string, Reference>()
  if (host === undefined) return references
  const add = async (name: string): Promise<Reference> => {
    const known = references.get(name)
    if (known !== undefined) return known
    const kind = kinds[name]
    if (kind === undefined) throw new Error(`No such kind of job: ${name}`)
    const start = kind.after === null ? (kind.bare === true ? bare : nothing) : (await add(kind.after)).end
    const reference = await runUnhindered(host, name, start)
    references.set(name, reference)
    return reference
  }
  for (const name of names) await add(name)
  return references
}

async function runUnhindered(host: Host, name: string, start: State): Promise<Reference> {
  await host.restore(start, host.home)
  const planned = await planJob(name, host.core, { server: host.server.name, app })
  host.between.begin()
  await host.core.jobs.start(planned.id)
  const { state, failure } = await comesToRest(host.core, planned.id)
  if (state !== 'done') throw new Error(`${name} fails by itself: ${JSON.stringify(failure)}`)
  const asked = host.between.seen().asked.filter(({ what, nth }) => isOfTheJob(what, nth))
  return { start, end: await host.read(host.home), asked }
}

export function sameState(one: State, other: State): boolean {
  return differences(one, other, parts).length === 0
}

function isOfTheJob(what: string, nth: number): boolean {
  if (overviews.has(what)) return false
  return !what.startsWith('GET ') || nth <= looks
}

export async function runCase(host: Host, references: References, one: Case): Promise<Outcome> {
  const reference = references.get(one.kind)
  if (reference === undefined) throw new Error(`No reference for ${one.kind}`)
  const mortal = one.fault.how === 'killed'
  const home = mortal ? host.mortalHome : host.home
  await host.restore(reference.start, home)
  const before = { identities: await host.identities(), kept: await host.kept() }
  const ran = await (mortal ? killed(host, one) : hindered(host, one))
  if (ran === null) return { struck: false, failures: [], problems: [] }
  const { struck } = host.between.seen()
  host.between.begin()
  const problems = [
    ...(ran.state === 'done' ? [] : [`it ends as ${ran.state}, after ${ran.failures.join(', ')}`]),
    ...differences(reference.end, await host.read(home)),
    ...lost(before.identities, await host.identities(), reference.end),
    ...(await passwordProblems(host, reference, before.kept, ran.planned)),
    ...(await journalProblems(home, ran.planned)),
  ]
  return { struck, failures: ran.failures, problems }
}

interface Ran {
  readonly planned: PlannedJob
  readonly state: JobView['state']
  readonly failures: readonly Failure['code'][]
}

async function hindered(host: Host, { kind, at, fault }: Case): Promise<Ran | null> {
  host.between.begin()
  const planned = await planJob(kind, host.core, { server: host.server.name, app })
  host.between.begin({ at, fault })
  const failures = await started(host.core, planned.id)
  return { planned, ...(await goOn(host.core, planned.id, failures)) }
}

/** As a member does who is told that it did not begin. */
async function started(core: Core, id: string): Promise<readonly Failure['code'][]> {
  const failures: Failure['code'][] = []
  for (;;) {
    try {
      await core.jobs.start(id)
      return failures
    } catch (error) {
      if (!(error instanceof Trouble) || failures.length === 3) throw error
      failures.push(error.failure.code)
    }
  }
}

async function killed(host: Host, { kind, at, fault }: Case): Promise<Ran | null> {
  const program = path.join(import.meta.dirname, 'core-process.ts')
  const args = [host.mortalHome, host.catalogue, kind, host.server.name, app]
  const child = fork(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] })
  const exit = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await exit
  }
  try {
    host.between.begin()
    const [planned] = (await Promise.race([
      once(child, 'message'),
      exit.then(() => Promise.reject(new Error('the core did not plan'))),
    ])) as [PlannedJob]
    host.between.begin({ at, fault, kill })
    child.send('start')
    const ended = await until(`${kind} is killed`, 120, async () => {
      if (child.exitCode !== null || child.signalCode !== null) return 'killed'
      return (await journal(host.mortalHome, planned.id)).includes('"kind":"ended"') ? 'by itself' : undefined
    })
    if (ended === 'by itself' || !(await journal(host.mortalHome, planned.id)).includes('"kind":"started"')) return null
    const core = await openCore(host.mortalHome, host.catalogue)
    try {
      return { planned, ...(await goOn(core, planned.id, [])) }
    } finally {
      await core.close()
    }
  } finally {
    await kill()
  }
}

/** Waits, and goes on with it when it did not end well, as a member does. */
async function goOn(core: Core, id: string, before: readonly Failure['code'][]): Promise<Omit<Ran, 'planned'>> {
  const failures = [...before]
  for (;;) {
    const { state, failure } = await comesToRest(core, id)
    if (failure !== null) failures.push(failure.code)
    if (state === 'done' || failures.length > 4) return { state, failures }
    try {
      await core.jobs.resume(id)
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      failures.push(error.failure.code)
    }
  }
}

async function comesToRest(core: Core, id: string): Promise<JobView> {
  for await (const event of core.jobs.watch(AbortSignal.timeout(180_000))) {
    const job = (event.kind === 'all' ? event.jobs : [event.job]).find((each) => each.id === id)
    if (job !== undefined && job.state !== 'running') return job
  }
  throw new Error('the job does not come to rest')
}

const parts = ['swarm', 'services', 'networks', 'secrets', 'configs', 'volumes', 'file'] as const

function differences(
  expected: State,
  found: State,
  compared: readonly (keyof State)[] = [...parts, 'previous'],
): readonly string[] {
  const both = [expected, found] as const
  return compared.flatMap((part) => {
    const [wanted, there] = both.map((state) => JSON.stringify(state[part], null, 1))
    return wanted === there ? [] : [`${part} are ${there} and not ${wanted}`]
  })
}

/** Secrets and volumes that stay are the same ones as before. */
function lost(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  end: State,
): readonly string[] {
  const stays = Object.keys(before).filter((name) => name in end.secrets || name in end.volumes)
  return stays.filter((name) => before[name] !== after[name]).map((name) => `${name} is another one`)
}

async function passwordProblems(
  host: Host,
  { start, end }: Reference,
  before: Awaited<ReturnType<Host['kept']>>,
  planned: PlannedJob,
): Promise<readonly string[]> {
  const problems: string[] = []
  if ((await host.keychain.get(`job/${planned.id}`)) !== null)
    problems.push('passwords of the job stay in the keychain')
  for (const [name, kept] of Object.entries(await host.kept())) {
    if (!(secretOf(name) in end.secrets)) {
      if (kept !== null) problems.push(`${name} stays in the keychain`)
    } else if (secretOf(name) in start.secrets) {
      if (kept !== before[name]) problems.push(`the keychain has ${kept === null ? 'no' : 'another'} ${name}`)
    } else {
      const inside = await host.inside(name)
      if (kept !== inside) problems.push(`the keychain has not the ${name} that the app has`)
      if (name in planned.shown && planned.shown[name] !== inside)
        problems.push(`${name} is not the one that was shown`)
    }
  }
  return problems
}

async function journalProblems(home: string, { id, shown }: PlannedJob): Promise<readonly string[]> {
  const text = await journal(home, id)
  const plan = await readFile(path.join(home, 'own', 'jobs', id, 'plan.json'), 'utf8')
  const { actions } = JSON.parse(plan) as { readonly actions: readonly unknown[] }
  return [
    ...actions.flatMap((_, step) =>
      text.includes(`"kind":"step-done","at":`) && new RegExp(`"step-done","at":\\d+,"step":${step},`).test(text)
        ? []
        : [`the journal does not say that step ${step} was done`],
    ),
    ...(/"kind":"ended","at":\d+,"state":"done"[^\n]*$/.test(text) ? [] : ['the journal does not end with done']),
    ...Object.values(shown).flatMap((value) =>
      `${text}${plan}`.includes(value) ? ['a password is in the journal'] : [],
    ),
  ]
}

async function journal(home: string, id: string): Promise<string> {
  return await readFile(path.join(home, 'own', 'jobs', id, 'journal.jsonl'), 'utf8').catch(() => '')
}
