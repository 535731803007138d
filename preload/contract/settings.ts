import { z } from 'zod'
import type { Failure } from './failure.ts'

export const theme = z.enum(['system', 'light', 'dark'])

const fields = {
  language: z.string().max(20),
  theme,
  /** Where recipes.json is; https, or http on this computer. */
  catalogue: z.string().max(2000),
}

export const settings = z.object({
  language: fields.language.default('system'),
  theme: fields.theme.default('system'),
  catalogue: fields.catalogue.default('https://recipes.coopcloud.tech/recipes.json'),
})
export type Settings = z.infer<typeof settings>

export const settingsChange = z.object(fields).partial()
export type SettingsChange = z.infer<typeof settingsChange>

export interface SettingsView {
  readonly settings: Settings
  readonly folders: { readonly abra: string; readonly own: string; readonly docker: string }
  readonly version: string
  readonly practice: boolean
  readonly keychain: { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly failure: Failure }
}
