import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { answerGit } from '../support/git-http.ts'
import { catalogueEntry, type PracticeRecipe, readRecipes, writeRepository } from './recipes.ts'

export interface Catalogue {
  /** Address of recipes.json. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Publishes recipes, the practice recipes unless others are given, on the loopback address: recipes.json, icons, and a git repository for each. */
export async function startCatalogue(folder: string, given?: readonly PracticeRecipe[]): Promise<Catalogue> {
  const recipes = given ?? (await readRecipes())
  const repositories = join(folder, 'git')
  await Promise.all(
    recipes.map((recipe) => writeRepository(recipe, join(repositories, 'coop-cloud', `${recipe.name}.git`))),
  )
  const pages = new Map<string, readonly [kind: string, body: string | Buffer]>()
  for (const { name, icon } of recipes) pages.set(`/icons/${name}.png`, ['image/png', icon])
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://catalogue')
    const page = pages.get(pathname)
    if (page !== undefined) response.writeHead(200, { 'content-type': page[0] }).end(page[1])
    else if (pathname.startsWith('/coop-cloud/')) answerGit(repositories, request, response)
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
