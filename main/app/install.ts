import { randomInt, randomUUID } from 'node:crypto'
import type { InstallAnswers, MadePasswords, PlanInstallInput } from '../../preload/contract/install.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { JobView } from '../../preload/contract/job.ts'
import type { Core } from '../api/core.ts'
import { newPlanId } from '../job/plan-id.ts'
import type { SettingsFiles } from '../job/perform.ts'
import type { Engine } from '../outside/docker/engine.ts'
import { installPlan } from '../plan/install.ts'
import { foundServices, type Plan } from '../plan/plan.ts'
import type { Wanted } from '../plan/wanted.ts'
import type { Reader } from '../reading/reader.ts'
import type { RecipeFiles } from '../reading/recipe-files.ts'
import { tooSlow } from '../reading/too-slow.ts'
import { makePassword } from '../recipe/passwords.ts'
import { askedSecret, neededPasswords } from './needed-passwords.ts'

export interface InstallNeeds {
  readonly recipeAt: (recipe: string, version?: string) => Promise<RecipeFiles>
  readonly read: Reader
  readonly engine: (server: string, signal?: AbortSignal) => Promise<Engine>
  readonly files: SettingsFiles
  /** The path of a settings file, for showing. */
  readonly filePath: (server: string, app: string) => string
  /** Stack names of the apps of a server, with the apps they belong to. */
  readonly stacks: (server: string) => ReadonlyMap<string, string>
  /** The job that was started last for an app. */
  readonly lastJob: (server: string, app: string) => JobView | undefined
  readonly hasKeychain: () => Promise<boolean>
  readonly checkAddress: Core['install']['checkAddress']
  readonly keepPlan: (plan: Plan, secrets: ReadonlyMap<string, string>) => void
}

/** Passwords that were made and shown, waiting for their plan: by draft, then by the secret's full name. */
type Drafts = Map<string, ReadonlyMap<string, string>>

const draftsKept = 20
/** In bytes; Docker takes only secrets that are shorter. */
const secretLimit = 500 * 1024

export function openInstall(needs: InstallNeeds): Core['install'] {
  const drafts: Drafts = new Map()
  return {
    async form({ server, recipe, version, domain }) {
      await leftBehind(needs, server, domain)
      const at = await needs.recipeAt(recipe, version)
      const settings = await needs.read.form(tooSlow(recipe), at, domain)
      return { recipe, title: at.title, version: at.version, settings }
    },
    checkAddress: needs.checkAddress,
    async makePasswords(answers) {
      const { draft, made, values } = await draftPasswords(needs, answers)
      drafts.set(draft, values)
      const oldest = drafts.keys().next().value
      if (drafts.size > draftsKept && oldest !== undefined) drafts.delete(oldest)
      return made
    },
    async plan(input, signal) {
      const { plan, secrets } = await makePlan(needs, input, drafts.get(input.draft) ?? new Map(), signal)
      needs.keepPlan(plan, secrets)
      return plan.view
    },
  }
}

/**
 * The settings that an install which was not finished left behind at this address: it may be done anew. Null where there is
 * no app; any other app is in the way.
 */
async function leftBehind(needs: InstallNeeds, server: string, app: string): Promise<string | null> {
  const present = await needs.files.read({ server, app })
  if (present !== null && !isUnfinished(needs.lastJob(server, app))) throw appExists(server, app)
  return present
}

function isUnfinished(job: JobView | undefined): boolean {
  return job?.kind === 'install' && job.state !== 'done' && job.state !== 'running'
}

function appExists(server: string, app: string): Trouble {
  return new Trouble({ code: 'app-exists', facts: { app, server } })
}

/** The settings file as the answers make it, and what the server should hold for it. */
async function wantedFor(needs: InstallNeeds, answers: InstallAnswers) {
  const at = await needs.recipeAt(answers.recipe, answers.version)
  return { at, ...(await needs.read.install(tooSlow(at.recipe), at, answers)) }
}

