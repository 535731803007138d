import type { Failure } from './failure.ts'

/**
 * What the core says, as codes with values; `renderer/language` has a sentence for each. Values are shown as text, never as
 * markup: they may come from recipes and servers.
 */
export interface MessageValues {
  // ── steps of plans and jobs ──
  'step-write-settings': { readonly app: string; readonly file: string }
  'step-create-secrets': {
    readonly server: string
    readonly count: number
    readonly names: readonly string[]
    readonly inKeychain: boolean
  }
  'step-fetch-images': { readonly images: readonly string[] }
  'step-make-places': { readonly networks: number; readonly volumes: readonly string[] }
  'step-start-services': { readonly app: string; readonly services: readonly string[] }
  'step-change-services': { readonly app: string; readonly services: readonly string[] }
  'step-wait-steady': { readonly app: string; readonly services: readonly string[]; readonly seconds: number }
  'step-restore-services': { readonly app: string; readonly services: readonly string[] }
  'step-restart-services': { readonly app: string; readonly services: readonly string[] }
  'step-scale-services': { readonly app: string; readonly services: readonly string[] }
  'step-look-at-page': { readonly address: string }
  'step-stop-services': { readonly app: string; readonly services: readonly string[] }
  'step-remove-networks': { readonly app: string; readonly networks: readonly string[] }
  'step-remove-secrets': { readonly app: string; readonly names: readonly string[] }
  /** Others have taken their place. */
  'step-remove-old-secrets': { readonly app: string; readonly names: readonly string[] }
  'step-remove-new-secrets': { readonly app: string; readonly names: readonly string[] }
  'step-remove-volumes': { readonly app: string; readonly volumes: readonly string[] }
  'step-remove-settings': { readonly app: string; readonly file: string }
  'step-start-swarm': { readonly server: string; readonly address: string }
  'step-create-proxy-network': { readonly server: string }
  // ── second lines of steps: what is known, while it runs and after ──
  'progress-images': {
    readonly done: number
    readonly total: number
    readonly bytes: number
    readonly totalBytes: number
  }
  'progress-services': { readonly ready: number; readonly total: number; readonly waiting: readonly string[] }
  'note-page-answers': { readonly address: string; readonly status: number }
  'note-page-silent': { readonly address: string; readonly detail: string }
  /** It answers, but with a certificate that browsers warn of: the real one may still be on its way. */
  'note-certificate-missing': { readonly address: string; readonly detail: string }
  'note-already-done': Record<never, never>
  // ── what a plan changes ──
  'change-version': { readonly app: string; readonly from: string; readonly to: string }
  'change-image': { readonly service: string; readonly from: string; readonly to: string }
  /** What else of a part is another: `settings`, `data` and so on, each with words of its own. */
  'change-part': { readonly service: string; readonly aspect: ChangedAspect }
  'change-new-part': { readonly service: string }
  'change-left-over': { readonly service: string }
  /** It goes with the change that is taken back. */
  'change-part-goes': { readonly service: string }
  'change-setting': { readonly key: string; readonly from: string; readonly to: string }
  'change-setting-set': { readonly key: string; readonly to: string }
  /** A password or the like. */
  'change-setting-concealed': { readonly key: string }
  'change-setting-gone': { readonly key: string }
  'change-password': { readonly name: string }
  'change-copies': { readonly service: string; readonly from: number; readonly to: number }
  'change-nothing': { readonly app: string }
  'change-new-settings': { readonly keys: readonly string[] }
  // ── warnings and promises of plans ──
  'warn-parts-stop': { readonly app: string; readonly services: readonly string[]; readonly seconds: number }
  'warn-breaking': { readonly app: string; readonly versions: readonly string[] }
  'warn-data-not-taken-back': { readonly app: string; readonly version: string }
  'warn-no-backup': { readonly app: string }
  /** Databases and the like keep the password that they began with. */
  'warn-password-in-data': { readonly app: string }
  /** The settings file is another than the change left it that is taken back. */
  'warn-settings-since': { readonly app: string }
  'warn-no-copies': { readonly service: string }
  'warn-copies-together': { readonly service: string; readonly data: readonly string[] }
  'warn-copies-apart': { readonly service: string; readonly data: readonly string[] }
  'promise-stays-off': { readonly app: string }
  'promise-nothing-changes': { readonly app: string }
  'promise-copies-until-change': { readonly app: string }
  'promise-copies-spread': { readonly machines: number }
  'promise-parts-stay': { readonly app: string }
  'promise-undo-point': { readonly app: string; readonly version: string }
  'warn-address-not-pointing': {
    readonly domain: string
    readonly found: readonly string[]
    readonly wanted: readonly string[]
  }
  'warn-address-unknown': { readonly domain: string; readonly wanted: readonly string[] }
  'warn-stack-name-shared': { readonly stack: string; readonly other: string }
  'warn-options-ignored': { readonly options: readonly string[] }
  'warn-no-health-check': { readonly services: readonly string[] }
  'warn-recipe-rule': { readonly rule: string }
  'warn-page-stops': { readonly app: string }
  'warn-data-deleted': { readonly app: string; readonly volumes: readonly string[]; readonly bytes: number | null }
  'warn-passwords-deleted': { readonly app: string; readonly count: number }
  'promise-nothing-else-changes': { readonly server: string; readonly app: string }
  'promise-data-kept': { readonly app: string; readonly volumes: readonly string[] }
  'promise-settings-kept': { readonly file: string }
  // ── why an app is in its state ──
  'reason-all-running': { readonly services: number }
  'reason-services-starting': { readonly waiting: readonly string[] }
  'reason-updating': { readonly services: readonly string[] }
  'reason-not-installed-here': Record<never, never>
  /** It is on the server, told to run no copy of anything (`docker service scale …=0`). */
  'reason-no-copies': Record<never, never>
  'reason-server-unreachable': { readonly server: string }
  'reason-not-looked-yet': Record<never, never>
  'reason-failure': { readonly failure: Failure }
}

/** What of an app's part a plan changes. */
export type ChangedAspect =
  | 'settings'
  | 'passwords'
  | 'files'
  | 'data'
  | 'health-check'
  | 'command'
  | 'limits'
  | 'networks'
  | 'ports'
  | 'copies'
  | 'address'
  | 'labels'
  | 'rules'
  | 'other'

export type MessageCode = keyof MessageValues

export type Message = {
  [Code in MessageCode]: { readonly code: Code; readonly values: MessageValues[Code] }
}[MessageCode]
