import { Trouble } from '../../preload/contract/failure.ts'
import { addAbra } from '../compose/abra-additions.ts'
import { ComposeError } from '../compose/compose-error.ts'
import { convert } from '../compose/convert.ts'
import type { ConvertedStack } from '../compose/convert-types.ts'
import type { Tree } from '../compose/tree.ts'
import { abraShExports } from '../recipe/abra-sh.ts'
import { type EnvFile, parseEnvFile } from '../recipe/env-file.ts'
import { stackName } from '../recipe/stack-name.ts'
import { failureOfCompose } from './compose-failure.ts'

/** A recipe at one version, with its files as values. */
export interface RecipeAt {
  readonly recipe: string
  readonly title: string
  readonly version: string
  readonly commit: string
  readonly tree: Tree
}

/** What the server should hold for an app: everything that a plan and its job need, computed from values alone. */
export interface Wanted extends ConvertedStack {
  readonly app: string
  readonly stack: string
  readonly env: EnvFile
  /** The settings file's variables with abra.sh's over them and STACK_NAME: what the compose files are interpolated with. */
  readonly environment: Readonly<Record<string, string>>
  readonly url: string | null
  /** Seconds until an app that is not steady is called late. */
  readonly seconds: number
}

/** abra's when the recipe's label says nothing (abra.md §5.5). */
export const defaultSeconds = 50

/**
 * @param app the settings file's name without `.env`
 * @throws Trouble env-invalid, recipe-invalid, recipe-file-missing, recipe-file-refused
 */
export function wanted(app: string, envText: string, recipe: RecipeAt): Wanted {
  const env = parseEnvFile(envText, `${app}.env`)
  const stack = stackName(app, env)
  const environment = Object.fromEntries([
    ...env.variables,
    ...abraShExports(textOf(recipe, 'abra.sh') ?? '', recipe.recipe),
    ['STACK_NAME', stack],
  ])
  try {
    const composeFiles = (environment['COMPOSE_FILE'] ?? 'compose.yml').split(':').filter((file) => file !== '')
    const converted = convert({ stack, composeFiles, environment, tree: recipe.tree })
    const requests = addAbra(converted.requests, {
      stack,
      recipe: recipe.recipe,
      version: recipe.version,
      environment,
    })
    return {
      ...converted,
      requests,
      app,
      stack,
      env,
      environment,
      url: urlOf(environment['DOMAIN'], requests.services),
      seconds: converted.timeout ?? defaultSeconds,
    }
  } catch (error) {
    if (error instanceof ComposeError) throw new Trouble(failureOfCompose(recipe.recipe, error), { cause: error })
    throw error
  }
}

/** A text file of the recipe; undefined where it has none. */
export function textOf(recipe: RecipeAt, path: string): string | undefined {
  const entry = recipe.tree.read(path)
  return entry.kind === 'file' ? new TextDecoder().decode(entry.bytes) : undefined
}

/** Traefik serves an app over https where one of its routers has a `tls` label; recipes without any are plain http. */
function urlOf(domain: string | undefined, services: Wanted['requests']['services']): string | null {
  if (domain === undefined || domain === '') return null
  const secure = services.some(({ body }) =>
    Object.keys(body.Labels).some((label) => /^traefik\.http\.routers\.[^.]+\.tls(\.|$)/.test(label)),
  )
  const url = `${secure ? 'https' : 'http'}://${domain}`
  // Anything may stand in a settings file that was written by hand.
  return URL.canParse(url) ? url : null
}
