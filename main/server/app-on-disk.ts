import { stat } from 'node:fs/promises'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import { domain } from '../../preload/contract/install.ts'
import { appTypeOf } from '../recipe/app-type.ts'
import { parseEnvFile } from '../recipe/env-file.ts'
import { stackName } from '../recipe/stack-name.ts'
import { appFile, listApps, readAppFile } from '../store/abra-files.ts'

/** What the settings file of an app says about it. */
export interface AppOnDisk {
  readonly name: string
  readonly recipe: string
  readonly pinned: string | null
  readonly stack: string
  readonly domain: string | null
}

export interface AppsOnDisk {
  readonly apps: readonly AppOnDisk[]
  /** Stacks of apps whose file cannot be read: they are somebody's all the same. */
  readonly unreadable: readonly string[]
  readonly troubles: readonly Failure[]
}

export interface AppsReader {
  /** Files that have not changed since the last time are not read again. Throws `server-unknown`, `file-unreadable`. */
  read(server: string): Promise<AppsOnDisk>
  forget(server: string): void
}

interface Known {
  /** Changes whenever the file does. */
  readonly mark: string
  readonly app: AppOnDisk | Trouble
}

export function openAppsReader(abra: string): AppsReader {
  const known = new Map<string, ReadonlyMap<string, Known>>()

  async function readApp(server: string, name: string, before: Known | undefined): Promise<Known> {
    const file = appFile(abra, { server, app: name })
    const found = await stat(file).catch(() => null)
    const mark = found === null ? '' : `${found.mtimeMs} ${found.ctimeMs} ${found.size} ${found.ino}`
    if (before !== undefined && mark !== '' && before.mark === mark) return before
    try {
      const env = parseEnvFile(await readAppFile(abra, { server, app: name }), file)
      const { recipe, version, withLocalChanges } = appTypeOf(env, file)
      const pinned = version === null ? null : `${version}${withLocalChanges ? '+U' : ''}`
      const address = domain.safeParse(env.variables.get('DOMAIN') ?? '')
      const app = { name, recipe, pinned, stack: stackName(name, env), domain: address.success ? address.data : null }
      return { mark, app }
    } catch (error) {
      if (error instanceof Trouble) return { mark, app: error }
      throw error
    }
  }

  return {
    async read(server) {
      const before = known.get(server)
      const { apps: names, troubles } = await listApps(abra, server)
      const now = await Promise.all(
        names.map(async (name) => [name, await readApp(server, name, before?.get(name))] as const),
      )
      known.set(server, new Map(now))
      const apps = now.flatMap(([, { app }]) => (app instanceof Trouble ? [] : [app]))
      const failed = now.flatMap(([name, { app }]) => (app instanceof Trouble ? [{ name, trouble: app }] : []))
      return {
        apps,
        unreadable: failed.map(({ name }) => stackName(name)),
        troubles: [...troubles, ...failed.map(({ trouble }) => trouble.failure)],
      }
    },
    forget: (server) => void known.delete(server),
  }
}
