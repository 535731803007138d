/**
 * The form that a recipe's `.env.sample` becomes. Titles, labels and help texts are the recipe author's own words, cleaned of
 * comment signs and control characters: foreign plain text, shown as text and never as markup.
 */
export interface SettingsForm {
  readonly groups: readonly SettingGroup[]
  /** Settings that most members leave alone whatever the sample says, such as where certificates come from. */
  readonly more: readonly SettingField[]
  /** Every `SECRET_…_VERSION` line: the passwords and keys that the app or one of its switches needs. */
  readonly secrets: readonly SecretSetting[]
  /** Keys that are not asked for because other pages or the core handle them. */
  readonly handled: readonly string[]
}

export interface SettingGroup {
  readonly id: string
  /** Empty where the sample gives none. */
  readonly title: string
  readonly help: string
  readonly fields: readonly SettingField[]
  readonly switches: readonly SettingSwitch[]
}

export interface SettingField {
  readonly key: string
  readonly label: string
  readonly help: string
  readonly input: SettingInput
  /** What the app gets when the member changes nothing; empty for a field that is commented out or must be filled in. */
  readonly value: string
  /** What the sample writes as an illustration; a placeholder, never sent. */
  readonly example: string
  readonly required: boolean
}

export type SettingInput =
  | { readonly kind: 'text' }
  | { readonly kind: 'number' }
  | { readonly kind: 'email' }
  /** With its `https://`. */
  | { readonly kind: 'web-address' }
  /** Without `https://`. */
  | { readonly kind: 'host-name' }
  /** Further host names, separated by commas or spaces. */
  | { readonly kind: 'host-names' }
  | { readonly kind: 'password' }
  /** `yes` and `no` are the words that the app expects, such as `1` and `0`. */
  | { readonly kind: 'yes-no'; readonly yes: string; readonly no: string }
  /** `open`: the comment gives examples, other values are possible. */
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly open: boolean }

/** Commented-out lines that belong together and are turned on together. */
export interface SettingSwitch {
  readonly id: string
  readonly title: string
  readonly help: string
  /** The lines of the sample that it uncomments, counted from 1. */
  readonly lines: readonly number[]
  readonly fields: readonly SettingField[]
  /** Compose files that it adds, such as `compose.smtp.yml`. */
  readonly overlays: readonly string[]
  /** Variables such as `SECRET_SMTP_PASSWORD_VERSION`. */
  readonly secrets: readonly string[]
}

export interface SecretSetting {
  readonly variable: string
  readonly label: string
  readonly help: string
  /** The switch that asks for it, null when it is always needed. */
  readonly switch: string | null
  /** False for `generate=false`: only the member knows it. */
  readonly generated: boolean
}

/** Only what the member changed: a value that is not here stays as the sample has it. */
export interface SettingAnswers {
  readonly values: Readonly<Record<string, string>>
  /** Ids of the switches that are on. */
  readonly switches: readonly string[]
}
