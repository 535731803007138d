import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkArrows } from '../../support/check/arrows.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'canteen-arrows-'))
  await symlink(path.resolve('node_modules'), path.join(root, 'node_modules'))
  for (const file of ['tsconfig.json', 'package.json']) await cp(file, path.join(root, file))
  for (const folder of ['main', 'preload', 'renderer', 'test']) await mkdir(path.join(root, folder))
})
afterEach(() => rm(root, { recursive: true }))

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.join(root, path.dirname(file)), { recursive: true })
  await writeFile(path.join(root, file), text)
}

/** A file that imports another, and the rule that this breaks. */
const wrong = [
  ['pure-areas-are-pure', 'main/recipe/a.ts', 'node:fs'],
  ['pure-areas-are-pure', 'main/plan/a.ts', 'node:crypto'],
  ['pure-areas-know-nobody', 'main/compose/a.ts', '../store/file.ts'],
  ['pure-areas-know-nobody', 'main/compose/b.ts', 'pino'],
  ['outside-knows-no-area', 'main/outside/dns/a.ts', '../../store/file.ts'],
  ['outside-knows-no-area', 'main/outside/dns/b.ts', '../git/git.ts'],
  ['docker-stays-in-its-folder', 'main/app/a.ts', 'dockerode'],
  ['ssh-stays-in-its-folder', 'main/server/a.ts', 'ssh2'],
  ['ssh-config-stays-in-its-folder', 'main/server/b.ts', 'ssh-config'],
  ['git-stays-in-its-folder', 'main/catalogue/a.ts', 'simple-git'],
  ['keychain-stays-in-its-folder', 'main/server/c.ts', '@napi-rs/keyring/keytar.js'],
  ['log-stays-in-its-folder', 'main/job/a.ts', 'pino'],
  ['electron-stays-in-its-window', 'main/app/b.ts', 'electron'],
  ['page-sees-contract-only', 'renderer/pages/a.ts', '../../main/store/file.ts'],
  ['page-sees-contract-only', 'renderer/pages/b.ts', '../../preload/bridge.ts'],
  ['page-has-no-node', 'renderer/pages/c.ts', 'node:path'],
  ['parts-fetch-nothing', 'renderer/parts/a.ts', '@tanstack/react-query'],
  ['contract-knows-nobody', 'preload/contract/a.ts', '../../main/store/file.ts'],
  ['router-crosses-as-a-type', 'preload/contract/router.ts', '../../main/store/file.ts'],
  ['core-knows-no-page', 'main/app/c.ts', '../../renderer/page.ts'],
  ['terminal-knows-words-only', 'main/headless/a.ts', '../../renderer/page.ts'],
  ['terminal-draws-no-page', 'main/headless/b.ts', '../../renderer/language/drawn.ts'],
  ['core-knows-no-terminal', 'main/app/h.ts', '../headless/a.ts'],
  ['areas-know-no-window', 'main/app/d.ts', '../window/window.ts'],
  ['product-knows-no-test', 'main/app/e.ts', '../../test/scene.ts'],
  ['product-has-its-libraries', 'main/app/f.ts', 'fast-check'],
  ['all-found', 'main/app/g.ts', './nowhere.ts'],
] as const

test('every wrong arrow is found', async () => {
  for (const file of [
    'main/store/file.ts',
    'main/outside/git/git.ts',
    'main/window/window.ts',
    'preload/bridge.ts',
    'renderer/page.ts',
    'test/scene.ts',
  ]) {
    await write(file, 'export const it = 1\n')
  }
  await write('main/job/one.ts', "import { two } from './two.ts'\nexport const one = () => two\n")
  await write('main/job/two.ts', "import { one } from './one.ts'\nexport const two = () => one\n")
  await write('renderer/language/drawn.ts', "import { use } from 'react'\nexport const it = use\n")
  for (const [, file, target] of wrong) await write(file, `import * as it from '${target}'\nexport const used = it\n`)

  const { trouble } = await checkArrows(root)
  for (const [rule, file] of wrong) expect(trouble).toContainEqual(expect.stringContaining(`${rule}: ${file} → `))
  expect(trouble).toContainEqual(expect.stringContaining('no-circles: main/job/one.ts'))
})

test('right arrows are left alone, and areas where nothing was seen are trouble', async () => {
  await write('preload/contract/app.ts', "import { z } from 'zod'\nexport const app = z.string()\n")
  await write('main/recipe/recipe.ts', "import path from 'node:path'\nexport const name = path.sep\n")
  await write('main/plan/plan.ts', "import { name } from '../recipe/recipe.ts'\nexport const plan = name\n")
  await write('main/outside/log/log.ts', "import { pino } from 'pino'\nexport const log = pino\n")
  await write(
    'renderer/page.ts',
    "import type { app } from '../preload/contract/app.ts'\nexport type Page = typeof app\n",
  )
  const { trouble } = await checkArrows(root)
  expect(trouble).toContain('nothing was seen in main/compose/')
  expect(trouble.filter((line) => !line.startsWith('nothing was seen in '))).toEqual([])
  expect(trouble).not.toContain('nothing was seen in renderer/')
})
