/** What reaches a server is what `docker stack deploy` would have sent there, and either goes on where the other stopped. */
import { describe, expect, test } from 'vitest'
import { convert } from '../../main/compose/convert.ts'
import { folderTree } from '../../main/folder-tree.ts'
import { perform, type Surroundings } from '../../main/job/perform.ts'
import { openEngine } from '../../main/outside/docker/open-engine.ts'
import { startingSteps } from '../../main/plan/app-steps.ts'
import { parseEnvFile } from '../../main/recipe/env-file.ts'
import { readRecipes } from '../practice-server/recipes.ts'
import { run } from '../practice-server/run.ts'
import { until } from '../practice-server/until.ts'
import { failureOf } from '../support/failure-of.ts'
import { practiceForFile } from '../support/practice-for-file.ts'
import { type Deployment, prepareByHand } from '../support/practice.ts'

const own = practiceForFile()

const recipes = (await readRecipes()).flatMap(({ name, versions }) =>
  versions.slice(-1).map(({ tag }) => ({ name, tag })),
)

describe('a practice recipe', () => {
  test.for(recipes)('$name $tag makes the services that docker makes', async ({ name, tag }) => {
    const app = await prepareByHand(own.practice, own.server, { recipe: name, version: tag, stack: `same_${name}` })
    const wanted = asCanteen(app)
    for (const secret of wanted.requests.externalSecrets) {
      await run('docker', ['-H', socket(), 'secret', 'create', secret, '-'], { input: `value of ${secret}` })
    }

    await run('docker', app.args, app.options)
    const byDocker = await specs(app.stack)
    const tasks = await tasksOf(app.stack)
    await deploy(app)
    expect(await specs(app.stack), 'Canteen changes what docker made').toEqual(byDocker)
    expect(await tasksOf(app.stack), 'Canteen restarts what docker started').toEqual(tasks)

    // Networks are still on their way out when this answers: whoever comes next has to wait for that.
    await own.server.docker('stack', 'rm', app.stack)
    await deploy(app)
    expect(await specs(app.stack)).toEqual(byDocker)
    const ours = await tasksOf(app.stack)
    await run('docker', app.args, app.options)
    expect(await tasksOf(app.stack), 'docker restarts what Canteen started').toEqual(ours)
    await own.server.docker('stack', 'rm', app.stack)
  })
})

test('a config with another content under the same name is found before anything is sent', async () => {
  const [noticeboard] = recipes.filter(({ name }) => name === 'noticeboard')
  const app = await prepareByHand(own.practice, own.server, {
    recipe: 'noticeboard',
    version: noticeboard?.tag ?? '',
    stack: 'changed',
  })
  const { requests } = asCanteen(app)
  const [config] = requests.configs
  if (config === undefined) throw new Error('Noticeboard has no config')
  await run('docker', ['-H', socket(), 'config', 'create', config.name, '-'], { input: 'something else' })
  for (const secret of requests.externalSecrets) {
    await run('docker', ['-H', socket(), 'secret', 'create', secret, '-'], { input: 'a value' })
  }
  const failure = await failureOf(deploy(app))
  expect(failure).toEqual({ code: 'config-changed', facts: { app: 'changed', config: config.name } })
  expect(
    await own.server.docker('service', 'ls', '--quiet', '--filter', 'label=com.docker.stack.namespace=changed'),
  ).toBe('')
})

function asCanteen({ stack, options }: Deployment) {
  const environment = Object.fromEntries(
    Object.entries(options.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  return convert({ stack, composeFiles: ['compose.yml'], environment, tree: folderTree(options.cwd) })
}

/** The steps that send an app to a server, as every job takes them, without the labels that abra adds. */
async function deploy(app: Deployment): Promise<void> {
  const of = { env: parseEnvFile('', `${app.stack}.env`), environment: {} }
  const wanted = { ...asCanteen(app), ...of, app: app.stack, stack: app.stack, url: null, seconds: 60 }
  const docker = openEngine({ server: own.server.name, user: own.server.user, socketPath: own.server.dockerSocket })
  const around = {
    engine: async () => docker,
    signal: AbortSignal.timeout(100_000),
    now: Date.now,
  } as unknown as Surroundings
  try {
    for (const { action } of startingSteps(wanted, app.stack)) {
      if (action.kind !== 'make-places' && action.kind !== 'start-services') continue
      for await (const _ of perform(action, around)) continue
    }
  } finally {
    docker.close()
  }
}

function socket(): string {
  return `unix://${own.server.dockerSocket}`
}

/** Of each service by its name, what it is to be; names stand for the ids that every making gives anew. */
async function specs(stack: string): Promise<unknown> {
  const ids = (
    await own.server.docker('service', 'ls', '--quiet', '--filter', `label=com.docker.stack.namespace=${stack}`)
  )
    .split('\n')
    .filter(Boolean)
  const inspected = JSON.parse(await own.server.docker('service', 'inspect', ...ids)) as readonly {
    Spec: { Name: string }
  }[]
  const kinds = ['network', 'secret', 'config'] as const
  const names = new Map<string, string>()
  for (const kind of kinds) {
    const listed = await own.server.docker(
      kind,
      'ls',
      ...(kind === 'network' ? ['--no-trunc'] : []),
      '--format',
      '{{.ID}} {{.Name}}',
    )
    for (const line of listed.split('\n').filter(Boolean)) {
      const [id = '', name = ''] = line.split(' ')
      names.set(id, `${kind}:${name}`)
    }
  }
  const named = JSON.stringify(
    Object.fromEntries(inspected.map(({ Spec }) => [Spec.Name, Spec])),
    (_, value: unknown) => (typeof value === 'string' ? (names.get(value) ?? value) : value),
  )
  return JSON.parse(named)
}

/** Ids of the tasks that are to run, once there is one for each service. */
async function tasksOf(stack: string): Promise<readonly string[]> {
  return until(`${stack} has its tasks`, 60, async () => {
    const listed = await own.server.docker(
      'stack',
      'ps',
      '--quiet',
      '--no-trunc',
      '--filter',
      'desired-state=running',
      stack,
    )
    const tasks = listed.split('\n').filter(Boolean).toSorted()
    return tasks.length > 0 ? tasks : undefined
  })
}
