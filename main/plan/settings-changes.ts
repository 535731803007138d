import type { Message } from '../../preload/contract/message.ts'
import { parseEnvFile } from '../recipe/env-file.ts'
import { looksSecret } from '../recipe/setting-field.ts'

/**
 * How two texts of a settings file differ, in what they say: comments and order do not count. Values that look like a password are
 * not told. The line that names recipe and version is left out, and so are `passed`, which are told otherwise.
 * @param isTakenOver what is new comes from the recipe, and is not the member's own
 */
export function settingsChanges(
  before: string,
  after: string,
  passed: ReadonlySet<string>,
  isTakenOver: boolean,
): readonly Message[] {
  const [old, fresh] = [parseEnvFile(before).variables, parseEnvFile(after).variables]
  const isTold = (key: string) => key !== 'TYPE' && key !== 'RECIPE' && !passed.has(key)
  const added = [...fresh.keys()].filter((key) => isTold(key) && !old.has(key))
  const changed = [...old].filter(([key, value]) => isTold(key) && fresh.get(key) !== value)
  return [
    ...changed.map(([key, from]): Message => {
      const to = fresh.get(key)
      if (to === undefined) return { code: 'change-setting-gone', values: { key } }
      if (looksSecret(key)) return { code: 'change-setting-concealed', values: { key } }
      return { code: 'change-setting', values: { key, from, to } }
    }),
    ...(isTakenOver
      ? added.length > 0
        ? [{ code: 'change-new-settings', values: { keys: added } } satisfies Message]
        : []
      : added.map((key): Message =>
          looksSecret(key)
            ? { code: 'change-setting-concealed', values: { key } }
            : { code: 'change-setting-set', values: { key, to: fresh.get(key) ?? '' } },
        )),
  ]
}