async function draftPasswords(needs: InstallNeeds, answers: InstallAnswers) {
  const { at, asked, wanted } = await wantedFor(needs, answers)
  const needed = neededPasswords(wanted)
  const present = await secretsOn(needs, answers.server)
  const missing = needed.filter((secret) => !present.has(secret.fullName))
  const values = new Map<string, string>()
  const made: { name: string; value: string }[] = []
  for (const { name, fullName, rule } of missing) {
    if (rule.kind === 'by-member') continue
    const value = makePassword(rule, (exclusiveMax) => randomInt(exclusiveMax))
    values.set(fullName, value)
    made.push({ name, value })
  }
  const answer: MadePasswords = {
    draft: randomUUID(),
    made,
    asked: missing.filter(({ rule }) => rule.kind === 'by-member').map(({ name }) => askedSecret(name, asked)),
    present: needed.filter((secret) => present.has(secret.fullName)).map((secret) => secret.name),
    keychain: await needs.hasKeychain(),
  }
  return { draft: answer.draft, made: answer, values, title: at.title }
}

async function makePlan(
  needs: InstallNeeds,
  input: PlanInstallInput,
  drafted: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<{ plan: Plan; secrets: ReadonlyMap<string, string> }> {
  const { server, domain } = input
  const replaces = await leftBehind(needs, server, domain)
  const [{ at, content, wanted }, present, address] = await Promise.all([
    wantedFor(needs, input),
    secretsOn(needs, server),
    needs.checkAddress({ server, domain }, signal),
  ])
  if (replaces === null) await refuseRunning(needs, server, domain, wanted.stack, signal)
  const secrets = passwordsFor(wanted, present, drafted, input.inserted)
  const plan = installPlan({
    id: newPlanId(),
    server,
    title: at.title,
    recipe: at.recipe,
    version: at.version,
    wanted,
    file: needs.filePath(server, domain),
    content,
    replaces,
    secrets: secrets.map(({ name, fullName }) => ({ name, fullName })),
    keepInKeychain: input.keepInKeychain,
    address,
    otherStacks: needs.stacks(server),
    // What an install that was not finished left behind is there already.
    found: replaces === null ? foundServices(wanted.stack, []) : null,
  })
  return { plan, secrets: new Map(secrets.map(({ fullName, value }) => [fullName, value])) }
}

/** An app without settings on this computer may still be there: installed from another one, or one whose long name is cut alike. */
async function refuseRunning(needs: InstallNeeds, server: string, app: string, stack: string, signal: AbortSignal) {
  const docker = await needs.engine(server, signal)
  if ((await docker.services({ stack }, signal)).length > 0) throw appExists(server, app)
}

/** What the server lacks, with the value that was made for it or typed. */
function passwordsFor(
  wanted: Wanted,
  present: ReadonlySet<string>,
  drafted: ReadonlyMap<string, string>,
  inserted: Readonly<Record<string, string>>,
) {
  const missing: string[] = []
  const needed = neededPasswords(wanted)
  // It was shown to the member, and is not the one that the server has got since.
  if (needed.some(({ fullName }) => present.has(fullName) && drafted.has(fullName))) {
    throw new Trouble({ code: 'plan-outdated', facts: { app: wanted.app } })
  }
  const found = needed
    .filter((secret) => !present.has(secret.fullName))
    .flatMap(({ name, fullName }) => {
      const value = inserted[name] ?? drafted.get(fullName)
      if (value !== undefined && Buffer.byteLength(value) >= secretLimit) {
        throw new Trouble({
          code: 'setting-invalid',
          facts: { key: name, detail: `${secretLimit} bytes are too many` },
        })
      }
      if (value !== undefined) return [{ name, fullName, value }]
      missing.push(name)
      return []
    })
  if (missing.length > 0) throw new Trouble({ code: 'secret-missing', facts: { app: wanted.app, secrets: missing } })
  return found
}

async function secretsOn(needs: InstallNeeds, server: string): Promise<ReadonlySet<string>> {
  const engine = await needs.engine(server)
  return new Set((await engine.secrets()).map((secret) => secret.name))
}
