import { execFileSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'

export interface TestRepository {
  readonly folder: string
  /** Runs git in it and answers what it wrote, without the last line's end. */
  git(args: readonly string[], input?: string | Uint8Array): string
  /** Adds a commit with exactly these files; a value `link:…` is a symbolic link, `commit:…` a submodule. */
  commit(files: Readonly<Record<string, string | Uint8Array>>, branch?: string): string
  /** Adds an annotated tag to the newest commit. */
  tag(name: string, commit?: string): void
}

/** A bare repository to be served, written without a working tree, so that it can hold what no working tree should. */
export async function makeRepository(folder: string): Promise<TestRepository> {
  await mkdir(path.dirname(folder), { recursive: true })
  const env = {
    PATH: process.env.PATH,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Maintainer',
    GIT_AUTHOR_EMAIL: 'maintainer@example.org',
    GIT_COMMITTER_NAME: 'Maintainer',
    GIT_COMMITTER_EMAIL: 'maintainer@example.org',
    GIT_AUTHOR_DATE: '1700000000 +0000',
    GIT_COMMITTER_DATE: '1700000000 +0000',
  }
  const git = (args: readonly string[], input?: string | Uint8Array): string =>
    execFileSync('git', args, { cwd: folder, env, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] }).trimEnd()
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder], { env })
  const blob = (content: string | Uint8Array): string => git(['hash-object', '-w', '--stdin', '--no-filters'], content)

  const tree = (files: Readonly<Record<string, string | Uint8Array>>): string => {
    const lines: string[] = []
    const folders = new Map<string, Record<string, string | Uint8Array>>()
    for (const [name, content] of Object.entries(files)) {
      const [top = '', ...rest] = name.split('/')
      if (rest.length > 0) folders.set(top, { ...folders.get(top), [rest.join('/')]: content })
      else if (typeof content === 'string' && content.startsWith('link:')) {
        lines.push(`120000 blob ${blob(content.slice(5))}\t${name}`)
      } else if (typeof content === 'string' && content.startsWith('commit:')) {
        lines.push(`160000 commit ${content.slice(7)}\t${name}`)
      } else lines.push(`100644 blob ${blob(content)}\t${name}`)
    }
    for (const [name, inside] of folders) lines.push(`040000 tree ${tree(inside)}\t${name}`)
    return git(['mktree', '--missing'], `${lines.join('\n')}\n`)
  }
  return {
    folder,
    git,
    commit(files, branch = 'main') {
      const parent = git(['for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`])
      const parents = parent === '' ? [] : ['-p', parent]
      const commit = git(['commit-tree', ...parents, '-m', 'A change', tree(files)])
      git(['update-ref', `refs/heads/${branch}`, commit])
      return commit
    },
    tag(name, commit = 'main') {
      const object = git(['rev-parse', commit])
      const tag = git(
        ['mktag', '--no-strict'],
        `object ${object}\ntype commit\ntag ${name}\ntagger Maintainer <maintainer@example.org> 1700000000 +0000\n\nrelease\n`,
      )
      git(['update-ref', `refs/tags/${name}`, tag])
    },
  }
}
