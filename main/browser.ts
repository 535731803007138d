/** Canteen in a window of the member's browser: `npm start`. Bundled to build/browser/main.js. */
import path from 'node:path'
import { begin, whyNotBegun } from './begin.ts'
import { openBrowserWindow } from './window/browser/open.ts'
import { openInBrowser } from './window/browser/system-browser.ts'

const { env, platform } = process
const forScripts = env['CANTEEN_JSON'] === '1'

const beginning = await begin(env).catch(giveUp)
if (beginning.kind === 'held') {
  say(`Canteen is already open${beginning.address ? ` at ${beginning.address}` : ` (process ${beginning.pid})`}`, {
    url: beginning.address,
    alreadyOpen: true,
  })
} else {
  const { core, folders, lock, log, end } = beginning.begun
  const folder = path.join(import.meta.dirname, '..', 'renderer')
  const window = await openBrowserWindow({ core, logBug: log.logBug, folder }).catch(async (error: unknown) => {
    await end()
    giveUp(error)
  })
  // Only a second start and the member's comfort depend on these two files: a full disk is no reason not to open.
  await lock.tell(window.url).catch(log.logBug)
  say(`Canteen is open at ${window.url}`, { url: window.url })

  const mayOpen = !forScripts && env['CANTEEN_NO_OPEN'] !== '1'
  const opened = mayOpen ? openInBrowser(window.url, folders.own, platform, env) : null
  const forget = await opened?.catch((error: unknown) => void log.logBug(error))

  let stops = 0
  const stop = (): void => {
    stops += 1
    // Whoever asks twice does not want to wait.
    if (stops > 1) process.exit(1)
    Promise.allSettled([window.close(), end(), forget?.()])
      .then(() => process.exit(0))
      .catch(() => process.exit(1))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

/** To people a sentence, to scripts a line of JSON. */
function say(sentence: string, facts: object): void {
  process.stdout.write(`${forScripts ? JSON.stringify(facts) : sentence}\n`)
}

function giveUp(error: unknown): never {
  process.stderr.write(`Canteen could not start: ${whyNotBegun(error)}\n`)
  process.exit(1)
}
