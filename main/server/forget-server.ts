import { Trouble } from '../../preload/contract/failure.ts'
import type { Folders } from '../store/folders.ts'
import { listApps } from '../store/abra-files.ts'
import { listServers, removeServerFolder } from '../store/server-folders.ts'
import type { Credentials } from './credentials.ts'
import { removeDockerContext } from './docker-context.ts'
import type { ServerEntries, ServerEntry } from './entries.ts'
import type { KnownHosts } from './known-hosts.ts'

export interface ForgetNeeds {
  readonly folders: Folders
  readonly credentials: Credentials
  readonly entries: ServerEntries
  readonly knownHosts: KnownHosts
}

/**
 * Takes a server out of this computer's files and keychain; nothing on the server changes. Refused, with `server-in-use`,
 * while its folder holds settings of apps: they would be lost to Canteen and abra alike. Whatever else lies in the folder keeps
 * it. Throws `server-unknown` too.
 */
export async function forgetServer(name: string, needs: ForgetNeeds): Promise<void> {
  const { folders, credentials, entries } = needs
  const entry = await entries.find(name)
  const hasFolder = (await listServers(folders.abra)).servers.includes(name)
  if (entry === null && !hasFolder) throw new Trouble({ code: 'server-unknown', facts: { server: name } })
  if (hasFolder) {
    const { apps, troubles } = await listApps(folders.abra, name)
    const found = apps.length + troubles.length
    if (found > 0) throw new Trouble({ code: 'server-in-use', facts: { server: name, apps: found } })
  }
  if (entry !== null) {
    // The keychain comes first: while it is locked nothing is taken away.
    await removeSecrets(entry, credentials)
    if (entry.madeContext) await removeDockerContext(folders.docker, name)
    await entries.remove(name)
    await forgetKeys(entry, needs)
  }
  if (hasFolder) await removeServerFolder(folders.abra, name)
}

async function removeSecrets({ name, login, jump }: ServerEntry, credentials: Credentials): Promise<void> {
  const kept = (kind: ServerEntry['login']) => kind.kind !== 'agent' && !(kind.kind === 'key-file' && !kind.passphrase)
  try {
    if (kept(login)) await credentials.remove(name, 'server')
    if (jump !== null && kept(jump.login)) await credentials.remove(name, 'jump')
  } catch (error) {
    // Without a keychain there is nothing left to take out of it.
    if (!(error instanceof Trouble && error.failure.code === 'keychain-missing')) throw error
  }
}

/** A host that another server is, or is reached through, stays known. */
async function forgetKeys(gone: ServerEntry, { entries, knownHosts }: ForgetNeeds): Promise<void> {
  const places = (entry: ServerEntry) => [entry, ...(entry.jump === null ? [] : [entry.jump])]
  const others = (await entries.all()).flatMap(places)
  for (const { host, port } of places(gone)) {
    if (!others.some((other) => other.host === host && other.port === port)) await knownHosts.forget(host, port)
  }
}
