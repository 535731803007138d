import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { AppReference } from '../../../preload/contract/app.ts'
import { Trouble } from '../../../preload/contract/failure.ts'
import type { CommandsView, RunHereInput } from '../../../preload/contract/inside.ts'
import type { Engine } from '../../outside/docker/engine.ts'
import { tarHead, tarTail } from '../../outside/docker/tar.ts'
import { tooSlow } from '../../reading/too-slow.ts'
import type { RecipeFiles } from '../../reading/recipe-files.ts'
import type { CommandsRead } from '../../reading/readings.ts'
import { abraShExports } from '../../recipe/abra-sh.ts'
import { writeTrouble } from '../../store/file-trouble.ts'
import { onPath } from './on-path.ts'
import type { InsideNeeds } from './inside.ts'
import { recipeOf } from './recipe-of.ts'
import type { Prepared } from './run-here.ts'
import { commandScript } from './shell.ts'

export interface Commands {
  view(app: AppReference): Promise<CommandsView>
  /** Puts the recipe's code where abra does, and answers what runs the command there. */
  putInto(
    docker: Engine,
    container: string,
    shell: string,
    what: RunHereInput & { readonly part: string; readonly stack: string },
    signal: AbortSignal,
  ): Promise<readonly string[]>
  prepareHere(what: RunHereInput): Promise<Prepared>
}

const fileName = 'abra.sh'
/** abra's own place for it. */
const placeInPart = '/tmp'

/** What a recipe offers beside its app, `abra app cmd` (abra.md §4.3). */
export function openCommands(needs: InsideNeeds): Commands {
  async function read(app: AppReference) {
    const { env, recipe } = await recipeOf(needs, app)
    return { env, recipe, found: await needs.read.commands(tooSlow(recipe.recipe), recipe) }
  }

  /** What was looked at, or nothing: the recipe may have changed since. */
  async function looked(what: RunHereInput) {
    const all = await read(what)
    const { recipe } = all.recipe
    if (hashOf(all.found) !== what.hash) throw new Trouble({ code: 'command-changed', facts: { recipe } })
    if (!all.found.commands.some(({ name }) => name === what.name))
      throw new Trouble({ code: 'command-unknown', facts: { recipe, command: what.name } })
    return all
  }

  return {
    async view(app) {
      const [{ recipe, found }, hasBash] = await Promise.all([read(app), onPath('bash', needs.environment)])
      return {
        recipe: recipe.recipe,
        version: recipe.version,
        commands: found.commands,
        code: found.code,
        hash: hashOf(found),
        hasBash,
      }
    },

    async putInto(docker, container, shell, what, signal) {
      const { found } = await looked(what)
      const bytes = Buffer.from(found.script)
      const about = { name: fileName, size: bytes.length, mode: 0o644, uid: 0, gid: 0, changedAt: needs.now() / 1000 }
      const archive = Readable.from([tarHead(about), bytes, tarTail(bytes.length)])
      await docker.writeArchive(container, placeInPart, archive, signal)
      const place = `${placeInPart}/${fileName}`
      return [shell, '-c', commandScript, shell, what.part, what.app, what.stack, place, what.name, ...what.words]
    },

    async prepareHere(what) {
      const { env, recipe, found } = await looked(what)
      const folder = await mkdtemp(path.join(os.tmpdir(), 'canteen-command-'))
      const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 })
      try {
        await writeRecipe(folder, recipe)
        const stack = await needs.stackOf(what)
        const own = Object.entries(needs.environment).filter(([name]) => !name.startsWith('CANTEEN_'))
        const environment = Object.fromEntries([
          ...own,
          ...env.variables,
          ...abraShExports(found.script, recipe.recipe),
          ['STACK_NAME', stack],
        ])
        const script = path.join(folder, fileName)
        return { folder, script, app: what.app, stack, command: [what.name, ...what.words], environment, remove }
      } catch (error) {
        await remove()
        throw writeTrouble(error, folder)
      }
    },
  }
}

function hashOf({ script }: CommandsRead): string {
  return createHash('sha256').update(script).digest('hex')
}

/** Paths come from git, which knows no `..`; links and what is too large are left out. */
async function writeRecipe(folder: string, { files }: RecipeFiles): Promise<void> {
  for (const { path: name, kind, bytes } of files) {
    const file = path.join(folder, name)
    if (kind !== 'file' || bytes === null || !file.startsWith(folder + path.sep)) continue
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, bytes, { mode: 0o600 })
  }
}
