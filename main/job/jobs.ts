import { Trouble } from '../../preload/contract/failure.ts'
import type { JobsEvent, JobView } from '../../preload/contract/job.ts'
import type { Core } from '../api/core.ts'
import { broadcast } from '../stream/broadcast.ts'
import { failureOf } from './failure-of.ts'
import type { JournalFolder } from './journal.ts'
import { jobView, type LiveProgress, nextStep } from './job-view.ts'
import type { PendingSecrets } from './pending-secrets.ts'
import type { Surroundings } from './perform.ts'
import type { Plan } from '../plan/plan.ts'
import type { JournalEntry } from './record.ts'
import { coreCloses, runJob } from './run-job.ts'

export interface JobsNeeds {
  readonly folder: JournalFolder
  readonly pending: PendingSecrets
  /** All that a job's actions need but what belongs to the job itself. */
  readonly around: (server: string) => Promise<Omit<Surroundings, 'job' | 'server' | 'signal' | 'pending' | 'now'>>
  readonly now: () => number
  readonly userName: string
  readonly logBug: (error: unknown) => string
}

export interface Jobs {
  readonly calls: Core['jobs']
  /** Keeps a plan until it is started; the oldest of fifty is forgotten. `secrets` by full name. */
  keepPlan(plan: Plan, secrets?: ReadonlyMap<string, string>): void
  /** The job that works on an app at this moment. */
  runningFor(server: string, app: string): JobView | undefined
  runningOn(server: string): boolean
  onChange(listener: (job: JobView) => void): void
  close(): Promise<void>
}

interface Job {
  readonly plan: Plan
  readonly journal: JournalEntry[]
  live: LiveProgress | null
  stop: AbortController | null
  running: Promise<void> | null
}

const plansKept = 50
const jobsShown = 100

/** Reads the jobs of earlier starts and goes on with those that were not ended. */
export async function openJobs(needs: JobsNeeds): Promise<Jobs> {
  const plans = new Map<string, { plan: Plan; secrets: ReadonlyMap<string, string> }>()
  const jobs = new Map<string, Job>()
  const events = broadcast<JobsEvent>()
  const listeners: ((job: JobView) => void)[] = []

  for (const { plan, journal } of await needs.folder.readAll()) {
    jobs.set(plan.view.id, { plan, journal: [...journal], live: null, stop: null, running: null })
  }

  const view = (job: Job) => jobView(job.plan, job.journal, job.live)
  const told = (job: Job) => {
    const now = view(job)
    events.send({ kind: 'job', job: now })
    for (const listener of listeners) listener(now)
  }
  const find = (id: string) => {
    const job = jobs.get(id)
    if (job === undefined) throw new Trouble({ code: 'job-unknown', facts: {} })
    return job
  }
  const append = async (job: Job, entry: JournalEntry) => {
    await needs.folder.append(job.plan.view.id, entry)
    job.journal.push(entry)
    if (entry.kind !== 'step-begun') job.live = null
    told(job)
  }
  const runningFor = (server: string, app: string | null) =>
    [...jobs.values()].find(
      (job) => job.running !== null && job.plan.view.server === server && job.plan.view.app === app,
    )

  const run = (job: Job) => {
    const { id, server } = job.plan.view
    const stop = new AbortController()
    job.stop = stop
    job.running = (async () => {
      try {
        const around = await needs.around(server)
        await runJob({
          plan: job.plan,
          from: nextStep(view(job)),
          around: { ...around, job: id, server, pending: needs.pending, now: needs.now, signal: stop.signal },
          append: (entry) => append(job, entry),
          tell: (live) => {
            job.live = live
            told(job)
          },
          logBug: needs.logBug,
        })
        const { state } = view(job)
        if (state === 'done' || state === 'cancelled') await needs.pending.drop(id, secretNames(job.plan))
      } catch (error) {
        // The journal itself could not be written. The job stands where it is, and the next start goes on with it too.
        const failure = failureOf(error, needs.logBug)
        job.journal.push({ kind: 'ended', at: needs.now(), state: 'waiting', failure })
      } finally {
        job.running = null
        job.stop = null
        told(job)
      }
    })()
  }

  for (const job of jobs.values()) if (isUnfinished(job)) run(job)

  return {
    calls: {
      watch: (signal) => events.watch(signal, () => ({ kind: 'all', jobs: newest([...jobs.values()].map(view)) })),
      async start(id) {
        const kept = plans.get(id)
        if (kept === undefined) throw new Trouble({ code: 'plan-unknown', facts: {} })
        const { server, app } = kept.plan.view
        if (runningFor(server, app) !== undefined)
          throw new Trouble({ code: 'job-running', facts: { app: app ?? server } })
        plans.delete(id)
        const job: Job = { plan: kept.plan, journal: [], live: null, stop: null, running: null }
        await needs.folder.create(kept.plan)
        await needs.pending.hold(id, kept.secrets)
        jobs.set(id, job)
        await append(job, { kind: 'started', at: needs.now(), by: needs.userName })
        run(job)
        return { job: id }
      },
      async resume(id) {
        const job = find(id)
        if (job.running !== null || view(job).state === 'done') return
        const { server, app } = job.plan.view
        if (runningFor(server, app) !== undefined)
          throw new Trouble({ code: 'job-running', facts: { app: app ?? server } })
        await append(job, { kind: 'resumed', at: needs.now() })
        run(job)
      },
      async cancel(id) {
        const job = find(id)
        if (job.running !== null) {
          job.stop?.abort(new Trouble({ code: 'cancelled', facts: {} }))
          await job.running
        } else if (view(job).state === 'waiting') {
          await append(job, { kind: 'ended', at: needs.now(), state: 'cancelled', failure: null })
          await needs.pending.drop(id, secretNames(job.plan))
        }
      },
    },
    keepPlan(plan, secrets = new Map()) {
      plans.set(plan.view.id, { plan, secrets })
      const oldest = plans.keys().next().value
      if (plans.size > plansKept && oldest !== undefined) plans.delete(oldest)
    },
    runningFor(server, app) {
      const job = runningFor(server, app)
      return job === undefined ? undefined : view(job)
    },
    runningOn: (server) => [...jobs.values()].some((job) => job.running !== null && job.plan.view.server === server),
    onChange: (listener) => void listeners.push(listener),
    async close() {
      const running = [...jobs.values()].flatMap((job) => job.running ?? [])
      for (const job of jobs.values()) job.stop?.abort(coreCloses)
      await Promise.all(running)
    },
  }
}

function isUnfinished(job: Job): boolean {
  return job.journal.length > 0 && jobView(job.plan, job.journal, null).state === 'running'
}

function newest(views: readonly JobView[]): readonly JobView[] {
  return views
    .filter((job) => job.startedAt > 0)
    .sort((one, other) => other.startedAt - one.startedAt)
    .filter((job, index) => index < jobsShown || job.state === 'running')
}

function secretNames(plan: Plan): readonly string[] {
  return plan.actions.flatMap((action) =>
    action.kind === 'create-secrets' ? action.secrets.map((one) => one.fullName) : [],
  )
}
