import type { AppReference, RestartInput, ScaleInput } from '../../preload/contract/app.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import { newPlanId } from '../job/plan-id.ts'
import type { SwarmService } from '../outside/docker/services.ts'
import { stopsFirst } from '../plan/differences.ts'
import { foundServices, type Plan } from '../plan/plan.ts'
import { restartPlan } from '../plan/restart.ts'
import { type ScaledService, scalePlan } from '../plan/scale.ts'
import { defaultSeconds } from '../plan/wanted.ts'
import { appTypeOf } from '../recipe/app-type.ts'
import { readAppFile } from './app-file.ts'
import type { AppsNeeds } from './apps.ts'
import { deployedVersion } from './deployed-version.ts'

/** An app as it runs, without a look at its recipe. */
async function running(needs: AppsNeeds, app: AppReference, signal: AbortSignal) {
  const { env, envText, stack } = await readAppFile(needs.files, app)
  const docker = await needs.engine(app.server, signal)
  const services = await docker.services({ stack }, signal)
  if (services.length === 0) throw new Trouble({ code: 'app-not-running', facts: { app: app.app } })
  const { recipe } = appTypeOf(env, `${app.app}.env`)
  const subject = {
    id: newPlanId(),
    server: app.server,
    app: app.app,
    title: await needs.title(recipe),
    stack,
    seconds: timeout(services, stack),
    found: foundServices(stack, services),
  }
  return { subject, services, envText, docker }
}

/** abra's label, or its default (abra.md §5.5). */
function timeout(services: readonly SwarmService[], stack: string): number {
  const label = services.map(({ labels }) => labels[`coop-cloud.${stack}.timeout`]).find((one) => one !== undefined)
  return label !== undefined && /^\d{1,6}$/.test(label) ? Number(label) : defaultSeconds
}

export async function planRestart(
  needs: AppsNeeds,
  { services: names, ...app }: RestartInput,
  signal: AbortSignal,
): Promise<Plan> {
  const { subject, services } = await running(needs, app, signal)
  const wanted = names.map((name) => find(services, subject.stack, name))
  const chosen = names.length > 0 ? wanted : services.filter(({ mode }) => isLasting(mode))
  return restartPlan({
    ...subject,
    services: chosen.map(({ name, forceUpdate, specification }) => ({
      name,
      forceUpdate,
      stopsFirst: stopsFirst(specification),
    })),
  })
}

export function planScale(
  needs: AppsNeeds,
  { service, copies, ...app }: ScaleInput,
  signal: AbortSignal,
): Promise<Plan> {
  return planCopies(needs, app, new Map([[service, copies]]), null, signal)
}

/**
 * @param copies by short name
 * @param undoes the job that is taken back so
 */
export async function planCopies(
  needs: AppsNeeds,
  app: AppReference,
  copies: ReadonlyMap<string, number>,
  undoes: string | null,
  signal: AbortSignal,
): Promise<Plan> {
  const { subject, services, envText, docker } = await running(needs, app, signal)
  const machines = (await docker.nodes(signal)).filter(({ availability }) => availability === 'active').length
  const scaled = [...copies].map(([name, to]): ScaledService => {
    const { name: fullName, mode, volumes } = find(services, subject.stack, name)
    if (mode.kind !== 'replicated') {
      throw new Trouble({ code: 'service-not-scalable', facts: { app: app.app, service: name } })
    }
    return { name: fullName, from: mode.replicas, to, volumes }
  })
  const before = Object.fromEntries(scaled.map(({ name, from }) => [name, from]))
  return scalePlan({
    ...subject,
    services: scaled,
    machines,
    undo:
      undoes === null ? { settings: envText, version: deployedVersion(services, subject.stack), copies: before } : null,
    undoes,
  })
}

function find(services: readonly SwarmService[], stack: string, name: string): SwarmService {
  const service = services.find((one) => one.name === `${stack}_${name}`)
  if (service === undefined) throw new Trouble({ code: 'input-invalid', facts: { detail: `no service "${name}"` } })
  return service
}

function isLasting(mode: SwarmService['mode']): boolean {
  return mode.kind === 'replicated' || mode.kind === 'global'
}
