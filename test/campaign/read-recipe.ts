import { Trouble, type FailureCode } from '../../preload/contract/failure.ts'
import type { SettingAnswers, SettingsForm } from '../../preload/contract/settings-form.ts'
import { neededPasswords } from '../../main/app/needed-passwords.ts'
import { cardOf, readmeOf, versionViews } from '../../main/reading/recipe-page.ts'
import { treeOf } from '../../main/reading/recipe-tree.ts'
import { ComposeError } from '../../main/compose/compose-error.ts'
import { convert } from '../../main/compose/convert.ts'
import type { Tree } from '../../main/compose/tree.ts'
import { appWarnings } from '../../main/plan/app-warnings.ts'
import { requestDetails } from '../../main/plan/details.ts'
import { type RecipeAt, textOf, wanted } from '../../main/plan/wanted.ts'
import { abraShCommands } from '../../main/recipe/abra-sh.ts'
import { appTypeOf } from '../../main/recipe/app-type.ts'
import { removeVariable, setTypeVersion } from '../../main/recipe/env-edit.ts'
import { parseEnvFile } from '../../main/recipe/env-file.ts'
import { newAppEnv } from '../../main/recipe/new-app-env.ts'
import { makePassword } from '../../main/recipe/passwords.ts'
import { askedFields, checkAnswers } from '../../main/recipe/settings-answers.ts'
import { applyForm, settingsForm } from '../../main/recipe/settings-form.ts'
import type { Files } from './recipe.ts'

/** How far each part of reading came: `read`, or the code of the failure. */
export type Outcomes = Readonly<Record<string, string>>

/** What a foreign recipe may lead to; anything else is our mistake. */
const declared: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'env-invalid',
  'recipe-invalid',
  'recipe-file-missing',
  'recipe-file-refused',
  'setting-required',
  'setting-invalid',
  'secret-name-too-long',
])

/** Controls, escape codes, and what turns the reading direction; in no text that is shown. */
export const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

const domain = 'app.example.org'
const version = '1.0.0+1.0.0'

/**
 * Reads a recipe all the way that the app reads it: its page, its settings form, the filled-in settings, what the server
 * should hold, its passwords, the details of a plan. Throws what is a mistake of ours: an undeclared failure, a path
 * outside of the recipe, text that is not fit to be shown.
 */
export function readRecipe(files: Files): Outcomes {
  const tree = watched(treeOf(filesOfCommit(files)))
  const at: RecipeAt = { recipe: 'mutant', title: 'Mutant', version, commit: '0'.repeat(40), tree }
  const page = outcome(() => shown(recipePage(files, tree)))
  const sample = textOf(at, '.env.sample') ?? ''
  let settings = sample
  const form = outcome(() => {
    settings = newAppEnv(sample, { recipe: 'mutant', domain, version })
    const form = settingsForm(settings)
    shown(form, 'value', 'yes', 'no')
    const answers = answersTo(form)
    shown(checkAnswers(form, answers))
    settings = applyForm(settings, answers)
    removeVariable(setTypeVersion(settings, null), 'DOMAIN')
    appTypeOf(parseEnvFile(settings))
  })
  const install = outcome(() => planDetails(settings, at))
  const every = install === 'read' ? install : outcome(() => convertAll(files, sample, tree))
  return { page, form, install, every }
}

function recipePage(files: Files, tree: Tree): unknown {
  const readme = readmeOf(tree)
  const tags = [...files.keys()].flatMap((path) => (path.startsWith('release/') ? [path.slice('release/'.length)] : []))
  const versions = versionViews(
    [...tags, version].map((name) => ({ name, date: null })),
    tree,
  )
  abraShCommands(textIn(tree, 'abra.sh'))
  return { card: cardOf('mutant', null, readme, version, null), readme, versions: versions.map(({ notes }) => notes) }
}

/** Everything turned on and something written into every field. */
function answersTo(form: SettingsForm): SettingAnswers {
  const switches = form.groups.flatMap((group) => group.switches.map(({ id }) => id))
  const texts = ['yes', 'two words', 'it\'s "$A"', 'a\nb', '\u202e', '']
  const fields = askedFields(form, { values: {}, switches })
  return {
    switches,
    values: Object.fromEntries(fields.map(({ key }, index) => [key, texts[index % texts.length] ?? ''])),
  }
}

function planDetails(settings: string, at: RecipeAt): void {
  const found = wanted(domain, settings, at)
  shown(appWarnings(found, new Map()))
  JSON.stringify(requestDetails(found))
  for (const { rule } of neededPasswords(found)) if (rule.kind !== 'by-member') makePassword(rule, () => 0)
}

/** All compose files at once; where that fails, the first one alone, so that more of it is looked at. */
function convertAll(files: Files, sample: string, tree: Tree): void {
  const overlays = [...files.keys()].filter((path) => /\.ya?ml$/.test(path) && path !== 'compose.yml')
  const environment = { ...environmentOf(sample), STACK_NAME: 'mutant' }
  const run = (composeFiles: readonly string[]) =>
    JSON.stringify(convert({ stack: 'mutant', composeFiles, environment, tree }).requests)
  try {
    run(['compose.yml', ...overlays])
  } catch (error) {
    if (!(error instanceof ComposeError) || error.place?.file === 'compose.yml') throw error
    run(['compose.yml'])
  }
}

function environmentOf(sample: string): Readonly<Record<string, string>> {
  try {
    const { lines } = parseEnvFile(sample)
    return Object.fromEntries(lines.map(({ key, value }) => [key, value === '' ? 'x' : value]))
  } catch {
    return {}
  }
}

function outcome(act: () => void): string {
  try {
    act()
    return 'read'
  } catch (error) {
    if (error instanceof ComposeError) {
      shown(error.message)
      return error.problem.code
    }
    if (!(error instanceof Trouble) || !declared.has(error.failure.code)) throw error
    shown(error.failure.facts)
    return error.failure.code
  }
}

/** Fails for text in a value that is not fit to be shown; the members named are for machines. */
function shown(value: unknown, ...forMachines: readonly string[]): void {
  const check = (one: unknown, name: string): void => {
    if (typeof one === 'string' && unwanted.test(one))
      throw new Error(`${name} lets through ${JSON.stringify(one.slice(0, 200))}`)
    if (typeof one !== 'object' || one === null) return
    for (const [key, inner] of Object.entries(one)) if (!forMachines.includes(key)) check(inner, `${name}.${key}`)
  }
  check(value, 'the text')
  JSON.stringify(value)
}

function watched(tree: Tree): Tree {
  return {
    read(path) {
      const parts = path.split('/')
      if (parts.some((part) => part === '' || part === '.' || part === '..')) {
        throw new Error(`a read outside of the tree: ${JSON.stringify(path)}`)
      }
      return tree.read(path)
    },
  }
}

function filesOfCommit(files: Files) {
  return [...files].map(([path, file]) =>
    file.kind === 'file'
      ? ({ path, kind: 'file', bytes: file.bytes } as const)
      : ({ path, kind: 'symlink', bytes: null } as const),
  )
}

function textIn(tree: Tree, path: string): string {
  const entry = tree.read(path)
  return entry.kind === 'file' ? new TextDecoder().decode(entry.bytes) : ''
}
