/** What an app says: looked at as it comes, searched, held, copied and saved; and an app that says far too much. */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { until } from '../practice-server/until.ts'
import { bothHands, byMouse, type Hands } from './support/hands.ts'
import { goTo, openTab } from './support/members-steps.ts'
import { type Scene, setStage } from './support/stage.ts'

const stage = setStage()
const image = 'registry.practice:5000/noticeboard:2.0.0'

/** 300 lines of every kind, then one each second for as long as it runs. */
const app = String.raw`
i=1
while [ $i -le 300 ]; do
  case $((i % 6)) in
    0) printf '\033[1;31mERROR\033[0m order %s could not be packed: \033[33mthe shelf is empty\033[0m\n' $i ;;
    1) printf '\033[32mGET\033[0m /orders/%s \033[36m200\033[0m in \033[38;5;208m12 ms\033[0m\n' $i ;;
    2) printf '\033[90mwaiting for the next order\033[0m\n' ;;
    3) printf '<img src=x onerror=alert(1)> \033]8;;https://evil.example\033\\not a link\033]8;;\033\\ \033]0;evil title\007\033[2J\033[31;1Hno cursor\n' ;;
    4) printf '\033[1;34mINFO\033[0m a member of the house in the \033[35mlong street by the river\033[0m has ordered two loaves of bread, a kilo of apples from the orchard behind the hall, and a jar of the honey that was spun last week\n' ;;
    5) printf '\033[93mWARN\033[0m the \033[94mscale\033[0m has not been \033[1mchecked\033[0m since March\n' ;;
  esac
  i=$((i + 1))
done
while :; do echo "tick $i"; i=$((i + 1)); sleep 1; done`
const worker = `echo 'the worker is ready'; exec sleep infinity`

test.for(bothHands)(
  'with the $hands a member reads, searches, holds, copies and saves what an app says',
  { timeout: 240_000 },
  async ({ hands: name, take }) => {
    const scene = await stage.open({ withServer: true })
    const { page } = scene
    const hands = take(page)
    const domain = `orders-${name}.example.org`
    await runApp(scene, domain, { app, worker })
    await openLog(hands, domain)
    const log = page.getByRole('log')
    await log
      .getByText(/^tick \d+$/)
      .last()
      .waitFor()

    // Nothing that it wrote was obeyed but its colours.
    await log.evaluate((box) => box.scrollTo(0, box.scrollHeight / 2))
    const hostile = log.getByText('<img src=x onerror=alert(1)> not a link no cursor', { exact: true }).first()
    await hostile.waitFor()
    expect(await log.locator('a, img').count()).toBe(0)
    expect(await page.title()).not.toContain('evil')
    expect(await colourOf(log.getByText('ERROR', { exact: true }).first())).not.toBe(await colourOf(hostile))
    await page.getByText('Paused').waitFor()
    await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight))
    await hands.look('log')
    await hands.press(page.getByRole('button', { name: 'Go on' }))
    await page.getByText('Paused').waitFor({ state: 'detached' })

    await hands.fill(page.getByRole('searchbox', { name: 'Search in the lines' }), 'Order 1')
    const shown = page.getByRole('group', { name: 'Look through the lines' })
    const count = async () => (await shown.getByText(/^\d+ of \d+$/).innerText()).split(' of ').map(Number)
    await expect.poll(count).toEqual([0, expect.any(Number)])
    const all = (await count())[1] ?? 0
    expect(all).toBeGreaterThan(5)
    await hands.press(page.getByRole('button', { name: 'Earlier line that has it' }))
    await expect.poll(count).toEqual([all, all])
    await hands.press(page.getByRole('button', { name: 'Later line that has it' }))
    await expect.poll(count).toEqual([1, all])
    expect(await log.locator('mark').first().innerText()).toBe('order 1')
    await hands.look('log-search')
    await hands.choose(page.getByRole('checkbox', { name: 'Show only these lines' }))
    await expect.poll(() => log.locator('[data-row]').count()).toBe(all)
    await hands.fill(page.getByRole('searchbox', { name: 'Search in the lines' }), 'nowhere to be found')
    await log.getByText('None of the lines here has “nowhere to be found”.').waitFor()
    await hands.fill(page.getByRole('searchbox', { name: 'Search in the lines' }), '')

    await hands.choose(page.getByRole('checkbox', { name: 'Wrap lines' }))
    await log.evaluate((box) => box.scrollTo(0, box.scrollHeight / 2))
    await log
      .getByText(/has ordered two loaves/)
      .first()
      .waitFor()
    expect(await log.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0)
    await hands.look('log-wrapped')
    await hands.press(page.getByRole('button', { name: 'Go on' }))

    await hands.press(page.getByRole('button', { name: 'Pause', exact: true }))
    await page.getByText(/^Paused · \d+ new lines? waits?$/).waitFor()
    const last = log.locator('[data-row]').last()
    const heldAt = await last.innerText()
    await page.getByText(/^Paused · [23] new lines wait$/).waitFor()
    expect(await last.innerText()).toBe(heldAt)
    await hands.press(page.getByRole('button', { name: 'Go on' }))
    await expect.poll(() => last.innerText()).not.toBe(heldAt)

    await choose(hands, 'Part', 'worker')
    await log.getByText('the worker is ready').waitFor()
    expect(await log.locator('[data-row]').count()).toBe(1)
    await choose(hands, 'From when on', 'The last day')
    await log.getByText('the worker is ready').waitFor()
    await choose(hands, 'Part', 'All parts')
    await log
      .getByText(/^tick \d+$/)
      .last()
      .waitFor()
    await expect.poll(() => page.getByText(/^[3-9]\d\d lines$/).count()).toBe(1)

    await hands.press(page.getByRole('button', { name: 'Copy the lines shown' }))
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    await hands.press(page.getByRole('button', { name: 'Save as file' }))
    const said = await page.getByText(/^Saved \d+ lines as /).innerText()
    await hands.look('log-saved')
    const file = /as (.*)\.$/.exec(said)?.[1] ?? ''
    expect(path.dirname(file)).toBe(path.join(scene.home, 'Downloads'))
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const saved = await readFile(file, 'utf8')
    expect(saved).toMatch(/^\d{4}-\d\d-\d\dT\S+Z app ERROR order 6 could not be packed: the shelf is empty$/m)
    expect(saved).toMatch(/^\S+ worker the worker is ready$/m)
    // oxlint-disable-next-line no-control-regex
    expect(saved).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  },
)

