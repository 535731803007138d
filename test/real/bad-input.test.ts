/** What is broken outside of Canteen comes back as a sentence’s code with its facts; nothing is half-written and nothing lost. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Core } from '../../main/api/core.ts'
import type { InstallAnswers } from '../../preload/contract/install.ts'
import type { PlanView } from '../../preload/contract/plan.ts'
import { jobEnds, testCore } from '../support/core.ts'
import { failureOf } from '../support/failure-of.ts'
import { makeRepository } from '../support/git-repository.ts'
import { type GitServer, startGitServer } from '../support/git-server.ts'
import { practiceForFile } from '../support/practice-for-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { canMount, tinyDisk } from '../support/tiny-disk.ts'

const own = practiceForFile()

const good = {
  '.env.sample': 'TYPE=wiki\nDOMAIN=wiki.example.com\nSECRET_ADMIN_PASSWORD_VERSION=v1\n',
  'compose.yml': `version: "3.8"
services:
  app:
    image: registry.practice:5000/rickety:1.0.0
    secrets: [admin_password]
secrets:
  admin_password:
    external: true
    name: \${STACK_NAME}_admin_password_\${SECRET_ADMIN_PASSWORD_VERSION}
`,
}
const domain = 'wiki.example.org'

interface Scene {
  readonly core: Core
  readonly abra: string
  readonly git: GitServer
  /** What the address of the list answers from now on. */
  list(body: string): void
}

/** A core with the practice server added, and a catalogue of one recipe, `wiki`, made of these files. */
async function scene(files: Readonly<Record<string, string>>, home?: string): Promise<Scene> {
  const served = await temporaryFolder()
  const wiki = await makeRepository(path.join(served, 'wiki.git'))
  wiki.commit({ 'README.md': '# Wiki\n\n> A wiki.\n', ...files })
  wiki.tag('1.0.0+1.0.0')
  const git = await startGitServer(served)
  onTestFinished(() => git.stop())
  const entry = {
    name: 'wiki',
    category: 'Apps',
    description: 'A wiki',
    default_branch: 'main',
    repository: `${git.address}/wiki.git`,
    icon: '',
    website: '',
    features: {},
    versions: [],
  }
  let body = JSON.stringify({ wiki: entry })
  git.answer = ({ url }) => (url === '/recipes.json' ? { body } : null)
  const { core, abra } = await testCore(`${git.address}/recipes.json`, home)
  await core.servers.add({
    kind: 'remote',
    name: own.server.name,
    host: own.server.address,
    port: own.server.port,
    user: own.server.user,
    login: { kind: 'key-file', file: own.server.keyFile },
    acceptedKeys: [own.server.hostKeySha256],
  })
  await core.catalogue.refresh()
  return { core, abra, git, list: (text) => (body = text) }
}

const answers: InstallAnswers = {
  server: 'practice-1',
  recipe: 'wiki',
  version: '1.0.0+1.0.0',
  domain,
  values: {},
  switches: [],
}
const soon = () => AbortSignal.timeout(20_000)

async function plan(core: Core): Promise<PlanView> {
  const { draft } = await core.install.makePasswords(answers)
  return core.install.plan({ ...answers, draft, inserted: {}, keepInKeychain: false }, soon())
}

const settingsFiles = (abra: string) => readdir(path.join(abra, 'servers', own.server.name))

