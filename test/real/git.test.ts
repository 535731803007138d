import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Git, TreeFile } from '../../main/outside/git/git-types.ts'
import { openGit } from '../../main/outside/git/open-git.ts'
import { failureOf } from '../support/failure-of.ts'
import { makeRepository, type TestRepository } from '../support/git-repository.ts'
import { type GitServer, startGitServer } from '../support/git-server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { canMount, tinyDisk } from '../support/tiny-disk.ts'

const recipe = { 'compose.yml': 'services: {}\n', '.env.sample': 'TYPE=wiki\n', 'README.md': '# Wiki\n' }

interface Scene {
  readonly repository: TestRepository
  readonly server: GitServer
  readonly address: string
  readonly clone: { readonly recipe: string; readonly folder: string }
}

async function scene(): Promise<Scene> {
  const served = await temporaryFolder()
  const repository = await makeRepository(path.join(served, 'wiki.git'))
  const server = await startGitServer(served)
  onTestFinished(() => server.stop())
  const folder = path.join(await temporaryFolder(), 'recipes', 'wiki')
  return { repository, server, address: `${server.address}/wiki.git`, clone: { recipe: 'wiki', folder } }
}

function textOf(files: readonly TreeFile[], name: string): string | null | undefined {
  const file = files.find(({ path }) => path === name)
  return file && (file.bytes === null ? null : Buffer.from(file.bytes).toString('utf8'))
}

test('without git on the computer the built-in one is used', async () => {
  expect((await openGit({ PATH: await temporaryFolder() }, 'linux')).kind).toBe('built-in')
  expect((await openGit(process.env, 'linux')).kind).toBe('git')
})

test("on a Mac, Apple's offer to install git does not count as one", async () => {
  const bin = await temporaryFolder()
  execFileSync('ln', ['-s', execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), path.join(bin, 'git')])
  expect((await openGit({ PATH: '/usr/bin:/bin' }, 'darwin')).kind).toBe('built-in')
  expect((await openGit({ PATH: `${bin}:/usr/bin` }, 'darwin')).kind).toBe('git')
})

