import type { Docker } from './docker-daemon.ts'

export interface SwarmMember {
  readonly docker: Docker
  readonly address: string
}

/** Turns swarm mode on: one swarm for all with the first as manager and the others as workers, or a swarm for each. */
export async function startSwarms(members: readonly SwarmMember[], joined: boolean): Promise<void> {
  const [first, ...others] = members
  if (first === undefined) return
  await startSwarm(first)
  if (!joined) {
    await Promise.all(others.map(startSwarm))
    return
  }
  const token = (await first.docker('swarm', 'join-token', '--quiet', 'worker')).trim()
  const join = ({ docker, address }: SwarmMember) =>
    docker('swarm', 'join', '--advertise-addr', address, '--token', token, `${first.address}:2377`)
  await Promise.all(others.map(join))
}

async function startSwarm({ docker, address }: SwarmMember): Promise<void> {
  await docker('swarm', 'init', '--advertise-addr', address)
}