describe('a recipe with a mistake', () => {
  test('in its sample is refused with the line, before anything is asked', async () => {
    const { core, abra } = await scene({
      ...good,
      '.env.sample': 'TYPE=wiki\nDOMAIN=wiki.example.com\nTITLE="never closed\n',
    })
    const failure = await failureOf(core.install.form({ server: own.server.name, recipe: 'wiki', domain }))
    expect(failure).toMatchObject({ code: 'env-invalid', facts: { line: 3 } })
    expect(await settingsFiles(abra)).toEqual([])
  })

  test('in its compose file is refused with the line, before anything is written here or there', async () => {
    const { core, abra } = await scene({
      ...good,
      'compose.yml': 'version: "3.8"\nservices:\n  app:\n    image: [unclosed\n',
    })
    const failure = await failureOf(plan(core))
    expect(failure).toMatchObject({ code: 'recipe-invalid', facts: { recipe: 'wiki', file: 'compose.yml' } })
    expect(failure.code === 'recipe-invalid' && failure.facts.line).toBeGreaterThanOrEqual(4)
    expect(await settingsFiles(abra)).toEqual([])
    expect(await own.server.docker('secret', 'ls', '--quiet')).toBe('')
  })

  test('that asks for a file of this computer is refused as such', async () => {
    const compose = `${good['compose.yml']}configs:\n  stolen:\n    file: ../../../../../../etc/passwd\n`
    const { core, abra } = await scene({ ...good, 'compose.yml': compose })
    expect(await failureOf(plan(core))).toMatchObject({
      code: 'recipe-file-refused',
      facts: { recipe: 'wiki', reason: 'outside' },
    })
    expect(await settingsFiles(abra)).toEqual([])
  })
})

describe('a catalogue', () => {
  test('that turns into something else leaves the last good list, which can still be installed from', async () => {
    const { core, list } = await scene(good)
    for (const broken of ['<html>Under maintenance</html>', '[1, 2', '"recipes"', '']) {
      list(broken)
      const view = await core.catalogue.refresh()
      expect(view.failure?.code).toBe('catalogue-invalid')
      expect(view.recipes.map(({ name }) => name)).toEqual(['wiki'])
    }
    expect((await core.install.form({ server: own.server.name, recipe: 'wiki', domain })).version).toBe('1.0.0+1.0.0')
  })

  test('whose recipe’s repository is gone says so, and leaves no half of a clone', async () => {
    const { core, abra, git } = await scene(good)
    const { answer } = git
    git.answer = (request) => (request.url === '/recipes.json' ? answer(request) : { status: 404, body: 'gone' })
    const form = { server: own.server.name, recipe: 'wiki', domain }
    expect((await failureOf(core.install.form(form))).code).toBe('recipe-unreachable')
    expect(await readdir(path.join(abra, 'recipes')).catch(() => [])).toEqual([])
    git.answer = answer
    expect((await core.install.form(form)).version).toBe('1.0.0+1.0.0')

    // Once it was fetched, it can be used without its repository.
    await git.stop()
    expect((await core.install.form(form)).version).toBe('1.0.0+1.0.0')
  })
})

describe.runIf(canMount)('a disk', () => {
  test('that is full while the settings are saved stops the job; with room again, it goes on and ends well', async () => {
    const disk = await tinyDisk(4096)
    const { core, abra } = await scene(good, disk)
    const before = path.join(abra, 'servers', own.server.name, 'old.example.org.env')
    await writeFile(before, 'TYPE=wiki\nDOMAIN=old.example.org\n')
    const { id } = await plan(core)
    const filler = path.join(disk, 'filler')
    await fill(filler)
    const failure = await failureOf(core.jobs.start(id))
    expect(failure.code).toBe('disk-full')
    expect(await settingsFiles(abra)).toEqual(['old.example.org.env'])
    expect(await readFile(before, 'utf8')).toBe('TYPE=wiki\nDOMAIN=old.example.org\n')
    expect(await own.server.docker('secret', 'ls', '--quiet')).toBe('')

    await rm(filler)
    const again = await plan(core)
    await core.jobs.start(again.id)
    expect((await jobEnds(core, again.id)).failure).toBeNull()
    expect(await settingsFiles(abra)).toEqual(expect.arrayContaining([`${domain}.env`]))
  })
})

/** Writes until nothing fits any more, not even the smallest file. */
async function fill(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  for (const size of [1024 * 1024, 64 * 1024, 4096, 1]) {
    for (;;) {
      try {
        await writeFile(file, Buffer.alloc(size, 1), { flag: 'a' })
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') break
        throw error
      }
    }
  }
}
