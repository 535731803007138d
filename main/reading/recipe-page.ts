import type { RecipeCard, RecipeVersionView } from '../../preload/contract/catalogue.ts'
import type { Tree } from '../compose/tree.ts'
import { plainText } from '../recipe/plain-text.ts'
import { parseReadme } from '../recipe/readme.ts'
import { type CatalogueEntry, titleFromName } from '../recipe/recipes-json.ts'
import { releaseNotesBetween } from '../recipe/release-notes.ts'
import { isBreaking, parseVersion } from '../recipe/version.ts'

const readmeBytes = 256 * 1024

export interface VersionTag {
  readonly name: string
  readonly date: number | null
}

/** What the catalogue says of a recipe, and where that is silent, what the recipe's own README says. */
export function cardOf(
  name: string,
  entry: CatalogueEntry | null,
  readme: string,
  latest: string | null,
  icon: string | null,
): RecipeCard {
  const own = parseReadme(readme)
  return {
    name,
    title: own.title || entry?.title || titleFromName(name),
    description: entry?.description || own.sentence,
    category: entry?.category || own.category,
    website: entry?.website ?? null,
    facts: entry?.facts ?? own.facts,
    icon,
    latest: latest ?? entry?.versions.at(-1) ?? null,
  }
}

/** @param tags oldest first; the answer is newest first */
export function versionViews(tags: readonly VersionTag[], tree: Tree): readonly RecipeVersionView[] {
  const texts = new Map(tags.map(({ name }) => [name, textIn(tree, `release/${name}`)]))
  const newest = tags.at(-1)?.name ?? ''
  const notes = new Map(releaseNotesBetween(texts, null, newest).map(({ version, text }) => [version, text]))
  return tags
    .map(({ name, date }, index) => {
      const version = parseVersion(name)
      const before = parseVersion(tags[index - 1]?.name ?? '')
      return {
        version: name,
        upstream: version?.upstream ?? '',
        publishedAt: date,
        breaking: version !== null && before !== null && isBreaking(before, version),
        notes: notes.get(name) ?? null,
      }
    })
    .reverse()
}

/** Markdown, made harmless as text; whoever shows it still treats it as foreign. Empty where there is none. */
export function readmeOf(tree: Tree): string {
  return plainText(textIn(tree, 'README.md') || textIn(tree, 'readme.md'), readmeBytes)
}

function textIn(tree: Tree, path: string): string {
  const entry = tree.read(path)
  return entry.kind === 'file' ? new TextDecoder().decode(entry.bytes.subarray(0, readmeBytes)) : ''
}
