import { execFileSync } from 'node:child_process'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Catalogue, openCatalogue } from '../../main/catalogue/catalogue.ts'
import { openGit } from '../../main/outside/git/open-git.ts'
import { openReader } from '../../main/reading/reader.ts'
import { treeOf } from '../../main/reading/recipe-tree.ts'
import { failureOf } from '../support/failure-of.ts'
import { makeRepository, type TestRepository } from '../support/git-repository.ts'
import { type Answer, type GitServer, startGitServer } from '../support/git-server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const readme =
  '# Wiki.js\n\n> A wiki for your co-op.\n\n<!-- metadata -->\n* **Category**: Apps\n<!-- endmetadata -->\n'
const files = { 'compose.yml': 'services: {}\n', '.env.sample': 'TYPE=wiki\n', 'README.md': readme }

interface Scene {
  readonly server: GitServer
  readonly wiki: TestRepository
  readonly folders: { readonly abra: string; readonly own: string; readonly docker: string }
  readonly address: string
  /** What the server answers by path; anything else goes to git. */
  readonly pages: Map<string, Answer | 'hang'>
  /** A core that starts: what it knows, it knows from files. */
  open(address?: () => Promise<string>): Promise<Catalogue>
}

async function scene(): Promise<Scene> {
  const served = await temporaryFolder()
  const home = await temporaryFolder()
  const wiki = await makeRepository(path.join(served, 'wiki.git'))
  const server = await startGitServer(served)
  onTestFinished(() => server.stop())
  const pages = new Map<string, Answer | 'hang'>()
  server.answer = ({ url }) => pages.get(url ?? '') ?? null
  const address = `${server.address}/recipes.json`
  pages.set('/recipes.json', listOf({ wiki: entryOf(server, 'wiki') }))
  const folders = { abra: path.join(home, 'abra'), own: path.join(home, 'own'), docker: path.join(home, 'docker') }
  const git = await openGit(process.env, 'linux')
  return {
    server,
    wiki,
    folders,
    address,
    pages,
    open: async (from = async () => address) => {
      const read = openReader()
      const catalogue = openCatalogue({ folders, git, read, address: from })
      onTestFinished(() => {
        catalogue.close()
        read.close()
      })
      return catalogue
    },
  }
}

function entryOf(server: GitServer, name: string, more: Readonly<Record<string, unknown>> = {}): object {
  return {
    name,
    category: 'Apps',
    description: 'Pages that everybody writes',
    default_branch: 'main',
    repository: `${server.address}/${name}.git`,
    website: 'https://wiki.example.org',
    icon: '',
    features: { backups: 'Yes', email: 'No', healthcheck: 'Yes', status: 3, sso: 'No', tests: '2' },
    versions: [{ '1.0.0+1.4': { app: { image: 'wiki', tag: '1.4' } } }],
    ...more,
  }
}

function listOf(recipes: object, etag?: string): Answer {
  return { headers: etag === undefined ? {} : { etag }, body: JSON.stringify(recipes) }
}

/** The smallest PNG there is: one pixel. */
function png(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(2))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const forever = new AbortController().signal

