import os from 'node:os'
import { serverName } from '../../preload/contract/server.ts'
import { openEntries } from '../server/entries.ts'
import { nameOfAddress } from '../server/given-server.ts'
import { knownWay } from '../server/known-way.ts'
import type { OneServer } from '../start.ts'
import type { Folders } from '../store/folders.ts'
import type { AskedServer } from './arguments.ts'
import { WrongUsage } from './wrong-usage.ts'

/** The one server that the core is to look at. Throws Trouble `server-unknown`, and WrongUsage. */
export async function findServer(asked: AskedServer, folders: Folders): Promise<OneServer> {
  const entries = openEntries(folders.own)
  if (asked.kind === 'known') {
    const member = { home: os.homedir(), user: os.userInfo().username }
    await knownWay(asked.name, { abra: folders.abra, entries, member })
    return { server: asked.name }
  }
  const { user, host, port, key, hostKey } = asked
  const name = await nameOfAddress(asked, entries)
  if (!serverName.safeParse(name).success) {
    throw new WrongUsage(
      '--server: this address cannot name a folder for its apps; use a host name, or add the server.',
    )
  }
  const login = key === null ? ({ kind: 'agent' } as const) : ({ kind: 'key-file', file: key } as const)
  const acceptedKeys = hostKey === null ? [] : [hostKey]
  return { server: name, given: { name, host, port, user, login, acceptedKeys } }
}
