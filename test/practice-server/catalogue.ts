import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { catalogueEntry, readRecipes, writeRepository } from './recipes.ts'

export interface Catalogue {
  /** Address of recipes.json. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Publishes the practice recipes on the loopback address: recipes.json, icons, and a git repository for each. */
export async function startCatalogue(folder: string): Promise<Catalogue> {
  const recipes = await readRecipes()
  const repositories = join(folder, 'git')
  await Promise.all(
    recipes.map((recipe) => writeRepository(recipe, join(repositories, 'coop-cloud', `${recipe.name}.git`))),
  )
  const pages = new Map<string, readonly [kind: string, body: string]>()
  for (const { name, icon } of recipes) pages.set(`/icons/${name}.svg`, ['image/svg+xml', icon])
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://catalogue')
    const page = pages.get(pathname)
    if (page !== undefined) response.writeHead(200, { 'content-type': page[0] }).end(page[1])
    else if (pathname.startsWith('/coop-cloud/')) answerGit(repositories, pathname, search, request, response)
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('The catalogue has no port')
  const home = `http://127.0.0.1:${at.port}`
  const entries = recipes.map((recipe) => [recipe.name, catalogueEntry(recipe, home)] as const)
  pages.set('/recipes.json', ['application/json', JSON.stringify(Object.fromEntries(entries))])
  const stop = async () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `${home}/recipes.json`, stop }
}

/** Hands a request to git's own program for serving repositories, which only lets strangers read. */
function answerGit(
  root: string,
  path: string,
  search: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const git = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      PATH_INFO: path,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  git.stdin.on('error', () => {})
  request.pipe(git.stdin)
  let head = Buffer.alloc(0)
  const readHead = (chunk: Buffer) => {
    head = Buffer.concat([head, chunk])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) return
    git.stdout.off('data', readHead)
    for (const line of head.subarray(0, end).toString().split('\r\n')) {
      const [name = '', value = ''] = line.split(/: (.*)/)
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10)
      else response.setHeader(name, value)
    }
    response.write(head.subarray(end + 4))
    git.stdout.pipe(response)
  }
  git.stdout.on('data', readHead)
  git.on('close', () => response.end())
}