describe('the list', () => {
  test('is the fetched one for all who ask at the start, however slow the disk is', async () => {
    const { open, folders } = await scene()
    const kept = path.join(folders.own, 'catalogue', 'list.json')
    await mkdir(path.dirname(kept), { recursive: true })
    // Whoever reads it waits until somebody writes; a second look would wait for ever.
    execFileSync('mkfifo', [kept])
    const catalogue = await open()
    const views = Promise.all([catalogue.view(), catalogue.view()])
    await writeFile(kept, '{"version":1,"value":null}')
    expect((await views).map(({ recipes }) => recipes.map(({ name }) => name))).toEqual([['wiki'], ['wiki']])
  })

  test('is fetched the first time and shown as cards', async () => {
    const { open, address } = await scene()
    const view = await (await open()).view()
    expect(view).toMatchObject({ address, failure: null, refused: 0 })
    expect(view.fetchedAt).toBeGreaterThan(Date.now() - 60_000)
    expect(view.recipes).toEqual([
      {
        name: 'wiki',
        title: 'Wiki',
        description: 'Pages that everybody writes',
        category: 'Apps',
        website: 'https://wiki.example.org/',
        facts: { maturity: 3, backups: true, healthCheck: true, email: 0, signIn: 0, tests: 2, image: null },
        icon: null,
        latest: '1.0.0+1.4',
      },
    ])
  })

  test('is there at the next start without a network; looking again says why there is nothing newer', async () => {
    const { open, server } = await scene()
    const online = await (await open()).view()
    await server.stop()
    const catalogue = await open()
    expect(await catalogue.view()).toEqual(online)
    const refreshed = await catalogue.refresh()
    expect(refreshed).toMatchObject({ recipes: online.recipes, fetchedAt: online.fetchedAt })
    expect(refreshed.failure).toMatchObject({ code: 'catalogue-unreachable', facts: { address: online.address } })
    expect((await catalogue.view()).failure).toEqual(refreshed.failure)
  })

  test('without a network at the very first start it is empty and says so', async () => {
    const { open, server, address } = await scene()
    await server.stop()
    const view = await (await open()).view()
    expect(view).toMatchObject({ address, fetchedAt: null, recipes: [] })
    expect(view.failure?.code).toBe('catalogue-unreachable')
  })

  test.each([
    ['a web page', '<!doctype html><title>Log in</title>'],
    ['half a file', '{"wiki": {"name"'],
    ['another shape', '["wiki"]'],
  ])('%s in its place leaves the last good one', async (_, body) => {
    const { open, pages, address } = await scene()
    const catalogue = await open()
    const good = await catalogue.view()
    pages.set('/recipes.json', { body })
    const view = await catalogue.refresh()
    expect(view.recipes).toEqual(good.recipes)
    expect(view.failure).toMatchObject({ code: 'catalogue-invalid', facts: { address } })
    expect((await (await open()).view()).recipes).toEqual(good.recipes)
  })

  test.each([
    [404, 'HTTP 404'],
    [500, 'HTTP 500'],
  ])('the answer %i is said', async (status, detail) => {
    const { open, pages, address } = await scene()
    pages.set('/recipes.json', { status })
    expect((await (await open()).view()).failure).toEqual({ code: 'catalogue-unreachable', facts: { address, detail } })
  })

  test('an endless one is cut off', async () => {
    const { open, pages } = await scene()
    pages.set('/recipes.json', { body: Buffer.alloc(16 * 1024 * 1024 + 1, ' ') })
    expect((await (await open()).view()).failure).toMatchObject({
      code: 'catalogue-unreachable',
      facts: { detail: 'more than 16777216 bytes' },
    })
  })

  test('a redirect to another place on plain http is not followed', async () => {
    const { open, pages } = await scene()
    const elsewhere = await scene()
    pages.set('/recipes.json', { status: 302, headers: { location: elsewhere.address } })
    expect((await (await open()).view()).failure?.code).toBe('catalogue-unreachable')
    expect(elsewhere.server.asked).toEqual([])
  })

  test('nothing new is not sent again', async () => {
    const { open, server, pages } = await scene()
    pages.set('/recipes.json', listOf({ wiki: entryOf(server, 'wiki') }, '"one"'))
    const first = await (await open()).view()
    const tags: unknown[] = []
    server.answer = (request) => {
      tags.push(request.headers['if-none-match'])
      return { status: 304 }
    }
    const again = await (await open()).refresh()
    expect(tags).toEqual(['"one"'])
    expect(again).toMatchObject({ recipes: first.recipes, failure: null })
    expect(again.fetchedAt).toBeGreaterThanOrEqual(first.fetchedAt ?? 0)
  })

  test('several who ask at once are one question', async () => {
    const { open, server } = await scene()
    const catalogue = await open()
    await Promise.all([catalogue.view(), catalogue.refresh(), catalogue.refresh(), catalogue.view()])
    expect(server.asked).toEqual(['GET /recipes.json'])
  })

  test('an old one is shown at once while a server that does not answer is waited for', async () => {
    const { open, pages, folders, server } = await scene()
    await (await open()).view()
    const file = path.join(folders.own, 'catalogue', 'list.json')
    const kept = await readFile(file, 'utf8')
    await writeFile(file, kept.replace(/"fetchedAt": \d+/, '"fetchedAt": 1000'))
    pages.set('/recipes.json', 'hang')
    const before = performance.now()
    const view = await (await open()).view()
    expect(performance.now() - before).toBeLessThan(1000)
    expect(view).toMatchObject({ fetchedAt: 1000, recipes: [{ name: 'wiki' }] })
    await expect.poll(() => server.asked).toHaveLength(2)
  })

  test('another address has another list; back at the first, its own', async () => {
    const first = await scene()
    const second = await scene()
    second.pages.set('/recipes.json', listOf({ blog: entryOf(second.server, 'blog') }))
    let address = first.address
    const catalogue = await first.open(async () => address)
    expect((await catalogue.view()).recipes.map(({ name }) => name)).toEqual(['wiki'])
    address = second.address
    expect((await catalogue.view()).recipes.map(({ name }) => name)).toEqual(['blog'])
    address = first.address
    expect((await catalogue.view()).recipes.map(({ name }) => name)).toEqual(['wiki'])
  })

  test('an address that is not https is not asked', async () => {
    const { open } = await scene()
    const view = await (await open(async () => 'http://recipes.example.org/recipes.json')).view()
    expect(view.failure?.code).toBe('catalogue-address-invalid')
  })

  test('a damaged kept list is moved aside and fetched again', async () => {
    const { open, folders } = await scene()
    const good = await (await open()).view()
    await writeFile(path.join(folders.own, 'catalogue', 'list.json'), '{"version": 1, "val')
    const view = await (await open()).view()
    expect(view).toMatchObject({ recipes: good.recipes, failure: null })
  })

  test('one from the internet does not lead to what listens on this computer', async () => {
    const { open, folders, server } = await scene()
    const address = 'https://recipes.example.org/recipes.json'
    const text = JSON.stringify({ wiki: entryOf(server, 'wiki', { icon: `${server.address}/icon.png` }) })
    const file = path.join(folders.own, 'catalogue', 'list.json')
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, JSON.stringify({ version: 1, value: { address, fetchedAt: Date.now(), etag: null, text } }))
    const catalogue = await open(async () => address)
    expect((await catalogue.view()).recipes).toHaveLength(1)
    expect((await catalogue.recipe('wiki', forever)).failure?.code).toBe('recipe-unknown')
    expect(server.asked).toEqual([])
  })
})

