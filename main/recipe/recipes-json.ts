import { z } from 'zod'
import { recipeName, type RecipeFacts } from '../../preload/contract/catalogue.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import { plainLine } from './plain-text.ts'
import { factsOf } from './readme.ts'
import { sortVersions } from './version.ts'

/** A recipe as the catalogue lists it. All texts are plain, foreign and short. */
export interface CatalogueEntry {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly category: string
  readonly website: string | null
  /** An https address, or http to this computer; null when the catalogue names none. */
  readonly repository: string | null
  readonly defaultBranch: string | null
  /** Where a picture is, https or http to this computer; it has not been looked at. */
  readonly icon: string | null
  readonly facts: RecipeFacts
  /** Oldest first; for listing only, what can be installed is said by the clone's tags. */
  readonly versions: readonly string[]
}

export interface RecipesJson {
  /** By name. */
  readonly recipes: readonly CatalogueEntry[]
  /** How many entries were left out because they cannot be used safely. */
  readonly refused: number
}

const maximumSize = 16 * 1024 * 1024
const maximumRecipes = 5000
/** Of a recipe, and of all together: sorting millions of them would keep the core busy for many seconds. */
const maximumVersions = 1000
const maximumVersionsTogether = 100_000
/** A catalogue has six levels; millions take JSON.parse many seconds. */
const maximumDepth = 64

const text = z.string().catch('')
const entryShape = z.object({
  name: text,
  description: text,
  category: text,
  website: text,
  repository: text,
  default_branch: text,
  icon: text,
  features: z.record(z.string(), z.unknown()).catch({}),
  versions: z.array(z.unknown()).catch([]),
})

/**
 * Reads a catalogue of abra's shape (abra.md §13): an object of entries by recipe name. Only names that are safe as part of a path
 * and repositories that are reached safely pass; one bad entry never spoils the rest.
 * @param address where it came from, for failures
 * @throws Trouble `catalogue-invalid` when it is no such object at all
 */
export function readRecipesJson(json: string, address: string): RecipesJson {
  const fail = (detail: string): never => {
    throw new Trouble({ code: 'catalogue-invalid', facts: { address, detail } })
  }
  if (json.length > maximumSize) return fail('the file is larger than 16 MiB')
  if (isDeeper(json, maximumDepth)) return fail(`the file is nested more than ${maximumDepth} levels deep`)
  const whole = parseJson(json)
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return fail('no JSON object of recipes')
  const entries = Object.entries(whole)
  const recipes = new Map<string, CatalogueEntry>()
  let versions = 0
  for (const [name, value] of entries.slice(0, maximumRecipes)) {
    const entry = readEntry(name, value, Math.min(maximumVersions, maximumVersionsTogether - versions))
    if (entry === null) continue
    recipes.set(name, entry)
    versions += entry.versions.length
  }
  const sorted = [...recipes.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
  return { recipes: sorted, refused: entries.length - sorted.length }
}

/** A recipe's name as a title, for want of its README: `rocket-chat` → `Rocket Chat`. */
export function titleFromName(name: string): string {
  return name
    .split(/[-_]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

function readEntry(name: string, value: unknown, mostVersions: number): CatalogueEntry | null {
  const entry = entryShape.safeParse(value)
  if (!entry.success || !isSafeName(name)) return null
  const { description, category, website, repository, default_branch: branch, icon, features, versions } = entry.data
  const address = safeAddress(repository)
  if (repository !== '' && address === null) return null
  return {
    name,
    title: titleFromName(name),
    description: plainLine(description, 1000),
    category: plainLine(category, 100),
    website: /^https?:/i.test(website) ? webAddress(website) : null,
    repository: address,
    defaultBranch: /^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/.test(branch) && !branch.includes('..') ? branch : null,
    icon: safeAddress(icon),
    facts: factsOf((feature) => featureText(features[feature])),
    versions: mostVersions > 0 ? versionsOf(versions.slice(-mostVersions)) : [],
  }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/** Counted without parsing; whether it is JSON at all is found out after. */
function isDeeper(json: string, most: number): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at]
    if (sign === '"') inText = !inText
    else if (inText) at += sign === '\\' ? 1 : 0
    else if (sign === '[' || sign === '{') depth += 1
    else if (sign === ']' || sign === '}') depth -= 1
    if (depth > most) return true
  }
  return false
}

function isSafeName(name: string): boolean {
  // Windows has devices for names.
  const isDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name)
  return recipeName.safeParse(name).success && !name.includes('..') && !name.endsWith('.') && !isDevice
}

/** The image's grade stands one level deeper than the others. */
const imageShape = z.object({ rating: z.string() })

function featureText(feature: unknown): string {
  const image = imageShape.safeParse(feature)
  if (image.success) return image.data.rating.slice(0, 200)
  return typeof feature === 'string' || typeof feature === 'number' ? String(feature).slice(0, 200) : ''
}

/** `[{"<tag>": {…}}, …]`, oldest first; the order is made here. */
function versionsOf(versions: readonly unknown[]): readonly string[] {
  const tags = versions.flatMap((version) =>
    typeof version === 'object' && version !== null ? Object.keys(version).slice(0, 1) : [],
  )
  return sortVersions([...new Set(tags)]).map((version) => version.tag)
}

function safeAddress(address: string): string | null {
  const normalised = webAddress(address)
  if (normalised === null) return null
  const url = new URL(normalised)
  const here = url.hostname === 'localhost' || url.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(url.hostname)
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && here)
  return safe && url.username === '' && url.password === '' ? normalised : null
}

function webAddress(address: string): string | null {
  return address !== '' && address.length <= 2000 && URL.canParse(address) ? new URL(address).href : null
}
