import type { Page } from 'playwright-core'
import { z } from 'zod'
import { entryOf, openEntries } from '../../main/server/entries.ts'
import { openKeptLooks } from '../../main/server/kept-looks.ts'
import type { ServerLook, StackLook } from '../../main/server/server-look.ts'
import { median, spread } from './figures.ts'
import { openRecipes } from './recipes.ts'
import type { Row } from './row.ts'
import { type Home, openHome } from './scene.ts'
import { type SmallApp, smallApps, writeSettings } from './small-apps.ts'
import { type OpenBrowser, openBrowser, openWindow } from './window.ts'

const rounds = 9

/**
 * From the beginning of the page's navigation until the frame that shows the first app is drawn, with nothing in Chromium's
 * caches: 500 apps on 20 servers, none of which can be reached, as they were last known. Canteen itself runs already.
 */
export const home500: Row = {
  name: 'home-500',
  unit: 's',
  goal: 1,
  async measure(say) {
    await using home = await openHome()
    await using recipes = await openRecipes(400)
    await using browser = await openBrowser()
    await rememberServers(home, 20, 25)
    const took: Shown[] = []
    for (let round = 0; round < rounds; round += 1) {
      // A new core each time: one that runs for a while has learned that the servers are away, and says so.
      await using canteen = await openWindow(home, recipes.address)
      took.push(await showHome(browser, canteen.url))
      if (round === 0) say(`the core was ready ${canteen.startedIn.toFixed(0)} ms after it was started`)
    }
    say(`first app: ${spread(took.map((one) => one.first))}; all apps: ${spread(took.map((one) => one.all))}`)
    return median(took.map((one) => one.first)) / 1000
  },
}

/** Milliseconds since the navigation began. */
interface Shown {
  readonly first: number
  readonly all: number
}

async function showHome(browser: OpenBrowser, url: string): Promise<Shown> {
  const page = await browser.page()
  try {
    await page.addInitScript(watchCards)
    await page.goto(url, { waitUntil: 'commit' })
    return { first: await drawn(page, 'firstCard'), all: await drawn(page, 'allCards') }
  } finally {
    await page.context().close()
  }
}

async function drawn(page: Page, what: 'firstCard' | 'allCards'): Promise<number> {
  return z.number().parse(await page.evaluate((name): unknown => Reflect.get(globalThis, name), what))
}

/** Runs in the page before anything of its own. */
function watchCards(): void {
  const whenDrawn = (name: string, least: number) => {
    const told = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (document.querySelectorAll('li > a[href^="#/apps/"]').length < least) return
        observer.disconnect()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          // Its turn comes after the frame.
          port1.addEventListener('message', () => resolve(performance.now()))
          port1.start()
          port2.postMessage(null)
        })
      })
      observer.observe(document, { childList: true, subtree: true })
    })
    Reflect.set(globalThis, name, told)
  }
  whenDrawn('firstCard', 1)
  whenDrawn('allCards', 500)
}

/** Writes what Canteen keeps of servers that it was connected to a while ago. */
async function rememberServers({ folders }: Home, servers: number, appsOnEach: number): Promise<void> {
  const entries = openEntries(folders.own)
  const looks = openKeptLooks(folders.own, (error) => {
    throw error
  })
  for (let number = 1; number <= servers; number += 1) {
    const name = `server-${number}.example.org`
    const apps = smallApps(appsOnEach, name)
    await writeSettings(folders.abra, name, apps)
    // Nothing listens there.
    const way = { host: '127.0.0.1', port: 1, user: 'member', login: { kind: 'agent' } } as const
    await entries.put(entryOf({ kind: 'remote', name, ...way, acceptedKeys: [] }, false))
    looks.keep(name, lastLook(name, apps))
  }
  await looks.close()
}

function lastLook(name: string, apps: readonly SmallApp[]): ServerLook {
  const machines = [{ name, ready: true, role: 'manager' }] as const
  return {
    at: Date.now() - 3_600_000,
    facts: {
      dockerVersion: '28.2.2',
      system: 'Debian GNU/Linux 13',
      machines,
      memoryBytes: 8e9,
      processors: 4,
      swarm: true,
      proxyNetwork: true,
    },
    stacks: new Map(apps.map(({ stack, services }) => [stack, works(services.length)])),
  }
}

function works(services: number): StackLook {
  return {
    word: 'working',
    reason: { code: 'reason-all-running', values: { services } },
    version: '2.0.0+2.0.0',
    chaos: false,
    web: 'https',
  }
}
