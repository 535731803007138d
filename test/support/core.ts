import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Core } from '../../main/api/core.ts'
import { openLog } from '../../main/outside/log/log.ts'
import { startCore } from '../../main/start.ts'
import type { InstallAnswers } from '../../preload/contract/install.ts'
import type { JobView } from '../../preload/contract/job.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface TestCore {
  readonly core: Core
  readonly home: string
  readonly abra: string
}

/** A core with folders of its own; the keychain is the one of the D-Bus session that the test runs in, if any. */
export async function testCore(catalogue: string, home?: string): Promise<TestCore> {
  const opened = await openCore(catalogue, home ?? (await temporaryFolder()))
  onTestFinished(() => opened.core.close())
  return opened
}

/** The same, for whoever closes it before the test has ended. */
export async function openCore(catalogue: string, home: string): Promise<TestCore> {
  const folders = { abra: path.join(home, 'abra'), docker: path.join(home, 'docker'), own: path.join(home, 'own') }
  for (const each of Object.values(folders)) await mkdir(each, { recursive: true })
  const log = openLog(folders.own)
  const environment = { PATH: process.env['PATH'], CANTEEN_CATALOGUE: catalogue }
  const core = await startCore({ folders, environment, log })
  return { core, home, abra: folders.abra }
}

/** Follows a job to its end. */
export async function jobEnds(core: Core, id: string, seconds = 200): Promise<JobView> {
  const signal = AbortSignal.timeout(seconds * 1000)
  for await (const event of core.jobs.watch(signal)) {
    const jobs = event.kind === 'all' ? event.jobs : [event.job]
    const job = jobs.find((one) => one.id === id)
    if (job !== undefined && job.state !== 'running') return job
  }
  throw new Error(`the job did not end within ${seconds} s`)
}

/** Installs an app as its recipe has it, with typed passwords where it asks for some. */
export async function installApp(core: Core, what: Omit<InstallAnswers, 'values' | 'switches'>): Promise<JobView> {
  await core.catalogue.refresh()
  const answers = { ...what, values: {}, switches: [] }
  const made = await core.install.makePasswords(answers)
  const inserted = Object.fromEntries(made.asked.map(({ name }) => [name, `typed for ${name}`]))
  const plan = await core.install.plan(
    { ...answers, draft: made.draft, inserted, keepInKeychain: true },
    AbortSignal.timeout(20_000),
  )
  await core.jobs.start(plan.id)
  return jobEnds(core, plan.id)
}
