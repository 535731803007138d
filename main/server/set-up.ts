import { Trouble } from '../../preload/contract/failure.ts'
import type { ServerAddresses } from '../app/check-address.ts'
import type { Core } from '../api/core.ts'
import { newPlanId } from '../job/plan-id.ts'
import type { Engine } from '../outside/docker/engine.ts'
import type { Plan } from '../plan/plan.ts'
import { setUpPlan } from '../plan/set-up-server.ts'

export interface SetUpNeeds {
  readonly engine: (server: string) => Promise<Engine>
  readonly addresses: (server: string, signal: AbortSignal) => Promise<ServerAddresses>
  readonly keepPlan: (plan: Plan) => void
}

/** Plans what a server lacks before apps can be installed on it. */
export function openSetUp({ engine, addresses, keepPlan }: SetUpNeeds): Core['servers']['planSetUp'] {
  return async (server) => {
    const docker = await engine(server)
    const [{ swarm }, found] = await Promise.all([
      docker.info(),
      addresses(server, AbortSignal.timeout(addressPatience)).catch(() => null),
    ])
    if (swarm.kind === 'worker') throw new Trouble({ code: 'swarm-worker', facts: { server } })
    const plan = setUpPlan({
      id: newPlanId(),
      server,
      swarm: swarm.kind !== 'off',
      proxyNetwork: swarm.kind === 'manager' && (await docker.network('proxy')) !== null,
      address: found?.v4[0] ?? found?.v6[0] ?? '127.0.0.1',
    })
    keepPlan(plan)
    return plan.view
  }
}

/** In milliseconds. */
const addressPatience = 5000
