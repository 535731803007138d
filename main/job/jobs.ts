import type { AppReference } from '../../preload/contract/app.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { JobsEvent, JobView } from '../../preload/contract/job.ts'
import type { PlanView } from '../../preload/contract/plan.ts'
import type { Core } from '../api/core.ts'
import { broadcast } from '../stream/broadcast.ts'
import { failureOf } from './failure-of.ts'
import type { JournalFolder } from './journal.ts'
import { openKeptPlans } from './kept-plans.ts'
import { jobView, type LiveProgress, nextStep, returningFor } from './job-view.ts'
import type { PendingSecrets } from './pending-secrets.ts'
import type { Surroundings } from './perform.ts'
import type { Plan } from '../plan/plan.ts'
import type { JournalEntry } from './record.ts'
import { lastChange, type Undoable } from './undoable.ts'
import { coreCloses, runJob } from './run-job.ts'

export interface JobsNeeds {
  readonly folder: JournalFolder
  readonly pending: PendingSecrets
  /** All that a job's actions need but what belongs to the job itself. */
  readonly around: (server: string) => Omit<Surroundings, 'job' | 'server' | 'signal' | 'pending' | 'now' | 'again'>
  readonly now: () => number
  readonly userName: string
  readonly logBug: (error: unknown) => string
  /**
   * False leaves jobs of earlier starts as they are, and starts none where one was cut short; true unless said. Then other
   * cores may use the same folder.
   */
  readonly goesOn?: boolean | undefined
}

