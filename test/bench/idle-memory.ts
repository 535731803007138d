import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../practice-server/until.ts'
import { median } from './figures.ts'
import type { Row } from './row.ts'
import { addServer, type Home, openCore, openHome, openPractice } from './scene.ts'
import { deploySmallApps, smallApps, writeSettings } from './small-apps.ts'
import { openBrowser, openWindow } from './window.ts'

/** At rest: so many looks, a second apart, differ by no more than this share. At most a minute is waited for it. */
const looks = 20
const difference = 0.01
const mostLooks = 60

/**
 * Resident memory of the core's process with its window open, once it has connected to ten servers, has looked at each, and
 * rests. All ten lead to one machine; Canteen takes them for ten, each with a connection of its own and five apps.
 */
export const idleMemory: Row = {
  name: 'idle-memory',
  unit: 'MB',
  goal: 150,
  async measure(say) {
    await using far = await openPractice({})
    await using home = await openHome()
    const { practice, server } = far
    const names = Array.from({ length: 10 }, (_, index) => `server-${index + 1}`)
    const apps = smallApps(5)
    await deploySmallApps(practice, server, apps)
    {
      await using canteen = await openCore(home, practice.catalogue)
      for (const name of names) {
        await addServer(canteen.core, server, name)
        await writeSettings(home.folders.abra, name, apps)
      }
    }
    const before = Date.now()
    await using canteen = await openWindow(home, practice.catalogue)
    await using browser = await openBrowser()
    const page = await browser.page()
    await page.goto(canteen.url)
    await until('every server is looked at', 120, () => lookedAt(home, names, before))
    say('every server is connected')
    const rest = await atRest(canteen.pid)
    say(
      `${rest.length} looks until it rests, from ${megabytes(Math.max(...rest))} to ${megabytes(Math.min(...rest))} MB`,
    )
    return median(rest.slice(-looks)) / 1e6
  },
}

/** The core writes down what it saw of each server. */
async function lookedAt({ folders }: Home, names: readonly string[], since: number): Promise<true | undefined> {
  const files = names.map((name) => path.join(folders.own, 'state', `${name}.json`))
  const times = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  )
  return times.every((time) => time > since) ? true : undefined
}

/** Bytes, from the first look to the last. */
async function atRest(pid: number): Promise<readonly number[]> {
  const seen: number[] = []
  while (seen.length < mostLooks) {
    seen.push(await residentBytes(pid))
    const last = seen.slice(-looks)
    if (last.length === looks && Math.max(...last) / Math.min(...last) <= 1 + difference) break
    await pause(1000)
  }
  return seen
}

async function residentBytes(pid: number): Promise<number> {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? []
  if (kibibytes === undefined) throw new Error('The core is gone')
  return Number(kibibytes) * 1024
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}
