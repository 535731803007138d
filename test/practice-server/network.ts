import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.ts'

/** A bridge with a private subnet, a folder and a control group that belong to one practice server. */
export interface PracticeNetwork {
  readonly folder: string
  readonly bridge: string
  /** The machine's own address on the bridge. */
  readonly gateway: string
  readonly cgroup: string
  /** The address of the host with this number, counted from 1. */
  readonly address: (host: number) => string
  /** Notes a process to be ended when the practice server ends. */
  readonly owns: (name: string, pid: number) => Promise<void>
  /** Ends the processes and removes everything; resolves when nothing is left. */
  readonly release: () => Promise<void>
}

const subnets = 250

/**
 * Takes a subnet that nobody uses. Its folder is created atomically and the kernel refuses a second bridge of one name,
 * so that several practice servers can start at the same moment.
 */
export async function claimNetwork(): Promise<PracticeNetwork> {
  const first = process.pid % subnets
  for (let attempt = 0; attempt < subnets; attempt += 1) {
    const number = 1 + ((first + attempt) % subnets)
    const folder = join(tmpdir(), `canteen-practice-${number}`)
    if (!(await created(folder))) continue
    const network = await openNetwork(number, folder)
    if (network !== undefined) return network
    await rm(folder, { recursive: true, force: true })
  }
  throw new Error('Every subnet for practice servers is taken')
}

async function created(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o711 })
    return true
  } catch {
    return false
  }
}

async function openNetwork(number: number, folder: string): Promise<PracticeNetwork | undefined> {
  const bridge = `canteen${number}`
  const subnet = `10.213.${number}`
  const gateway = `${subnet}.1`
  if ((await run('ip', ['-4', 'route', 'show', 'root', `${subnet}.0/24`])) !== '') return undefined
  try {
    await run('ip', ['link', 'add', bridge, 'type', 'bridge'])
  } catch {
    return undefined
  }
  const cgroup = `canteen-practice-${number}`
  await mkdir(join(folder, 'pids'))
  const reaper = spawn('bash', [join(import.meta.dirname, 'reap.sh'), folder, bridge, cgroup], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  })
  const reaped = once(reaper, 'exit')
  await run('ip', ['address', 'add', `${gateway}/24`, 'dev', bridge])
  await run('ip', ['link', 'set', bridge, 'up'])
  // A machine whose own Docker daemon or firewall drops what it does not know would drop these frames too.
  await run('iptables', ['-w', '-I', 'INPUT', '-i', bridge, '-j', 'ACCEPT'])
  await run('iptables', ['-w', '-I', 'FORWARD', '-i', bridge, '-o', bridge, '-j', 'ACCEPT'])
  return {
    folder,
    bridge,
    gateway,
    cgroup,
    address: (host) => `${subnet}.${10 + host}`,
    owns: (name, pid) => writeFile(join(folder, 'pids', name), `${pid}\n`),
    release: async () => {
      reaper.stdin.end()
      await reaped
    },
  }
}
