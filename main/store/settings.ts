import path from 'node:path'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import { type Settings, type SettingsChange, settings, settingsChange } from '../../preload/contract/settings.ts'
import { mayBeFetched } from '../../preload/contract/web-address.ts'
import { openOwnFile } from './own-file.ts'

export interface SettingsStore {
  /** `failure` says, once, that the file was damaged and the defaults are back. */
  read(): Promise<{ readonly settings: Settings; readonly failure: Failure | null }>
  /** An empty catalogue address means the default one again. Throws Trouble `catalogue-address-invalid`, `disk-full`, `file-not-writable`. */
  change(change: SettingsChange): Promise<Settings>
}

/** What the member chose, in `settings.json`; only what differs is kept, so that better defaults reach everybody. */
export function openSettings(
  own: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): SettingsStore {
  const file = openOwnFile<SettingsChange>(path.join(own, 'settings.json'), settingsChange, {})
  const complete = (chosen: SettingsChange): Settings =>
    settings.parse({ ...(environment.CANTEEN_CATALOGUE && { catalogue: environment.CANTEEN_CATALOGUE }), ...chosen })
  let last: Promise<unknown> = Promise.resolve()
  const change = async (wanted: SettingsChange): Promise<Settings> => {
    const { value } = await file.read()
    const chosen = { ...value, ...wanted }
    if (wanted.catalogue === '') delete chosen.catalogue
    else if (wanted.catalogue !== undefined && !mayBeFetched(wanted.catalogue)) {
      throw new Trouble({ code: 'catalogue-address-invalid', facts: { address: wanted.catalogue } })
    }
    await file.write(chosen)
    return complete(chosen)
  }
  return {
    async read() {
      const { value, failure } = await file.read()
      return { settings: complete(value), failure }
    },
    // One after the other: two changes at once must not lose one.
    change(wanted) {
      const turn = last.then(
        () => change(wanted),
        () => change(wanted),
      )
      last = turn
      return turn
    },
  }
}