test('an app that writes without an end leaves the window free', { timeout: 240_000 }, async () => {
  const scene = await stage.open({ withServer: true })
  const { page } = scene
  const hands = byMouse(page)
  const domain = 'loud.example.org'
  const loud = `echo 'it begins'; until test -e /tmp/loud; do sleep 0.2; done; timeout 25 yes 'GET /orders 200 the same again'; echo 'it is over'; exec sleep infinity`
  await runApp(scene, domain, { app: loud })
  await openLog(hands, domain)
  const log = page.getByRole('log')
  await log.getByText('it begins').waitFor()
  const container = (await stage.server.docker('ps', '--quiet', '--filter', 'name=loud_example_org_app')).trim()
  const written = async () => {
    const wrote = await stage.server.docker(
      'exec',
      container,
      'sh',
      '-c',
      'grep wchar /proc/*/io | sort -t: -k3n | tail -1',
    )
    return Number(/wchar: (\d+)/.exec(wrote)?.[1]) / 'GET /orders 200 the same again\n'.length
  }
  await stage.server.docker('exec', container, 'touch', '/tmp/loud')
  await log.getByText('the same again').first().waitFor()
  const before = await written()
  const frames = await page.evaluate(countFrames, 5000)
  expect((await written()) - before).toBeGreaterThan(5000)

  // Whatever the clock says on a busy computer: it goes on drawing, and a key still gets through.
  expect(frames).toBeGreaterThan(5)
  await hands.fill(page.getByRole('searchbox', { name: 'Search in the lines' }), 'orders')
  await page.getByText(/^0 of [\d,]+$/).waitFor()
  await hands.press(page.getByRole('button', { name: 'Pause', exact: true }))
  await page.getByText('Paused').waitFor()
  expect(await log.locator('[data-row]').count()).toBeLessThan(100)
})

/** Runs in the page: its frames in so many milliseconds. */
function countFrames(milliseconds: number): Promise<number> {
  return new Promise((resolve) => {
    const began = performance.now()
    let count = 0
    const next = () => {
      count += 1
      if (performance.now() - began < milliseconds) requestAnimationFrame(next)
      else resolve(count)
    }
    requestAnimationFrame(next)
  })
}

/** An app that runs what is said for each part, known to Canteen by its settings file. */
async function runApp({ home }: Scene, domain: string, parts: Readonly<Record<string, string>>): Promise<void> {
  const { server } = stage
  const folder = path.join(home, 'abra', 'servers', server.address)
  await mkdir(folder, { recursive: true })
  await mkdir(path.join(home, 'Downloads'))
  await writeFile(path.join(folder, `${domain}.env`), `TYPE=noticeboard:2.0.0+2.0.0\nDOMAIN=${domain}\n`)
  const stack = domain.replaceAll('.', '_')
  const label = `com.docker.stack.namespace=${stack}`
  for (const [part, script] of Object.entries(parts)) {
    const names = ['--name', `${stack}_${part}`, '--label', label, '--container-label', label]
    const ways = ['--detach', '--no-resolve-image', '--endpoint-mode', 'dnsrr', '--init', '--stop-grace-period', '1s']
    await server.docker('service', 'create', ...names, ...ways, image, 'sh', '-c', script)
  }
  await until('the parts run', 60, async () => {
    const running = await server.docker('ps', '--quiet', '--filter', `label=${label}`)
    return running.trim().split('\n').length === Object.keys(parts).length && running.trim() !== '' ? true : undefined
  })
}

async function openLog(hands: Hands, domain: string): Promise<void> {
  const { page } = hands
  await goTo(hands, 'Home')
  await hands.press(page.getByRole('region', { name: 'Your apps' }).getByRole('link', { name: new RegExp(domain) }))
  await page.getByRole('heading', { level: 1, name: 'Noticeboard' }).waitFor()
  await openTab(hands, 'Activity and logs')
}

/** Opens a list, and types what is wanted of it. */
async function choose(hands: Hands, list: string, choice: string): Promise<void> {
  const { page } = hands
  await hands.press(page.getByRole('button', { name: new RegExp(`${list}$`) }))
  await page.getByRole('option', { name: choice }).waitFor()
  await page.keyboard.type(choice)
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: choice }).waitFor({ state: 'detached' })
}

function colourOf(element: ReturnType<Page['locator']>): Promise<string> {
  return element.evaluate((it) => getComputedStyle(it).color)
}
