import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PracticeNetwork } from './network.ts'
import { run } from './run.ts'

/** A machine of its own, as far as its processes can tell: own network card, mounts, process numbers and name. */
export interface Namespaces {
  readonly name: string
  readonly address: string
  /** Everything of the host that is kept on disk; `run` in it is the host's /run. */
  readonly folder: string
  /** Runs a shell script as root inside, with `args` as $1, $2 …, and gives its output. */
  readonly inside: (script: string, args?: readonly string[], input?: string) => Promise<string>
  /** Starts a long-running command inside; what it writes goes to the file `log` in the host's folder. */
  readonly background: (log: string, command: string) => Promise<void>
}

/** Opens the namespaces of the host with this number, counted from 1. They end with the network that they belong to. */
export async function openNamespaces(network: PracticeNetwork, number: number, name: string): Promise<Namespaces> {
  const folder = join(network.folder, name)
  await mkdir(folder, { mode: 0o711 })
  const unshare = ['--mount', '--uts', '--net', '--pid', '--fork', '--kill-child']
  const child = spawn('unshare', [...unshare, 'bash', join(import.meta.dirname, 'host.sh'), folder, name], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    cwd: '/',
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stdin.on('error', () => {})
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The practice host could not be set up: ${said}`)
  })
  await Promise.race([once(child.stdout, 'data'), ended])
  ended.catch(() => {})
  const pid = (await readFile(join(folder, 'pid'), 'utf8')).trim()
  await network.owns(name, Number(pid))

  const enter = ['--target', pid, '--mount', '--uts', '--net', '--pid', '--', 'bash', '-euc']
  const inside = (script: string, args: readonly string[] = [], input?: string) =>
    run('nsenter', [...enter, `cd /; ${script}`, 'bash', ...args], input === undefined ? {} : { input })
  const address = network.address(number)
  const card = `${network.bridge}h${number}`
  await run('ip', ['link', 'add', card, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', pid])
  await run('ip', ['link', 'set', card, 'master', network.bridge, 'up'])
  await inside('ip address add "$1/24" dev eth0; ip link set eth0 up', [address])
  const background = async (log: string, command: string) => {
    // The log is opened out here: the host's own folder is not visible inside.
    await run('bash', [
      '-euc',
      'log=$1; shift; exec setsid --fork nsenter "$@" </dev/null >>"$log" 2>&1',
      'bash',
      join(folder, log),
      ...enter,
      `cd /; exec ${command}`,
    ])
  }
  return { name, address, folder, inside, background }
}