describe('pictures', () => {
  test('are fetched behind, checked, and kept for when there is no network', async () => {
    const { open, server, pages } = await scene()
    const pictures: Readonly<Record<string, Answer>> = {
      good: { body: png() },
      svg: { headers: { 'content-type': 'image/png' }, body: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
      page: { headers: { 'content-type': 'image/png' }, body: '<script>alert(1)</script>' },
      huge: { body: Buffer.concat([png(), Buffer.alloc(200 * 1024)]) },
      gone: { status: 404 },
    }
    const recipes: Record<string, object> = {}
    for (const [name, answer] of Object.entries(pictures)) {
      pages.set(`/${name}.png`, answer)
      recipes[name] = entryOf(server, name, { icon: `${server.address}/${name}.png` })
    }
    pages.set('/recipes.json', listOf(recipes))
    const catalogue = await open()
    const icons = async (from: Catalogue) => (await from.view()).recipes.map(({ name, icon }) => [name, icon])
    const wanted = ['gone', 'good', 'huge', 'page', 'svg'].map((name) => [
      name,
      name === 'good' ? `data:image/png;base64,${png().toString('base64')}` : null,
    ])
    await expect.poll(() => icons(catalogue)).toEqual(wanted)
    await expect.poll(() => server.open()).toBe(0)

    await server.stop()
    await expect.poll(async () => icons(await open())).toEqual(wanted)
  })
})

describe('a recipe', () => {
  test('shows its README, and its versions with dates, notes and what breaks, newest first', async () => {
    const { open, wiki, server, folders } = await scene()
    wiki.commit(files)
    wiki.tag('1.0.0+1.4')
    wiki.commit({ ...files, 'release/1.1.0+1.5': 'Now with pictures.\n' })
    wiki.tag('1.1.0+1.5')
    wiki.commit({
      ...files,
      'release/1.1.0+1.5': 'Now with pictures.\n',
      'release/2.0.0+2.0': 'Move your pages first.\n',
    })
    wiki.tag('2.0.0+2.0')
    wiki.git(['update-ref', 'refs/tags/3.0.0+3.0', wiki.git(['rev-parse', 'main'])])
    wiki.tag('v1-old')

    const page = await (await open()).recipe('wiki', forever)
    expect(page).toMatchObject({ readme, repository: `${server.address}/wiki.git`, failure: null })
    expect(page.card).toMatchObject({ name: 'wiki', title: 'Wiki.js', category: 'Apps', latest: '2.0.0+2.0' })
    const publishedAt = 1_700_000_000_000
    expect(page.versions).toEqual([
      { version: '2.0.0+2.0', upstream: '2.0', publishedAt, breaking: true, notes: 'Move your pages first.' },
      { version: '1.1.0+1.5', upstream: '1.5', publishedAt, breaking: false, notes: 'Now with pictures.' },
      { version: '1.0.0+1.4', upstream: '1.4', publishedAt, breaking: false, notes: null },
    ])
    // What abra expects: a clone with the default branch checked out.
    expect(await readFile(path.join(folders.abra, 'recipes', 'wiki', 'compose.yml'), 'utf8')).toBe('services: {}\n')
  })

  test('a clone that is here answers with what was published since', async () => {
    const { open, wiki } = await scene()
    wiki.commit(files)
    wiki.tag('1.0.0+1.4')
    await (await open()).recipe('wiki', forever)
    wiki.commit({ ...files, 'new.txt': 'new' })
    wiki.tag('1.1.0+1.5')
    const later = await open()
    await expect.poll(async () => (await later.recipe('wiki', forever)).card.latest).toBe('1.1.0+1.5')
    expect(await later.versions('wiki')).toEqual(['1.0.0+1.4', '1.1.0+1.5'])
  })

  test('a clone that is here answers soon although its server does not', async () => {
    const { open, wiki, server, pages } = await scene()
    wiki.commit(files)
    wiki.tag('1.0.0+1.4')
    const known = await (await open()).recipe('wiki', forever)
    pages.set('/wiki.git/info/refs?service=git-upload-pack', 'hang')
    const page = await (await open()).recipe('wiki', forever)
    expect(page).toEqual(known)
    await expect.poll(() => server.open()).toBe(1)
  })

  test('when its server is gone, all that is known is shown with the reason', async () => {
    const { open, wiki, server } = await scene()
    wiki.commit(files)
    wiki.tag('1.0.0+1.4')
    const known = await (await open()).recipe('wiki', forever)
    await server.stop()
    const catalogue = await open()
    const page = await catalogue.recipe('wiki', forever)
    expect(page).toEqual({ ...known, failure: page.failure })
    expect(page.failure).toMatchObject({ code: 'recipe-unreachable', facts: { recipe: 'wiki' } })
    expect((await catalogue.recipeAt('wiki')).version).toBe('1.0.0+1.4')
  })

  test('one that was never here and cannot be had shows what the list says', async () => {
    const { open, wiki } = await scene()
    await rename(wiki.folder, `${wiki.folder}.gone`)
    const catalogue = await open()
    const page = await catalogue.recipe('wiki', forever)
    expect(page).toMatchObject({ readme: '', card: { title: 'Wiki', latest: '1.0.0+1.4' } })
    expect(page.versions).toMatchObject([{ version: '1.0.0+1.4', publishedAt: null }])
    expect(page.failure?.code).toBe('recipe-unreachable')
    expect((await failureOf(catalogue.recipeAt('wiki'))).code).toBe('recipe-unreachable')
    expect(await catalogue.versions('wiki')).toEqual([])
  })

  test.each(['blog', '../wiki', '..', '', 'a/../b'])('%j is not known', async (name) => {
    const { open } = await scene()
    const catalogue = await open()
    expect((await failureOf(catalogue.recipe(name, forever))).code).toBe('recipe-unknown')
    expect((await failureOf(catalogue.recipeAt(name))).code).toBe('recipe-unknown')
  })

  test('who gives up is let go; the others get their answer', async () => {
    const { open, wiki, server } = await scene()
    wiki.commit(files)
    wiki.tag('1.0.0+1.4')
    const catalogue = await open()
    const impatient = new AbortController()
    const gone = failureOf(catalogue.recipe('wiki', impatient.signal))
    const patient = catalogue.recipe('wiki', forever)
    impatient.abort()
    expect((await gone).code).toBe('cancelled')
    expect((await patient).card.latest).toBe('1.0.0+1.4')
    expect(server.asked.filter((asked) => asked.includes('info/refs'))).toHaveLength(1)
  })

  test("a member's own clone is used as it is, without a catalogue", async () => {
    const { open, folders, server } = await scene()
    const folder = path.join(folders.abra, 'recipes', 'homemade')
    await mkdir(folder, { recursive: true })
    const here = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' })
    here('init', '--quiet', '--initial-branch=ours')
    await writeFile(path.join(folder, 'compose.yml'), 'services: {}\n')
    await writeFile(path.join(folder, 'README.md'), '# Home made\n\nBread for all.\n')
    here('add', '.')
    here('-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', 'commit', '--quiet', '-m', 'Bake')
    await writeFile(path.join(folder, 'compose.yml'), 'changed: {}\n')
    const commit = here('rev-parse', 'HEAD').trim()

    await server.stop()
    const catalogue = await open()
    const page = await catalogue.recipe('homemade', forever)
    expect(page).toMatchObject({ versions: [], failure: null, repository: '' })
    expect(page.card).toMatchObject({ title: 'Home made', description: 'Bread for all.' })
    const at = await catalogue.recipeAt('homemade')
    expect(at).toMatchObject({ title: 'Home made', version: commit.slice(0, 8), commit })
    expect(treeOf(at.files).read('compose.yml')).toEqual({
      kind: 'file',
      bytes: new TextEncoder().encode('services: {}\n'),
    })
    expect(here('status', '--porcelain')).toBe(' M compose.yml\n')
    expect(here('symbolic-ref', 'HEAD')).toBe('refs/heads/ours\n')
  })

  test('one named by its address has the folder that abra gives it', async () => {
    const { open, folders } = await scene()
    const folder = path.join(folders.abra, 'recipes', 'git_example_org_our_wiki')
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder])
    const env = {
      ...process.env,
      GIT_AUTHOR_NAME: 'Ana',
      GIT_AUTHOR_EMAIL: 'a@b.c',
      GIT_COMMITTER_NAME: 'Ana',
      GIT_COMMITTER_EMAIL: 'a@b.c',
    }
    execFileSync('git', ['commit', '--quiet', '--allow-empty', '-m', 'Start'], { cwd: folder, env })
    execFileSync('git', ['tag', '-a', '1.0.0+1', '-m', 'One'], { cwd: folder, env })
    expect((await (await open()).recipeAt('git.example.org/our/wiki')).version).toBe('1.0.0+1')
  })
})

