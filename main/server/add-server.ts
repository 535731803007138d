import { Trouble } from '../../preload/contract/failure.ts'
import type { AddServerInput } from '../../preload/contract/server.ts'
import type { Keychain } from '../outside/keychain/keychain-types.ts'
import type { Folders } from '../store/folders.ts'
import { ensureServerFolder, listServers, removeServerFolder } from '../store/server-folders.ts'
import { type Credentials, hasSecret } from './credentials.ts'
import { makeDockerContext, removeDockerContext } from './docker-context.ts'
import { entryOf, type RemoteServer, type ServerEntries } from './entries.ts'
import { thisComputer } from './known-way.ts'
import type { Route } from './route.ts'
import { goTo, openWalk, type TryNeeds } from './try-server.ts'

export interface AddNeeds extends TryNeeds {
  readonly folders: Folders
  readonly keychain: Keychain
  readonly credentials: Credentials
  readonly entries: ServerEntries
}

type Undo = () => Promise<void>

/**
 * Adds a server to this computer: credentials to the keychain, its key to our known hosts, how to reach it to `servers.json`,
 * then abra's folder and docker context (abra.md §1.2, §1.3). A folder that is there already is taken up as it is. Whatever
 * fails half-way, what was made is undone. Nothing on the server changes.
 */
export async function addServer(
  input: AddServerInput,
  needs: AddNeeds,
  signal: AbortSignal,
): Promise<{ readonly name: string }> {
  if (input.kind === 'this-computer') {
    await ensureServerFolder(needs.folders.abra, thisComputer)
    return { name: thisComputer }
  }
  if (input.name === thisComputer) throw new Trouble({ code: 'server-name-invalid', facts: { name: input.name } })
  await refuseKnownName(input.name, needs)
  if (hasSecret(input.login) || (input.jump !== undefined && hasSecret(input.jump.login))) await needs.keychain.check()
  const route = await checked(input, needs, signal)
  await save(input, route, needs)
  return { name: input.name }
}

/** On many computers `Coop` and `coop` are one folder and one entry of the keychain. A folder of just that name is taken up. */
async function refuseKnownName(name: string, { entries, folders }: AddNeeds): Promise<void> {
  const added = (await entries.all()).map((entry) => entry.name)
  const others = (await listServers(folders.abra)).servers.filter((server) => server !== name)
  const known = [...added, ...others].find((each) => each.toLowerCase() === name.toLowerCase())
  if (known !== undefined) throw new Trouble({ code: 'server-exists', facts: { server: known } })
}

/** Goes there as `tryServer` does: what cannot be reached, or can never hold an app, is not added. */
async function checked(input: RemoteServer, needs: AddNeeds, signal: AbortSignal): Promise<Route> {
  const way = await goTo(
    input,
    needs,
    openWalk(() => undefined),
    signal,
  )
  try {
    const { swarm } = await way.engine.info(signal)
    if (swarm.kind === 'worker') throw new Trouble({ code: 'swarm-worker', facts: { server: input.name } })
    return way.route
  } finally {
    way.close()
  }
}

async function save(input: RemoteServer, route: Route, needs: AddNeeds): Promise<void> {
  const { name, login, jump } = input
  const { credentials, entries, folders, knownHosts } = needs
  const undos: Undo[] = []
  try {
    undos.push(() => credentials.remove(name, 'server'))
    await credentials.write(name, 'server', login)
    if (jump !== undefined) {
      undos.push(() => credentials.remove(name, 'jump'))
      await credentials.write(name, 'jump', jump.login)
    }
    for (const { host, port, key } of route.newKeys()) {
      undos.push(() => knownHosts.forget(host, port))
      await knownHosts.remember(host, port, key)
    }
    undos.push(() => entries.remove(name))
    await entries.put(entryOf(input, false))
    if (!(await listServers(folders.abra)).servers.includes(name)) {
      undos.push(async () => void (await removeServerFolder(folders.abra, name)))
    }
    await ensureServerFolder(folders.abra, name)
    if (await makeDockerContext(folders.docker, name)) {
      undos.push(() => removeDockerContext(folders.docker, name))
      await entries.put(entryOf(input, true))
    }
  } catch (error) {
    // What cannot be undone either must not hide why it began.
    for (const undo of undos.reverse()) await undo().catch(() => undefined)
    throw error
  }
}
