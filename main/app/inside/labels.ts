import type { AppReference } from '../../../preload/contract/app.ts'
import { type Failure, Trouble } from '../../../preload/contract/failure.ts'
import type { LabelRow, LabelsView } from '../../../preload/contract/inside.ts'
import { tooSlow } from '../../reading/too-slow.ts'
import { shortName } from '../../recipe/stack-name.ts'
import { readAppFile } from '../app-file.ts'
import type { InsideNeeds } from './inside.ts'
import { recipeOf } from './recipe-of.ts'

type Labels = Readonly<Record<string, string>>

interface WantedLabels {
  readonly version: string | null
  /** By the part's short name. */
  readonly parts: ReadonlyMap<string, Labels>
  readonly failure: Failure | null
}

/** The labels of each part on the server beside those that the recipe wants, with today's settings. */
export async function appLabels(needs: InsideNeeds, app: AppReference, signal: AbortSignal): Promise<LabelsView> {
  const { stack } = await readAppFile(needs.files, app)
  const docker = await needs.engine(app.server, signal)
  const [services, wanted] = await Promise.all([docker.services({ stack }, signal), wantedLabels(needs, app)])
  const deployed = new Map(services.map(({ name, labels }) => [shortName(stack, name), labels]))
  const names = [...new Set([...deployed.keys(), ...wanted.parts.keys()])].toSorted()
  return {
    version: wanted.version,
    parts: names.map((name) => ({
      name,
      labels: labelRows(
        deployed.get(name) ?? {},
        wanted.failure === null ? (wanted.parts.get(name) ?? {}) : (deployed.get(name) ?? {}),
      ),
    })),
    failure: wanted.failure,
  }
}

/** By key. */
export function labelRows(deployed: Labels, wanted: Labels): readonly LabelRow[] {
  const keys = [...new Set([...Object.keys(deployed), ...Object.keys(wanted)])].toSorted()
  return keys.map((key) => ({ key, deployed: deployed[key] ?? null, wanted: wanted[key] ?? null }))
}

async function wantedLabels(needs: InsideNeeds, app: AppReference): Promise<WantedLabels> {
  try {
    const { envText, stack, recipe } = await recipeOf(needs, app)
    const { requests } = await needs.read.wanted(tooSlow(recipe.recipe), app.app, envText, recipe)
    const parts = requests.services.map(({ body }) => [shortName(stack, body.Name), body.Labels] as const)
    return { version: recipe.version, parts: new Map(parts), failure: null }
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    return { version: null, parts: new Map(), failure: error.failure }
  }
}
