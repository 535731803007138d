import { setTypeVersion } from './env-edit.ts'

/**
 * The settings file that `abra app new` writes: the sample letter for letter, the literal `<recipe>.example.com` replaced by the
 * chosen web address, the version behind TYPE (abra.md §3.6). The member's own answers come after, through `applyForm`.
 * @param version null for a recipe without versions
 * @throws Trouble `env-invalid` when the sample cannot be read
 */
export function newAppEnv(
  sample: string,
  app: { readonly recipe: string; readonly domain: string; readonly version: string | null },
): string {
  const text = sample.replaceAll(`${app.recipe}.example.com`, () => app.domain)
  return app.version === null ? text : setTypeVersion(text, app.version)
}