export interface Jobs {
  readonly calls: Omit<Core['jobs'], 'planAgain'>
  /** What a plan said, or a job's, outdated or not. Throws Trouble `plan-unknown`. */
  plan(id: string): PlanView
  /** Keeps a plan until it is started. `secrets` by full name. */
  keepPlan(plan: Plan, secrets?: ReadonlyMap<string, string>): void
  /** The job that works on an app at this moment. */
  runningFor(server: string, app: string): JobView | undefined
  /** The job that was started last for an app, ended or not. */
  lastFor(server: string, app: string): JobView | undefined
  runningOn(server: string): boolean
  /** The last change of an app that can be taken back. */
  lastChange(app: AppReference): Undoable | null
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

const jobsShown = 100

/** Reads the jobs of earlier starts and goes on with those that were not ended. */
export async function openJobs(needs: JobsNeeds): Promise<Jobs> {
  const goesOn = needs.goesOn ?? true
  const plans = openKeptPlans()
  let isClosing = false
  const starting = new Map<string, Promise<{ readonly job: string }>>()
  const jobs = new Map<string, Job>()
  const events = broadcast<JobsEvent>()
  const listeners: ((job: JobView) => void)[] = []

  for (const { plan, journal } of await needs.folder.readAll()) {
    if (journal.length > 0)
      jobs.set(plan.view.id, { plan, journal: [...journal], live: null, stop: null, running: null })
    // Its core was killed before it began: nobody knows of it.
    else if (goesOn) await needs.pending.drop(plan.view.id, secretNames(plan))
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
    // The end is told once the next thing can be done with the app.
    if (entry.kind !== 'ended') told(job)
  }
  const jobsFor = (server: string, app: string | null) =>
    [...jobs.values()].filter(({ plan }) => plan.view.server === server && plan.view.app === app)
  const runningFor = (server: string, app: string | null) => jobsFor(server, app).find((job) => job.running !== null)
  const lastFor = (server: string, app: string | null) =>
    jobsFor(server, app)
      .map(view)
      .reduce<JobView | undefined>(
        (last, one) => (last === undefined || one.startedAt > last.startedAt ? one : last),
        undefined,
      )
  const refuseWhileBusy = ({ server, app }: Plan['view']) => {
    const isCutShort = !goesOn && jobsFor(server, app).some(isUnfinished)
    if (isCutShort || runningFor(server, app) !== undefined)
      throw new Trouble({ code: 'job-running', facts: { app: app ?? server } })
  }

  const work = async (job: Job, signal: AbortSignal) => {
    const { id, server } = job.plan.view
    try {
      await runJob({
        plan: job.plan,
        from: nextStep(job.plan, job.journal),
        returns: returnsBySelf(job.journal),
        returning: returningFor(job.journal),
        begunBefore: (step) => job.journal.some((entry) => entry.kind === 'step-begun' && entry.step === step),
        around: {
          ...needs.around(server),
          job: id,
          server,
          pending: needs.pending,
          now: needs.now,
          signal,
          again: false,
        },
        append: (entry) => append(job, entry),
        tell: (live) => {
          job.live = live
          told(job)
        },
        logBug: needs.logBug,
      })
      const { state } = view(job)
      if (state === 'done' || state === 'returned' || state === 'cancelled')
        await needs.pending.drop(id, secretNames(job.plan))
    } catch (error) {
      // The journal itself could not be written. The job stands where it is, and the next start goes on with it too.
      const failure = failureOf(error, needs.logBug)
      job.journal.push({ kind: 'ended', at: needs.now(), state: 'waiting', failure })
    }
  }

  /** Answers once it has begun. From this moment on nothing else is done with the job's app until it has come to rest. */
  const run = (job: Job, begin: () => Promise<void>): Promise<void> => {
    const { server, app, id } = job.plan.view
    const stop = new AbortController()
    const begun = begin()
    job.stop = stop
    job.running = (async () => {
      const hasBegun = await begun.then(
        () => true,
        () => false,
      )
      if (hasBegun) await work(job, stop.signal)
      job.running = null
      job.stop = null
      plans.outdate(server, app)
      if (jobs.has(id)) told(job)
    })()
    return begun
  }

  if (goesOn) for (const job of jobs.values()) if (isUnfinished(job)) void run(job, async () => undefined)

  const start = async (id: string, returns: boolean) => {
    const { plan, secrets } = plans.find(id)
    const { server, app } = plan.view
    refuseWhileBusy(plan.view)
    const earlier = jobsFor(server, app)
    const job: Job = { plan, journal: [], live: null, stop: null, running: null }
    jobs.set(id, job)
    await run(job, async () => {
      try {
        await needs.folder.create(plan)
        await needs.pending.hold(id, secrets)
        await append(job, { kind: 'started', at: needs.now(), by: needs.userName, returns })
      } catch (error) {
        jobs.delete(id)
        await needs.pending.drop(id, secretNames(plan))
        throw error
      }
    })
    plans.forget(id)
    plans.outdate(server, app)
    // What came before cannot be gone on with any more.
    for (const one of earlier) await needs.pending.drop(one.plan.view.id, secretNames(one.plan))
    return { job: id }
  }

  const begin = async (id: string, returns = true) => {
    // A button that is pressed twice starts one job.
    if (jobs.has(id) && !starting.has(id)) return { job: id }
    const begun = starting.get(id) ?? start(id, returns)
    starting.set(id, begun)
    try {
      return await begun
    } finally {
      starting.delete(id)
    }
  }

  return {
    calls: {
      watch: (signal) => events.watch(signal, () => ({ kind: 'all', jobs: newest([...jobs.values()].map(view)) })),
      start: begin,
      async startAll(ids) {
        void (async () => {
          for (const id of ids) {
            if (isClosing) return
            // What is outdated by its turn stands on the page as it stood.
            await begin(id).then(
              () => jobs.get(id)?.running,
              (error: unknown) => void (error instanceof Trouble || needs.logBug(error)),
            )
          }
        })()
      },
      async resume(id) {
        const job = find(id)
        const { state } = view(job)
        if (job.running !== null || state === 'done' || state === 'returned') return
        const { server, app } = job.plan.view
        refuseWhileBusy(job.plan.view)
        // Something else was done with the app since: its plan says nothing true any more.
        if (lastFor(server, app)?.id !== id) throw new Trouble({ code: 'plan-outdated', facts: { app: app ?? server } })
        plans.outdate(server, app)
        await run(job, () => append(job, { kind: 'resumed', at: needs.now() }))
      },
      async cancel(id) {
        const job = find(id)
        if (job.running !== null) {
          job.stop?.abort(new Trouble({ code: 'cancelled', facts: {} }))
          await job.running
        } else if (view(job).state === 'waiting') {
          await append(job, { kind: 'ended', at: needs.now(), state: 'cancelled', failure: null })
          await needs.pending.drop(id, secretNames(job.plan))
          told(job)
        }
      },
    },
    plan(id) {
      const found = jobs.get(id)?.plan ?? plans.look(id)
      if (found === undefined) throw new Trouble({ code: 'plan-unknown', facts: {} })
      return found.view
    },
    keepPlan: (plan, secrets = new Map()) => plans.keep(plan, secrets),
    runningFor(server, app) {
      const job = runningFor(server, app)
      return job === undefined ? undefined : view(job)
    },
    lastFor,
    lastChange: ({ server, app }) =>
      lastChange(jobsFor(server, app).map((job) => ({ plan: job.plan, view: view(job) }))),
    runningOn: (server) => [...jobs.values()].some((job) => job.running !== null && job.plan.view.server === server),
    onChange: (listener) => void listeners.push(listener),
    async close() {
      isClosing = true
      const running = [...jobs.values()].flatMap((job) => job.running ?? [])
      for (const job of jobs.values()) job.stop?.abort(coreCloses)
      await Promise.all(running)
    },
  }
}

function returnsBySelf(journal: readonly JournalEntry[]): boolean {
  return journal.some((entry) => entry.kind === 'started' && entry.returns)
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
