import { type Failure, type FailureCode, Trouble } from '../../preload/contract/failure.ts'
import { type AddServerInput, type Stage, type StageEvent, stages } from '../../preload/contract/server.ts'
import type { LookUp } from '../outside/dns/dns-types.ts'
import type { Engine } from '../outside/docker/engine.ts'
import { openEngine } from '../outside/docker/open-engine.ts'
import { openSsh } from '../outside/ssh/open-ssh.ts'
import { findDockerWay } from './docker-way.ts'
import type { RemoteServer } from './entries.ts'
import { thisComputer } from './known-way.ts'
import { type Computer, localDocker } from './local-docker.ts'
import { hopsOf, planRoute, type Route, type RouteNeeds } from './route.ts'
import { told } from './told.ts'

export interface TryNeeds extends RouteNeeds {
  readonly lookUp: LookUp
  readonly computer: Computer
  /** Who runs Canteen. */
  readonly user: string
}

type Tell = (event: StageEvent) => void
type Facts = Readonly<Record<string, string>>

/**
 * Goes the whole way to a server and tells each stage as it begins and ends, up to the first that fails. Nothing is kept and
 * nothing is changed. Swarm and proxy network are fixable: the server can be added without.
 */
export function tryServer(input: AddServerInput, needs: TryNeeds, signal: AbortSignal): AsyncGenerator<StageEvent> {
  return told(signal, async (tell, within) => {
    const walk = openWalk(tell)
    try {
      if (input.kind === 'this-computer') await tryThisComputer(needs, walk, within)
      else await tryRemote(input, needs, walk, within)
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      if (error.failure.code !== 'cancelled') walk.fail(error.failure)
    }
  })
}

async function tryRemote(input: RemoteServer, needs: TryNeeds, walk: Walk, signal: AbortSignal): Promise<void> {
  const way = await goTo(input, needs, walk, signal)
  try {
    await lookAtSwarm(way.engine, input.name, walk, signal)
  } finally {
    way.close()
  }
}

/** As far as Docker: what must work before a server can be added. Whoever goes closes. */
export async function goTo(
  input: RemoteServer,
  needs: TryNeeds,
  walk: Walk,
  signal: AbortSignal,
): Promise<{ readonly engine: Engine; readonly route: Route; readonly close: () => void }> {
  const hops = hopsOf(input)
  walk.start('name')
  const first = hops[0].host
  const found = await needs.lookUp(first, signal)
  // Without an answer the connection may still find the way, and otherwise says why not.
  if (found === 'not-found') throw new Trouble({ code: 'address-not-found', facts: { address: first } })
  walk.done(found === 'no-answer' ? {} : { addresses: [...found.v4, ...found.v6].join(', ') })

  walk.start('reach')
  const route = await planRoute(hops, needs, input.acceptedKeys, (step) => {
    if (step === 'reached') {
      walk.done({ host: input.host, port: String(input.port) })
      walk.start('identity')
    } else {
      walk.done({ sentence: route.sentence() ?? '' })
      walk.start('sign-in')
    }
  })
  const ssh = await openSsh(route.target, signal)
  try {
    walk.done({ user: input.user })
    walk.start('docker')
    const way = await findDockerWay(ssh, input.user, signal)
    const engine = openEngine({
      server: input.name,
      user: input.user,
      channel: way.open,
      ...(way.most === undefined ? {} : { maxChannels: way.most }),
    })
    const version = await engine.version(signal)
    walk.done({ version: version.docker, system: version.system })
    walk.start('allowed')
    walk.done({ way: way.kind })
    return { engine, route, close: () => (engine.close(), ssh.close()) }
  } catch (error) {
    ssh.close()
    throw error
  }
}

async function tryThisComputer(needs: TryNeeds, walk: Walk, signal: AbortSignal): Promise<void> {
  walk.start('docker')
  const { socketPath } = await localDocker(needs.computer)
  const engine = openEngine({ server: thisComputer, user: needs.user, socketPath })
  try {
    const version = await engine.version(signal)
    walk.done({ version: version.docker, system: version.system })
    walk.start('allowed')
    walk.done({})
    await lookAtSwarm(engine, thisComputer, walk, signal)
  } finally {
    engine.close()
  }
}

async function lookAtSwarm(engine: Engine, server: string, walk: Walk, signal: AbortSignal): Promise<void> {
  walk.start('swarm')
  const { swarm } = await engine.info(signal)
  switch (swarm.kind) {
    case 'off':
      throw new Trouble({ code: 'swarm-off', facts: { server } })
    case 'worker':
      throw new Trouble({ code: 'swarm-worker', facts: { server } })
    case 'unusable':
      throw new Trouble({ code: 'engine-refused', facts: { request: 'GET /info', detail: swarm.detail } })
    case 'manager':
      walk.done({ machines: String(swarm.machines) })
  }
  walk.start('proxy-network')
  const network = await engine.network('proxy', signal)
  if (network === null || network.scope !== 'swarm') {
    throw new Trouble({ code: 'proxy-network-missing', facts: { server } })
  }
  walk.done({})
}

export interface Walk {
  start(stage: Stage): void
  done(facts: Facts): void
  fail(failure: Failure): void
}

/** A failure that belongs to a later stage than the one under way, as of a jump host, ends that one first. */
export function openWalk(tell: Tell): Walk {
  let current: Stage = stages[0]
  return {
    start(stage) {
      current = stage
      tell({ stage, kind: 'running' })
    },
    done: (facts) => tell({ stage: current, kind: 'done', facts }),
    fail(failure) {
      const stage = laterOf(current, stageOf(failure.code, current))
      if (stage !== current) tell({ stage: current, kind: 'done', facts: {} })
      if (failure.code === 'host-key-unknown') {
        const { keyType, sha256, sentence, address } = failure.facts
        tell({ stage: 'identity', kind: 'ask', keyType, sha256, sentence, host: address })
      } else {
        const fixable = failure.code === 'swarm-off' || failure.code === 'proxy-network-missing'
        tell({ stage, kind: 'failed', failure, fixable })
      }
    },
  }
}

function laterOf(one: Stage, other: Stage): Stage {
  return stages.indexOf(other) > stages.indexOf(one) ? other : one
}

function stageOf(code: FailureCode, current: Stage): Stage {
  if (code.startsWith('host-key-')) return 'identity'
  if (/^(login-|key-|agent-|keychain-|credential-)/.test(code)) return 'sign-in'
  if (code === 'docker-not-allowed') return 'allowed'
  if (code === 'forwarding-forbidden' && current === 'docker') return 'allowed'
  return current
}
