import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import type { PracticeOptions, PracticeServer, PracticeServers } from '../../practice-server/practice-server.ts'
import { startPracticeServers } from '../../practice-server/practice-server.ts'
import { openCore } from '../../support/core.ts'
import { endCanteen, startCanteen, tell } from '../../support/start-canteen.ts'
import { watchPage } from './watch-page.ts'

/** What the journeys of a file share: practice servers and a browser. */
export interface Stage {
  readonly practice: PracticeServers
  /** The first practice server. */
  readonly server: PracticeServer
  /** Opens Canteen for the running test, as after its very first start. */
  open(options?: SceneOptions): Promise<Scene>
}

export interface SceneOptions {
  /** More variables for Canteen, or others. */
  readonly environment?: Readonly<Record<string, string>>
  /** Where its files live; a new folder unless said. */
  readonly home?: string
  /** Begins with the practice server added, for journeys that are about something else. */
  readonly withServer?: boolean
}

/** Canteen and the page that shows it; both end with the test. */
export interface Scene {
  readonly page: Page
  /** Folder that has `own`, `abra` and `docker`. */
  readonly home: string
  /** Ends Canteen at once, as a power cut does. */
  kill(): Promise<void>
  /** Starts Canteen again on the same folder and shows it in the same page. */
  start(): Promise<void>
}

const size = { width: 1240, height: 800 }

/** To be called at the top of a file. */
export function setStage(options: PracticeOptions = {}): Stage {
  let practice: PracticeServers | undefined
  let browser: Browser | undefined
  beforeAll(async () => {
    // Chromium refuses its sandbox to root, which practice servers need.
    const starts = chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
    ;[practice, browser] = await Promise.all([startPracticeServers(options), starts])
  })
  afterAll(async () => {
    await browser?.close()
    await practice?.stop()
  })
  const stage: Stage = {
    get practice() {
      return there(practice)
    },
    get server() {
      return there(there(practice).servers[0])
    },
    open: (scene = {}) => openScene(there(browser), there(practice), scene),
  }
  return stage
}

async function openScene(browser: Browser, practice: PracticeServers, options: SceneOptions): Promise<Scene> {
  const home = options.home ?? (await newHome())
  if (options.withServer === true) await addServerAt(home, practice)
  const environment = {
    CANTEEN_JSON: '1',
    CANTEEN_CATALOGUE: practice.catalogue,
    DBUS_SESSION_BUS_ADDRESS: process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '',
    ...options.environment,
  }
  const look = { viewport: size, colorScheme: 'light', reducedMotion: 'reduce', locale: 'en-GB' } as const
  const context = await browser.newContext(look)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const checkNothingWrong = await watchPage(page)
  let canteen = startCanteen(home, environment)
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await inWords(page))
    await context.close()
    await endCanteen(canteen)
    checkNothingWrong()
  })
  const show = async () => loadPage(page, (await tell(canteen)).url)
  await show()
  return {
    page,
    home,
    async kill() {
      const gone = new Promise((resolve) => canteen.once('exit', resolve))
      canteen.kill('SIGKILL')
      await gone
    },
    async start() {
      canteen = startCanteen(home, environment)
      await show()
    },
  }
}

/** What is on disk and in the keychain after a member has added the first practice server under its address. */
async function addServerAt(home: string, practice: PracticeServers): Promise<void> {
  const { address: host, port, user, password, hostKeySha256 } = there(practice.servers[0])
  const login = { kind: 'password', password } as const
  const { core } = await openCore(practice.catalogue, home)
  await core.servers.add({ kind: 'remote', name: host, host, port, user, login, acceptedKeys: [hostKeySha256] })
  await core.close()
}

/** Chromium drops what it is loading, even from this computer, when a network comes or goes, as those of practice servers do. */
async function loadPage(page: Page, url: string): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 })
  for (let attempt = 1; attempt < 4; attempt += 1) {
    const isThere = await page.goto(url).then(
      () =>
        heading.waitFor({ timeout: 5000 }).then(
          () => true,
          () => false,
        ),
      () => false,
    )
    if (isThere) return
    // The same address with the same fragment would not be loaded anew.
    await page.goto('about:blank')
  }
  await page.goto(url)
  await heading.waitFor()
}

/** What is on the page, for whoever reads why a test failed. */
async function inWords(page: Page): Promise<string> {
  const text = await page.locator('body').ariaSnapshot({ timeout: 5000 }).catch(String)
  return `The page when it failed, at ${page.url()}:\n${text}`
}

async function newHome(): Promise<string> {
  const home = await realpath(await mkdtemp(path.join(tmpdir(), 'canteen-journey-')))
  onTestFinished(() => rm(home, { recursive: true, force: true, maxRetries: 3 }))
  return home
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The stage is not set yet')
  return value
}
