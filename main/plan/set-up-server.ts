import { commandDetail } from './details.ts'
import { type Plan, type PlannedStep, planOf, step } from './plan.ts'

export interface SetUpFacts {
  readonly id: string
  readonly server: string
  readonly swarm: boolean
  readonly proxyNetwork: boolean
  /** How the server would be reached by machines that join it later. */
  readonly address: string
}

/** What a server lacks before apps can be installed on it: Docker's swarm and the network of the proxy (abra.md §8). */
export function setUpPlan({ id, server, swarm, proxyNetwork, address }: SetUpFacts): Plan {
  const steps: PlannedStep[] = []
  if (!swarm) {
    steps.push(step({ code: 'step-start-swarm', values: { server, address } }, 3, { kind: 'start-swarm', address }))
  }
  if (!proxyNetwork) {
    steps.push(step({ code: 'step-create-proxy-network', values: { server } }, 1, { kind: 'create-proxy-network' }))
  }
  return planOf({
    id,
    kind: 'set-up-server',
    server,
    app: null,
    title: server,
    steps,
    details: [
      ...(swarm ? [] : [commandDetail('docker swarm init --advertise-addr', address)]),
      ...(proxyNetwork ? [] : [commandDetail('docker network create --driver overlay proxy')]),
    ],
  })
}
