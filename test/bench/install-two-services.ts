import { rm } from 'node:fs/promises'
import type { Core } from '../../main/api/core.ts'
import { stackName } from '../../main/recipe/stack-name.ts'
import { appFile } from '../../main/store/abra-files.ts'
import type { InstallAnswers } from '../../preload/contract/install.ts'
import type { PlanView } from '../../preload/contract/plan.ts'
import type { PracticeServer } from '../practice-server/practice-server.ts'
import { run } from '../practice-server/run.ts'
import { until } from '../practice-server/until.ts'
import { prepareByHand, sshEnvironment } from '../support/practice.ts'
import { contest, timed } from './figures.ts'
import type { Row } from './row.ts'
import { addServer, openCore, openHome, openPractice } from './scene.ts'

const recipe = 'guestbook'
const version = '1.0.0+1.0.0'
const domain = 'guestbook.example.org'
const stack = stackName(domain)

/**
 * From starting the job until the swarm has taken every service, against `docker stack deploy` of the same stack. Canteen also
 * writes the settings file, makes the passwords, looks for images and keeps its journal in that time; docker finds the passwords
 * there. The server has the images, since the first round, and of the stack nothing else: all of it is removed in between.
 */
export const installTwoServices: Row = {
  name: 'install-two-services',
  unit: 'ratio',
  goal: 0.5,
  async measure(say) {
    await using far = await openPractice({ latencyMs: 50 })
    await using home = await openHome()
    const { practice, server } = far
    await using canteen = await openCore(home, practice.catalogue)
    const { core } = canteen
    await addServer(core, server)
    await core.catalogue.refresh()

    const env = await sshEnvironment(practice)
    const host = `ssh://${server.user}@${server.address}:${server.port}`
    const app = { recipe, version, stack, settings: { DOMAIN: domain }, docker: { host, env } }
    const deployment = await prepareByHand(practice, server, app)
    return await contest(
      {
        rounds: 7,
        async ours() {
          await rm(appFile(home.folders.abra, { server: server.name, app: domain }), { force: true })
          await removeSecrets(server)
          const plan = await planInstall(core, server.name)
          const took = await timed(() => startServices(core, plan))
          await core.jobs.cancel(plan.id)
          await removeStack(server)
          return took
        },
        async theirs() {
          const took = await timed(() => run('docker', deployment.args, deployment.options))
          await removeStack(server)
          return took
        },
      },
      say,
    )
  },
}

async function planInstall(core: Core, server: string): Promise<PlanView> {
  const answers: InstallAnswers = { server, recipe, version, domain, values: {}, switches: [] }
  const { draft, asked } = await core.install.makePasswords(answers)
  const inserted = Object.fromEntries(asked.map(({ name }) => [name, `typed for ${name}`]))
  return core.install.plan({ ...answers, draft, inserted, keepInKeychain: false }, AbortSignal.timeout(20_000))
}

/** Starts a job and resolves when its step of that name is done. */
async function startServices(core: Core, { id }: PlanView): Promise<void> {
  const left = new AbortController()
  const events = core.jobs.watch(AbortSignal.any([left.signal, AbortSignal.timeout(60_000)]))
  const watching = (async () => {
    for await (const event of events) {
      const job = event.kind === 'job' ? event.job : event.jobs.find((one) => one.id === id)
      if (job?.id !== id) continue
      if (job.failure !== null) throw new Error(`The job failed: ${JSON.stringify(job.failure)}`)
      if (job.steps.some(({ message, state }) => message.code === 'step-start-services' && state === 'done')) return
    }
    throw new Error('The services were not started in time')
  })()
  try {
    await Promise.all([watching, core.jobs.start(id)])
  } finally {
    left.abort()
  }
}

async function removeSecrets({ docker }: PracticeServer): Promise<void> {
  const ids = await listed(docker('secret', 'ls', '--quiet', '--filter', `name=${stack}_`))
  if (ids.length > 0) await docker('secret', 'rm', ...ids)
}

/** Removal goes on after the command; what is half gone would slow down or refuse the next one. */
async function removeStack({ docker }: PracticeServer): Promise<void> {
  await docker('stack', 'rm', stack)
  const ofStack = ['--quiet', '--filter', `label=com.docker.stack.namespace=${stack}`]
  await until('the stack is gone', 120, async () => {
    const left = await Promise.all([
      listed(docker('ps', '--all', ...ofStack)),
      listed(docker('network', 'ls', ...ofStack)),
      listed(docker('config', 'ls', ...ofStack)),
    ])
    return left.flat().length === 0 ? true : undefined
  })
  const volumes = await listed(docker('volume', 'ls', ...ofStack))
  if (volumes.length === 0) return
  // A container that has just stopped holds its volumes for a moment.
  await until('the volumes are let go', 30, async () => {
    return await docker('volume', 'rm', '--force', ...volumes).then(
      () => true as const,
      () => undefined,
    )
  })
}

async function listed(output: Promise<string>): Promise<readonly string[]> {
  return (await output).split('\n').filter((line) => line !== '')
}
