import { access, readFile } from 'node:fs/promises'
import path from 'node:path'
import { _electron as electronDriver } from 'playwright-core'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

const missing = await whatIsMissing()
if (missing !== null) process.stderr.write(`The real Electron is not driven: ${missing}.\n`)

/** Electron downloads its binary when it is first started and needs a display; null when all is there. */
async function whatIsMissing(): Promise<string | null> {
  const folder = path.resolve('node_modules', 'electron')
  const program = await readFile(path.join(folder, 'path.txt'), 'utf8').catch(() => null)
  const there =
    program !== null &&
    (await access(path.join(folder, 'dist', program)).then(
      () => true,
      () => false,
    ))
  if (!there) return 'its binary is not on this computer (node node_modules/electron/install.js fetches it)'
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return 'there is no display'
  return null
}

test.skipIf(missing !== null)('the page runs in its window, reaches the core and nothing else', async () => {
  const home = await temporaryFolder()
  // Chromium refuses its sandbox to root, which is what CI is.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await electronDriver.launch({
    args: [...asRoot, 'build/electron/main.js'],
    env: {
      PATH: process.env['PATH'] ?? '',
      DISPLAY: process.env['DISPLAY'] ?? '',
      HOME: home,
      CANTEEN_HOME: path.join(home, 'own'),
      ABRA_DIR: path.join(home, 'abra'),
      DOCKER_CONFIG: path.join(home, 'docker'),
    },
  })
  try {
    const page = await app.firstWindow()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(page.url()).toMatch(/^app:\/\/canteen\//)
    // Whoever runs this does not want a browser to open.
    await app.evaluate(({ shell }) => {
      const opened: string[] = []
      Object.assign(globalThis, { opened })
      shell.openExternal = (address) => Promise.resolve(void opened.push(address))
    })
    const found = await page.evaluate(async () => ({
      bridge: Object.keys(window.canteen ?? {}),
      node: [typeof globalThis.require, typeof globalThis.process],
      opened: window.open('https://example.org/') === null,
      fetched: await fetch('https://example.org/').then(
        () => true,
        () => false,
      ),
      notifications: await Notification.requestPermission(),
    }))
    expect(found).toEqual({
      bridge: ['open'],
      node: ['undefined', 'undefined'],
      opened: true,
      fetched: false,
      notifications: 'denied',
    })
    await page.evaluate(() => location.assign('https://example.org/left'))
    await expect
      .poll(() => app.evaluate((): unknown => Reflect.get(globalThis, 'opened')))
      .toEqual(['https://example.org/', 'https://example.org/left'])
    expect(page.url()).toMatch(/^app:\/\/canteen\//)
  } finally {
    await app.close()
  }
})
