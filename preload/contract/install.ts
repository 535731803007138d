import { z } from 'zod'
import { recipeName, recipeVersion } from './catalogue.ts'
import { serverName } from './server.ts'
import type { SettingsForm } from './settings-form.ts'

/** A web address as members type it, without `https://`: lower-case host name that browsers take, at most 253 characters. */
export const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/)
  .refine((name) => URL.canParse(`http://${name}`))

export const formInput = z.object({ server: serverName, recipe: recipeName, version: recipeVersion.optional(), domain })

export interface InstallForm {
  readonly recipe: string
  readonly title: string
  readonly version: string
  readonly settings: SettingsForm
}

/** A password or key that only the member knows. */
export interface AskedSecret {
  readonly name: string
  readonly label: string
  readonly help: string
}

export const addressCheckInput = z.object({ server: serverName, domain })

export type AddressCheck =
  | { readonly kind: 'points-here'; readonly found: readonly string[] }
  | { readonly kind: 'points-elsewhere'; readonly found: readonly string[]; readonly wanted: readonly DnsRecord[] }
  | { readonly kind: 'not-found'; readonly wanted: readonly DnsRecord[] }
  | { readonly kind: 'cannot-tell'; readonly wanted: readonly DnsRecord[] }
export interface DnsRecord {
  readonly type: 'A' | 'AAAA'
  readonly name: string
  readonly value: string
}

const settingKey = z
  .string()
  .max(200)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/)

export const installAnswers = z.object({
  server: serverName,
  recipe: recipeName,
  version: recipeVersion,
  domain,
  values: z.record(settingKey, z.string().max(64 * 1024)),
  switches: z.array(z.string().max(200)).max(200),
})
export type InstallAnswers = z.infer<typeof installAnswers>

/** Passwords made for the answers and shown: the one answer that holds them. They wait in the core under `draft`. */
export interface MadePasswords {
  readonly draft: string
  readonly made: readonly { readonly name: string; readonly value: string }[]
  /** Those that only the member knows: sent with the plan. */
  readonly asked: readonly AskedSecret[]
  /** Those that are on the server already, from an earlier install: kept, not made again. */
  readonly present: readonly string[]
  readonly keychain: boolean
}

export const planInstallInput = installAnswers.extend({
  draft: z.string().max(100),
  inserted: z.record(
    z.string().max(200),
    z
      .string()
      .min(1)
      .max(500 * 1024),
  ),
  keepInKeychain: z.boolean(),
})
export type PlanInstallInput = z.infer<typeof planInstallInput>