describe('a recipe at a version', () => {
  test('is the newest one, the one that is asked for, or a commit; never the working tree', async () => {
    const { open, wiki, folders } = await scene()
    const first = wiki.commit(files)
    wiki.tag('1.0.0+1.4')
    const second = wiki.commit({ ...files, 'compose.yml': 'services: {app: {}}\n' })
    wiki.tag('1.1.0+1.5')
    const catalogue = await open()
    expect(await catalogue.recipeAt('wiki')).toMatchObject({ version: '1.1.0+1.5', commit: second, title: 'Wiki.js' })
    const old = await catalogue.recipeAt('wiki', '1.0.0+1.4')
    expect(old).toMatchObject({ recipe: 'wiki', version: '1.0.0+1.4', commit: first })
    expect(treeOf(old.files).read('compose.yml')).toEqual({
      kind: 'file',
      bytes: new TextEncoder().encode('services: {}\n'),
    })
    expect((await catalogue.recipeAt('wiki', first.slice(0, 8))).commit).toBe(first)
    const head = execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: path.join(folders.abra, 'recipes', 'wiki'),
      encoding: 'utf8',
    })
    expect(head.trim()).toBe(second)
  })

  test('one that was published a moment ago is found', async () => {
    const { open, wiki } = await scene()
    wiki.commit(files)
    wiki.tag('1.0.0+1.4')
    const catalogue = await open()
    await catalogue.recipeAt('wiki')
    const commit = wiki.commit({ ...files, 'new.txt': 'new' })
    wiki.tag('1.1.0+1.5')
    expect((await catalogue.recipeAt('wiki', '1.1.0+1.5')).commit).toBe(commit)
  })

  test.each(['9.9.9+9', '--upload-pack=touch', 'main', 'HEAD', '00000000', '1.0.0+1.4^{tree}'])(
    '%s is no version',
    async (version) => {
      const { open, wiki } = await scene()
      wiki.commit(files)
      wiki.tag('1.0.0+1.4')
      expect(await failureOf((await open()).recipeAt('wiki', version))).toEqual({
        code: 'recipe-version-unknown',
        facts: { recipe: 'wiki', version },
      })
    },
  )

  test('asked for by several at once, it is cloned once', async () => {
    const { open, wiki, server } = await scene()
    wiki.commit(files)
    wiki.tag('1.0.0+1.4')
    const catalogue = await open()
    const all = await Promise.all([
      catalogue.recipeAt('wiki'),
      catalogue.recipeAt('wiki'),
      catalogue.recipe('wiki', forever),
    ])
    expect(all).toHaveLength(3)
    expect(server.asked.filter((asked) => asked.includes('info/refs'))).toHaveLength(1)
  })

  test('refuses what leads out of it, and says what it is', async () => {
    const { open, wiki } = await scene()
    wiki.commit({
      ...files,
      'conf/app.conf': 'x',
      passwords: 'link:/etc/passwd',
      linked: 'link:conf',
      module: `commit:${'1'.repeat(40)}`,
      'big.sql': Buffer.alloc(1024 * 1024 + 1),
    })
    wiki.tag('1.0.0+1.4')
    const tree = treeOf((await (await open()).recipeAt('wiki')).files)
    const reasons = Object.fromEntries(
      [
        'passwords',
        'linked/app.conf',
        'module',
        'module/x',
        'big.sql',
        'conf',
        '../wiki/compose.yml',
        '/etc/passwd',
      ].map((name) => {
        const entry = tree.read(name)
        return [name, entry.kind === 'refused' ? entry.reason : entry.kind]
      }),
    )
    expect(reasons).toEqual({
      passwords: 'symlink',
      'linked/app.conf': 'symlink',
      module: 'submodule',
      'module/x': 'submodule',
      'big.sql': 'too-large',
      conf: 'folder',
      '../wiki/compose.yml': 'outside',
      '/etc/passwd': 'absolute',
    })
    expect(tree.read('conf/app.conf').kind).toBe('file')
    expect(tree.read('conf/none').kind).toBe('missing')
    expect(tree.read('constructor').kind).toBe('missing')
  })
})
