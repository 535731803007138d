/** What tests of apps on a practice server do again and again, through the core as the windows use it. */
import type { Core } from '../../main/api/core.ts'
import type { InstallAnswers, MadePasswords } from '../../preload/contract/install.ts'
import type { JobView } from '../../preload/contract/job.ts'
import type { PlanView } from '../../preload/contract/plan.ts'
import type { PracticeServers } from '../practice-server/practice-server.ts'
import { run } from '../practice-server/run.ts'

/** Adds the first practice server; answers its name. */
export async function addPracticeServer(core: Core, practice: Pick<PracticeServers, 'servers'>): Promise<string> {
  const [server] = practice.servers
  if (server === undefined) throw new Error('no practice server')
  const { name, address: host, port, user, password, hostKeySha256 } = server
  const login = { kind: 'password', password } as const
  return (await core.servers.add({ kind: 'remote', name, host, port, user, login, acceptedKeys: [hostKeySha256] })).name
}

export type WhatToInstall = Pick<InstallAnswers, 'server' | 'domain'> & Partial<InstallAnswers>

/** A plan for noticeboard, or for what is asked for, with the passwords that were shown on the way. */
export async function planInstall(core: Core, what: WhatToInstall): Promise<{ plan: PlanView; made: MadePasswords }> {
  await core.catalogue.refresh()
  const answers = { recipe: 'noticeboard', version: '2.0.0+2.0.0', values: {}, switches: [], ...what }
  const made = await core.install.makePasswords(answers)
  const input = { ...answers, draft: made.draft, inserted: {}, keepInKeychain: false }
  return { plan: await core.install.plan(input, AbortSignal.timeout(20_000)), made }
}

/** Waits until a step of a job runs, or the job has ended; answers the job as it is then. */
export async function stepRuns(core: Core, id: string, code: string): Promise<JobView> {
  for await (const event of core.jobs.watch(AbortSignal.timeout(60_000))) {
    const job = (event.kind === 'all' ? event.jobs : [event.job]).find((one) => one.id === id)
    if (job === undefined) continue
    if (job.state !== 'running') return job
    if (job.steps.some(({ message, state }) => message.code === code && state === 'running')) return job
  }
  throw new Error(`${code} did not run`)
}

/** What a container of an app's service holds as a password. */
export async function secretInside(practice: PracticeServers, service: string, secret: string): Promise<string> {
  const docker = ['-H', `unix://${practice.servers[0]?.dockerSocket ?? ''}`]
  const ids = await run('docker', [...docker, 'ps', '-q', '--filter', `name=${service}.`])
  const [id] = ids.trim().split('\n')
  return run('docker', [...docker, 'exec', id ?? '', 'cat', `/run/secrets/${secret}`])
}
