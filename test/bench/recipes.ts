import { once } from 'node:events'
import { createServer } from 'node:http'

export interface Recipes extends AsyncDisposable {
  /** Of their recipes.json. */
  readonly address: string
}

const things = ['Shared', 'Open', 'Little', 'Common', 'Green', 'Quiet', 'Village', 'Night', 'River', 'Paper']
const tools = ['Calendar', 'Wiki', 'Cloud', 'Forum', 'Notes', 'Photos', 'Ledger', 'Kanban', 'Mail', 'Library']
const categories = ['Apps', 'Utilities', 'Development', 'Graphics']

/** Serves a catalogue of so many recipes, at most 400, with texts of the usual length. */
export async function openRecipes(count: number): Promise<Recipes> {
  const recipes = Array.from({ length: count }, (_, index) => recipe(index))
  const text = JSON.stringify(Object.fromEntries(recipes.map((one) => [one.name, one])))
  const server = createServer((_request, response) => response.end(text))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The catalogue listens on no port')
  return {
    address: `http://127.0.0.1:${address.port}/recipes.json`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function recipe(index: number) {
  const thing = things[index % things.length] ?? ''
  const tool = tools[Math.floor(index / things.length) % tools.length] ?? ''
  const edition = Math.floor(index / (things.length * tools.length)) + 1
  const name = `${thing}-${tool}-${edition}`.toLowerCase()
  return {
    name,
    description: `A ${thing.toLowerCase()} ${tool.toLowerCase()} for groups that decide together, in edition ${edition}`,
    category: categories[edition - 1] ?? '',
    website: 'https://example.org',
    repository: `https://git.example.org/coop-cloud/${name}.git`,
    default_branch: 'main',
    icon: '',
    features: { backups: 'Yes', email: 'Yes', healthcheck: 'Yes', sso: 'No', status: '4', tests: '0' },
    versions: [{ '1.0.0+1.0.0': {} }, { '1.1.0+1.2.0': {} }],
  }
}
