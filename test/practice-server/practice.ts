/** `npm run practice`: practice servers, and Canteen with a home of its own to try on them. Ctrl-C throws all of it away. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setInterval } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openInBrowser } from '../../main/window/browser/system-browser.ts'
import { forwardPort } from './forward.ts'
import type { PracticeServers } from './practice-server.ts'
import { startPracticeServers } from './practice-server.ts'
import { openSession } from './session.ts'

const { values } = parseArgs({
  options: {
    hosts: { type: 'string', default: '1' },
    bare: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const hosts = Number(values.hosts)
if (!Number.isInteger(hosts) || hosts < 1 || hosts > 9) {
  console.error('--hosts takes a number from 1 to 9')
  process.exit(1)
}

const interrupted = new AbortController()
process.on('SIGINT', () => interrupted.abort())
process.on('SIGTERM', () => interrupted.abort())
process.on('SIGHUP', () => interrupted.abort())

try {
  const practice = await startPracticeServers({
    hosts,
    swarm: values.bare ? 'bare' : 'ready',
    signal: interrupted.signal,
  })
  try {
    await offer(practice)
  } finally {
    await practice.stop()
  }
} catch (error) {
  if (!interrupted.signal.aborted) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
process.exit()

async function offer(practice: PracticeServers): Promise<void> {
  // Names below localhost lead to this computer, so that a browser here opens apps at the addresses that Canteen suggests.
  const servers = practice.servers.map(({ name, address, port, user, password, keyFile }) => {
    return { name: `${name}.localhost`, address, port, user, password, keyFile }
  })
  const { catalogue } = practice
  const home = join(practice.folder, 'home')
  await mkdir(home, { mode: 0o700 })
  const list = join(home, 'practice.json')
  await writeFile(list, JSON.stringify({ servers, catalogue }), { mode: 0o600 })
  const session = await openSession(home, { CANTEEN_CATALOGUE: catalogue, CANTEEN_PRACTICE: list })
  try {
    const web = await forwardWeb(practice)
    if (values.json) console.log(JSON.stringify({ url: session.url, servers, catalogue }))
    else {
      console.log(welcome(session.url, practice, web))
      await openInBrowser(session.url, home, process.platform, process.env)
    }
    await Promise.race([session.ended, untilInterrupted()])
  } finally {
    await session.end()
  }
}

async function forwardWeb({ servers: [first] }: PracticeServers): Promise<boolean> {
  const address = new URL(first?.httpUrl ?? '').hostname
  const [http] = await Promise.all([forwardPort(80, address), forwardPort(443, address)])
  if (!http) console.error('Port 80 of this computer is taken: the web addresses of practice apps will not open here.')
  return http
}

/** Also ends when whoever started this is gone. */
async function untilInterrupted(): Promise<void> {
  const starter = process.ppid
  try {
    for await (const _ of setInterval(500, undefined, { signal: interrupted.signal })) {
      if (process.ppid !== starter) return
    }
  } catch {
    // Interrupted, which is how practice ends.
  }
}

function welcome(url: string, { servers }: PracticeServers, web: boolean): string {
  const lines = servers.map(
    ({ name, address, port, user, password, keyFile }) =>
      `  ${name}: address ${address}, port ${port}, user ${user}, password ${password}\n    or the key file ${keyFile}`,
  )
  return `
Canteen is open at ${url}

${servers.length === 1 ? 'Your practice server' : 'Your practice servers'}:
${lines.join('\n')}

Try this: add the server, then install Noticeboard from the catalogue${web ? ' and open it' : ''}.
Ctrl-C ends it and throws everything on the practice server away.
`
}