describe.each(['git', 'built-in'] as const)('with %s', (kind) => {
  let git: Git
  beforeAll(async () => {
    git = await openGit(kind === 'git' ? process.env : { PATH: '/nowhere' }, 'linux')
    expect(git.kind).toBe(kind)
  })

  describe('cloning', () => {
    test('gives a normal checkout of the default branch, with all tags, and nothing beside it', async () => {
      const { repository, address, clone } = await scene()
      const first = repository.commit(recipe)
      repository.tag('1.0.0+1.2')
      const second = repository.commit({ ...recipe, 'release/2.0.0+1.3': 'Read this.\n' })
      repository.git(['update-ref', 'refs/tags/plain', second])
      await git.clone(clone, address)

      expect(await readdir(path.dirname(clone.folder))).toEqual(['wiki'])
      expect(await readFile(path.join(clone.folder, 'compose.yml'), 'utf8')).toBe('services: {}\n')
      expect(await git.head(clone)).toBe(second)
      expect(await git.origin(clone)).toBe(address)
      expect(await git.isDirty(clone)).toBe(false)
      expect(await git.listTags(clone)).toEqual([
        { name: '1.0.0+1.2', commit: first, annotated: true, date: 1_700_000_000_000 },
        { name: 'plain', commit: second, annotated: false, date: 1_700_000_000_000 },
      ])
      const here = (args: string[]) => execFileSync('git', args, { cwd: clone.folder, encoding: 'utf8' })
      expect(here(['status', '--porcelain'])).toBe('')
      expect(here(['symbolic-ref', 'HEAD'])).toBe('refs/heads/main\n')
      expect(here(['rev-parse', '--abbrev-ref', 'main@{upstream}'])).toBe('origin/main\n')
    })

    test('an empty repository is a clone without a commit', async () => {
      const { address, clone } = await scene()
      await git.clone(clone, address)
      expect(await git.head(clone)).toBeNull()
      expect(await git.listTags(clone)).toEqual([])
    })

    test('a clone that appeared in the meantime is kept', async () => {
      const { repository, address, clone, server } = await scene()
      repository.commit(recipe)
      server.answer = () => {
        execFileSync('mkdir', ['-p', clone.folder])
        execFileSync('touch', [path.join(clone.folder, 'theirs')])
        return null
      }
      await git.clone(clone, address)
      expect(await readdir(clone.folder)).toEqual(['theirs'])
      expect(await readdir(path.dirname(clone.folder))).toEqual(['wiki'])
    })

    test.each([
      ['git://127.0.0.1/wiki.git'],
      ['ssh://git@127.0.0.1/wiki.git'],
      ['file:///etc'],
      ['/etc'],
      ['http://git.example.org/wiki.git'],
      ['ext::sh -c touch% /tmp/pwned'],
      ['--upload-pack=touch /tmp/pwned'],
      ['https://ana:secret@git.example.org/wiki.git'],
    ])('%s is not spoken to', async (address) => {
      const { clone } = await scene()
      const failure = await failureOf(git.clone(clone, address))
      expect(failure).toMatchObject({ code: 'recipe-unreachable', facts: { recipe: 'wiki', detail: 'https only' } })
      expect(JSON.stringify(failure)).not.toContain('secret')
      await expect(lstat(clone.folder)).rejects.toThrow('ENOENT')
    })

    test('a repository that is gone, and a server that is gone, are said with the address', async () => {
      const { server, clone } = await scene()
      const address = `${server.address}/gone.git`
      expect(await failureOf(git.clone(clone, address))).toMatchObject({
        code: 'recipe-unreachable',
        facts: { recipe: 'wiki', address },
      })
      await server.stop()
      expect(await failureOf(git.clone(clone, address))).toMatchObject({
        code: 'recipe-unreachable',
        facts: { address },
      })
      expect(await readdir(path.dirname(clone.folder))).toEqual([])
    })

    test('a server that wants a password is an unreachable one: nobody is asked', async () => {
      const { server, address, clone } = await scene()
      server.answer = () => ({ status: 401, headers: { 'www-authenticate': 'Basic realm="recipes"' } })
      expect((await failureOf(git.clone(clone, address))).code).toBe('recipe-unreachable')
    })

    test('a redirect to another place on plain http is not followed', async () => {
      const { repository, server, address, clone } = await scene()
      repository.commit(recipe)
      const elsewhere = await startGitServer(path.dirname(repository.folder))
      onTestFinished(() => elsewhere.stop())
      server.answer = ({ url }) => ({ status: 302, headers: { location: `${elsewhere.address}${url ?? ''}` } })
      expect((await failureOf(git.clone(clone, address))).code).toBe('recipe-unreachable')
      expect(elsewhere.asked).toEqual([])
    })

    test('who gives up is let go, and nothing stays', async () => {
      const { server, address, clone } = await scene()
      const giveUp = new AbortController()
      server.answer = () => {
        giveUp.abort()
        return 'hang'
      }
      const before = performance.now()
      expect((await failureOf(git.clone(clone, address, giveUp.signal))).code).toBe('cancelled')
      expect(performance.now() - before).toBeLessThan(5000)
      expect(await readdir(path.dirname(clone.folder))).toEqual([])
      // No helper holds on to the server.
      await expect.poll(() => server.open()).toBe(0)
    })

    test.runIf(canMount)('a full disk is said, and nothing stays', async () => {
      const { repository, address } = await scene()
      repository.commit({ ...recipe, 'noise.bin': randomBytes(600_000) })
      const folder = path.join(await tinyDisk(256), 'recipes', 'wiki')
      expect(await failureOf(git.clone({ recipe: 'wiki', folder }, address))).toEqual({
        code: 'disk-full',
        facts: { file: folder },
      })
      expect(await readdir(path.dirname(folder))).toEqual([])
    })

    test('what a killed core left is cleared away', async () => {
      const { repository, address, clone } = await scene()
      repository.commit(recipe)
      const dead = execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }).trim()
      await mkdir(path.join(path.dirname(clone.folder), `.canteen-clone-${dead}-abc`, 'inside'), { recursive: true })
      await git.clone(clone, address)
      expect(await readdir(path.dirname(clone.folder))).toEqual(['wiki'])
    })
  })

  describe('fetching', () => {
    test('brings new tags and leaves HEAD, branches and the working tree as they are', async () => {
      const { repository, address, clone } = await scene()
      const first = repository.commit(recipe)
      repository.tag('1.0.0+1')
      await git.clone(clone, address)
      await writeFile(path.join(clone.folder, 'compose.yml'), 'my change\n')
      const second = repository.commit({ ...recipe, 'new.txt': 'new' })
      repository.tag('1.1.0+2')

      await git.fetch(clone)
      expect((await git.listTags(clone)).map(({ name, commit }) => [name, commit])).toEqual([
        ['1.0.0+1', first],
        ['1.1.0+2', second],
      ])
      expect(await git.head(clone)).toBe(first)
      expect(await readFile(path.join(clone.folder, 'compose.yml'), 'utf8')).toBe('my change\n')
      expect(await git.isDirty(clone)).toBe(true)
      expect(await readdir(path.join(clone.folder, '.git'))).not.toContain('FETCH_HEAD')
    })

    test('a tag that was moved upstream stays what it was, and the rest arrives', async () => {
      const { repository, address, clone } = await scene()
      const first = repository.commit(recipe)
      repository.tag('1.0.0+1')
      await git.clone(clone, address)
      repository.commit({ ...recipe, 'evil.txt': 'moved' })
      repository.tag('1.0.0+1')
      repository.tag('1.1.0+2')
      await git.fetch(clone)
      const tags = new Map((await git.listTags(clone)).map((tag) => [tag.name, tag.commit]))
      expect([...tags.keys()]).toEqual(['1.0.0+1', '1.1.0+2'])
      expect(tags.get('1.0.0+1')).toBe(first)
    })

    test("a member's own clone without a remote is fine; one over ssh is said and used as it is", async () => {
      const folder = path.join(await temporaryFolder(), 'wiki')
      const here = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' })
      execFileSync('git', ['init', '--quiet', folder])
      await writeFile(path.join(folder, 'compose.yml'), 'services: {}\n')
      here('add', '.')
      here('-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', 'commit', '--quiet', '-m', 'Mine')
      const clone = { recipe: 'wiki', folder }
      await git.fetch(clone)
      expect(await git.origin(clone)).toBeNull()

      here('remote', 'add', 'origin', 'ssh://git@git.example.org:2222/coop-cloud/wiki.git')
      expect((await failureOf(git.fetch(clone))).code).toBe('recipe-unreachable')
      const head = await git.head(clone)
      expect(textOf(await git.readTree(clone, head ?? ''), 'compose.yml')).toBe('services: {}\n')
    })

    test('hooks and helpers of the clone are not run', async () => {
      const { repository, address, clone } = await scene()
      repository.commit(recipe)
      await git.clone(clone, address)
      const proof = path.join(path.dirname(clone.folder), 'ran')
      const hooks = path.join(clone.folder, '.git', 'hooks')
      await mkdir(hooks, { recursive: true })
      for (const hook of ['reference-transaction', 'post-checkout', 'post-merge', 'fsmonitor-watchman']) {
        await writeFile(path.join(hooks, hook), `#!/bin/sh\ntouch '${proof}'\n`)
        await chmod(path.join(hooks, hook), 0o755)
      }
      const set = (...args: string[]) => execFileSync('git', ['config', ...args], { cwd: clone.folder })
      set('core.fsmonitor', path.join(hooks, 'fsmonitor-watchman'))
      set('credential.helper', `!touch '${proof}'`)
      repository.commit({ ...recipe, 'new.txt': 'new' })
      repository.tag('1.0.0+1')
      await git.fetch(clone)
      await git.isDirty(clone)
      expect(await git.listTags(clone)).toHaveLength(1)
      await expect(lstat(proof)).rejects.toThrow('ENOENT')
    })
  })

  describe('reading', () => {
    test('the files of any commit, whatever is checked out', async () => {
      const { repository, address, clone } = await scene()
      const first = repository.commit({ ...recipe, 'sub/folder/file.txt': 'one', 'ümlaut "x".txt': 'odd', empty: '' })
      repository.commit(recipe)
      await git.clone(clone, address)
      const files = await git.readTree(clone, first)
      expect(files.map(({ path }) => path).sort()).toEqual(
        ['.env.sample', 'README.md', 'compose.yml', 'empty', 'sub/folder/file.txt', 'ümlaut "x".txt'].sort(),
      )
      expect(textOf(files, 'sub/folder/file.txt')).toBe('one')
      expect(textOf(files, 'ümlaut "x".txt')).toBe('odd')
      expect(textOf(files, 'empty')).toBe('')
    })

    test('bytes are bytes', async () => {
      const { repository, address, clone } = await scene()
      const noise = randomBytes(300_000)
      const commit = repository.commit({ 'noise.bin': noise, 'twin.bin': noise })
      await git.clone(clone, address)
      for (const file of await git.readTree(clone, commit)) {
        expect(Buffer.compare(Buffer.from(file.bytes ?? []), noise)).toBe(0)
      }
    })

    test('links and submodules are named and lead nowhere', async () => {
      const { repository, address, clone } = await scene()
      const commit = repository.commit({
        ...recipe,
        'passwords.txt': 'link:/etc/passwd',
        outside: 'link:../../..',
        module: `commit:${'1'.repeat(40)}`,
        '.gitmodules': '[submodule "module"]\n\tpath = module\n\turl = https://evil.example.org/\n',
      })
      await git.clone(clone, address)
      const files = new Map((await git.readTree(clone, commit)).map((file) => [file.path, file]))
      expect(files.get('passwords.txt')).toMatchObject({ kind: 'symlink', bytes: null })
      expect(files.get('outside')).toMatchObject({ kind: 'symlink', bytes: null })
      expect(files.get('module')).toMatchObject({ kind: 'submodule', bytes: null })
      expect((await lstat(path.join(clone.folder, 'passwords.txt'))).isFile()).toBe(true)
      expect((await lstat(path.join(clone.folder, 'outside'))).isFile()).toBe(true)
    })

    test('a file beyond the limit is named, not read; the others are', async () => {
      const { repository, address, clone } = await scene()
      const commit = repository.commit({ ...recipe, 'big.sql': Buffer.alloc(1024 * 1024 + 1, 'x') })
      await git.clone(clone, address)
      const files = await git.readTree(clone, commit)
      expect(files.find(({ path }) => path === 'big.sql')).toMatchObject({ size: 1024 * 1024 + 1, bytes: null })
      expect(textOf(files, 'compose.yml')).toBe('services: {}\n')
    })

    test('all together are bounded, small files first', async () => {
      const { repository, address, clone } = await scene()
      const large: Record<string, Uint8Array> = {}
      for (let index = 0; index < 10; index++) large[`a${index}.bin`] = Buffer.alloc(1_000_000, `${index}`)
      const commit = repository.commit({ ...large, ...recipe })
      await git.clone(clone, address)
      const files = await git.readTree(clone, commit)
      expect(files.filter(({ bytes }) => bytes === null)).toHaveLength(2)
      expect(textOf(files, 'compose.yml')).toBe('services: {}\n')
    })

    test('a commit by its first digits, and none by what is no digits', async () => {
      const { repository, address, clone } = await scene()
      const commit = repository.commit(recipe)
      await git.clone(clone, address)
      expect(await git.findCommit(clone, commit.slice(0, 8))).toBe(commit)
      for (const digits of ['00000000', 'HEAD', '--all', '-h', 'main', '']) {
        expect(await git.findCommit(clone, digits)).toBeNull()
      }
    })

    test('a folder that is no repository is said, even inside of one', async () => {
      const folder = path.join(await temporaryFolder(), 'wiki')
      execFileSync('git', ['init', '--quiet', path.dirname(folder)])
      await mkdir(folder)
      const clone = { recipe: 'wiki', folder }
      const attempts = [
        () => git.listTags(clone),
        () => git.head(clone),
        () => git.readTree(clone, '1'.repeat(40)),
        () => git.fetch(clone),
      ]
      for (const attempt of attempts) {
        expect(await failureOf(attempt())).toMatchObject({ code: 'recipe-invalid', facts: { recipe: 'wiki' } })
      }
    })

    test('a damaged repository is said', async () => {
      const { repository, address, clone } = await scene()
      const commit = repository.commit(recipe)
      await git.clone(clone, address)
      execFileSync('rm', ['-r', path.join(clone.folder, '.git', 'objects')])
      await mkdir(path.join(clone.folder, '.git', 'objects'))
      expect(await failureOf(git.readTree(clone, commit))).toMatchObject({ code: 'recipe-invalid' })
    })
  })

  describe('hostile repositories', () => {
    test.each([
      ['.git/config', '[core]\n\tsshCommand = touch /tmp/pwned\n'],
      ['.GIT/config', '[core]\n'],
      ['GIT~1/config', '[core]\n'],
      ['sub/.git/hooks/post-checkout', '#!/bin/sh\n'],
      ['..\\outside', 'x'],
      ['C:outside', 'x'],
    ])('a tree with %s is not cloned', async (name, content) => {
      const { repository, address, clone } = await scene()
      repository.commit({ ...recipe, [name]: content })
      const failure = await failureOf(git.clone(clone, address))
      expect(['recipe-file-refused', 'recipe-unreachable']).toContain(failure.code)
      expect(await readdir(path.dirname(clone.folder))).toEqual([])
    })

    test('a tree that leaves its folder is not cloned', async () => {
      const { repository, address, clone } = await scene()
      repository.commit({ '../outside.txt': 'x' })
      const failure = await failureOf(git.clone(clone, address))
      expect(['recipe-file-refused', 'recipe-unreachable']).toContain(failure.code)
      expect(await readdir(path.dirname(clone.folder))).toEqual([])
    })

    test('a small repository that unfolds to billions of files is given up', async () => {
      const { repository, address, clone } = await scene()
      let line = `100644 blob ${repository.git(['hash-object', '-w', '--stdin'], 'x')}`
      for (let level = 0; level < 9; level++) {
        const tree = Array.from({ length: 10 }, (_, index) => `${line}\tf${index}\n`).join('')
        line = `040000 tree ${repository.git(['mktree'], tree)}`
      }
      const commit = repository.git(['commit-tree', '-m', 'Bomb', line.split(' ')[2] ?? ''])
      repository.git(['update-ref', 'refs/heads/main', commit])
      expect(await failureOf(git.clone(clone, address))).toEqual({
        code: 'recipe-file-refused',
        facts: { recipe: 'wiki', file: '.', reason: 'too-large' },
      })
      expect(await readdir(path.dirname(clone.folder))).toEqual([])
    })

    test('files that unfold to more than any recipe needs are not put on the disk', async () => {
      const { repository, address, clone } = await scene()
      const zeros = Buffer.alloc(40 * 1024 * 1024)
      repository.commit({ 'one.bin': zeros, 'two.bin': zeros })
      expect(await failureOf(git.clone(clone, address))).toMatchObject({
        code: 'recipe-file-refused',
        facts: { reason: 'too-large' },
      })
    })

    test('tag names that look like options or paths are only names', async () => {
      const { repository, address, clone } = await scene()
      repository.commit(recipe)
      const names = ['--upload-pack=touch', '-h', '1.0.0+1', 'HEAD', 'refs/heads/main']
      for (const name of names)
        repository.git(['update-ref', `refs/tags/${name}`, repository.git(['rev-parse', 'main'])])
      await git.clone(clone, address)
      const tags = await git.listTags(clone)
      expect(tags.map(({ name }) => name).sort()).toEqual([...names].sort())
      const commit = await git.head(clone)
      expect(new Set(tags.map((tag) => tag.commit))).toEqual(new Set([commit]))
    })

    test('tags of trees, of files and of other tags are no versions', async () => {
      const { repository, address, clone } = await scene()
      repository.commit(recipe)
      repository.tag('1.0.0+1')
      repository.git(['update-ref', 'refs/tags/tree', repository.git(['rev-parse', 'main^{tree}'])])
      repository.git(['update-ref', 'refs/tags/file', repository.git(['rev-parse', 'main:compose.yml'])])
      await git.clone(clone, address)
      expect((await git.listTags(clone)).map(({ name }) => name)).toEqual(['1.0.0+1'])
    })
  })
})

afterAll(async () => {
  await expect(lstat('/tmp/pwned')).rejects.toThrow('ENOENT')
})
