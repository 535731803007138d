import type { EnvFile } from './env-file.ts'

/** abra cuts there so that `<stack>_<secret>_<version>` stays within the Engine's limit (abra.md §3.4). */
const longestStackName = 45
const longestObjectName = 64

/**
 * The name of an app's stack: STACK_NAME of its settings, else the name of its settings file with `_` for `.`, cut to 45
 * characters (abra.md §3.4). Not derived from DOMAIN.
 */
export function stackName(app: string, env?: EnvFile): string {
  const own = env?.variables.get('STACK_NAME') ?? ''
  return own === '' ? app.replaceAll('.', '_').slice(0, longestStackName) : own
}

/** The recipe's own name of something of its stack: `wiki_example_org_pages` → `pages`. */
export function shortName(stack: string, fullName: string): string {
  return fullName.startsWith(`${stack}_`) ? fullName.slice(stack.length + 1) : fullName
}

/** Whether the Engine accepts it as the name of a secret or a config. */
export function isObjectName(name: string): boolean {
  return name.length <= longestObjectName && /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/.test(name)
}
