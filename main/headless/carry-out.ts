import type { JobView } from '../../preload/contract/job.ts'
import type { PlanView } from '../../preload/contract/plan.ts'
import { say } from '../../renderer/language/sentences.ts'
import type { Core } from '../api/core.ts'
import { ensureServerFolder } from '../store/server-folders.ts'
import { onInterrupt } from './interrupts.ts'
import type { Progress } from './progress.ts'

/**
 * Starts a plan and follows its job to its end. Ctrl-C cancels it at the next point where nothing is left half done; a second
 * one ends the program where it stands, and the next start of Canteen's window goes on with the job.
 */
export async function carryOut(core: Core, plan: PlanView, progress: Progress): Promise<JobView> {
  let stop = () => {}
  try {
    const { job: id } = await core.jobs.start(plan.id)
    stop = onInterrupt(
      () => {
        progress.say(`Stopping where nothing is left half done. ${say(stopWords(plan))}`)
        void core.jobs.cancel(id)
      },
      () => {
        progress.end()
        process.stderr.write('Ended in the middle. Canteen goes on with it when its window is opened.\n')
        process.exit(130)
      },
    )
    for await (const event of core.jobs.watch(new AbortController().signal)) {
      const job = (event.kind === 'all' ? event.jobs : [event.job]).find((one) => one.id === id)
      if (job === undefined) continue
      progress.show(job)
      if (job.state !== 'running') return job
    }
    throw new Error('The jobs ended before the job did')
  } finally {
    stop()
    progress.end()
  }
}

function stopWords({ kind }: PlanView) {
  if (kind === 'install') return 'job.stopInstall'
  return kind === 'delete' ? 'job.stopDelete' : 'job.stopOther'
}

/** abra keeps a server's apps in a folder that adding the server makes; one that is only given by its address may have none. */
export async function makeRoom(abra: string, plan: PlanView): Promise<void> {
  if (plan.kind === 'install') await ensureServerFolder(abra, plan.server)
}
