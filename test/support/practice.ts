/** Things that tests and benchmarks do to a practice server by hand, without Canteen, as a technician would. */
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import type { PracticeServer, PracticeServers } from '../practice-server/practice-server.ts'
import { run } from '../practice-server/run.ts'

export interface HandMade {
  readonly recipe: string
  /** Git tag; the newest unless said. */
  readonly version?: string
  /** Name of the stack; the recipe's unless said. */
  readonly stack?: string
  /** The recipe's `compose.<overlay>.yml` to add. */
  readonly overlays?: readonly string[]
  readonly settings?: Readonly<Record<string, string>>
  /** Values by the secret's name in the recipe; each becomes version v1. */
  readonly secrets?: Readonly<Record<string, string>>
  /** Environment of the docker command; it reaches the server's socket directly unless said. */
  readonly docker?: { readonly host: string; readonly env: NodeJS.ProcessEnv }
}

/** What `docker stack deploy` is to be called with, again and again if need be. */
export interface Deployment {
  readonly stack: string
  readonly args: readonly string[]
  /** Where to call it, and with which environment. */
  readonly options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }
}

/** Puts a practice recipe on a server with `docker stack deploy`, under the web address `<stack>.localhost`. */
export async function deployByHand(practice: PracticeServers, server: PracticeServer, app: HandMade): Promise<string> {
  const { stack, args, options } = await prepareByHand(practice, server, app)
  const { host, env } = reach(server, app)
  for (const [name, value] of Object.entries(app.secrets ?? {})) {
    await run('docker', ['-H', host, 'secret', 'create', `${stack}_${name}_v1`, '-'], { env, input: value })
  }
  await run('docker', args, options)
  return stack
}

/** Everything up to the deployment itself, but the secrets. */
export async function prepareByHand(
  practice: PracticeServers,
  server: PracticeServer,
  app: HandMade,
): Promise<Deployment> {
  const stack = app.stack ?? app.recipe
  const folder = join(practice.folder, 'by-hand', `${server.name}-${stack}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, '..'), { recursive: true })
  const repository = new URL(`coop-cloud/${app.recipe}.git`, practice.catalogue).href
  const branch = app.version === undefined ? [] : ['--branch', app.version]
  await run('git', ['clone', '--quiet', '-c', 'advice.detachedHead=false', ...branch, repository, folder])
  const { host, env } = reach(server, app)
  const files = ['compose.yml', ...(app.overlays ?? []).map((overlay) => `compose.${overlay}.yml`)]
  const settings = {
    ...assigned(await readFile(join(folder, '.env.sample'), 'utf8')),
    ...assigned(await readFile(join(folder, 'abra.sh'), 'utf8').catch(() => '')),
    STACK_NAME: stack,
    DOMAIN: `${stack}.localhost`,
    ...app.settings,
  }
  const args = ['-H', host, 'stack', 'deploy', ...files.flatMap((file) => ['--compose-file', file]), stack]
  return { stack, args, options: { cwd: folder, env: { ...env, ...settings } } }
}

function reach(server: PracticeServer, { docker }: HandMade) {
  return docker ?? { host: `unix://${server.dockerSocket}`, env: process.env }
}

/** The assignments of a settings file, comments after values left out; enough for the practice recipes. */
function assigned(text: string): Readonly<Record<string, string>> {
  const lines = [...text.matchAll(/^(?:export )?([A-Z0-9_]+)=(.*?)(?: #.*)?$/gm)]
  return Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]))
}

export interface WebAnswer {
  readonly status: number
  readonly text: string
}

/** Asks the server's reverse proxy for a page of the app with this web address; `form` is sent as a form. */
export function askWeb(
  server: PracticeServer,
  host: string,
  form?: Readonly<Record<string, string>>,
): Promise<WebAnswer> {
  return new Promise((resolve, reject) => {
    const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    const options = { method: form === undefined ? 'GET' : 'POST', headers: { host, ...type }, agent: false }
    const asked = request(server.httpUrl, options, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    asked.on('error', reject)
    asked.end(form === undefined ? undefined : new URLSearchParams(form).toString())
  })
}

/**
 * An environment in which `ssh`, and `docker -H ssh://…` with it, signs in to practice servers with their key, asks no
 * questions and leaves the home of whoever runs the tests alone.
 */
export async function sshEnvironment(practice: PracticeServers): Promise<NodeJS.ProcessEnv> {
  const [server] = practice.servers
  const folder = join(practice.folder, 'bin')
  await mkdir(folder, { recursive: true })
  const options = ['IdentitiesOnly=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR']
  const flags = options.map((option) => `-o ${option}`).join(' ')
  const ssh = join(folder, 'ssh')
  await writeFile(ssh, `#!/bin/sh\nexec /usr/bin/ssh -F none -i ${server?.keyFile} ${flags} "$@"\n`)
  await chmod(ssh, 0o755)
  return { ...process.env, PATH: `${folder}:${process.env.PATH}` }
}
