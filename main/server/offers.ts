import { open, readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { Trouble } from '../../preload/contract/failure.ts'
import type { AddServerOffers, HostSuggestion, PracticeServer } from '../../preload/contract/server.ts'
import type { Keychain } from '../outside/keychain/keychain-types.ts'
import { agentListens } from '../outside/ssh/agent.ts'
import { type Computer, localDocker } from './local-docker.ts'
import { type Member, readSshConfig } from './ssh-config.ts'

export interface OffersNeeds {
  readonly agent: string | null
  readonly computer: Computer
  readonly keychain: Keychain
  readonly member: Member
  /** The file that lists practice servers, in practice mode only. */
  readonly practiceFile: string | null
}

/** What the form for adding a server can offer from what is on this computer. */
export async function serverOffers(needs: OffersNeeds): Promise<AddServerOffers> {
  const [hosts, agent, keyFiles, docker, keychain, practice] = await Promise.all([
    hostSuggestions(needs.member),
    agentListens(needs.agent),
    listKeyFiles(path.join(needs.member.home, '.ssh')),
    localDocker(needs.computer),
    keychainState(needs.keychain),
    practiceServers(needs.practiceFile),
  ])
  return { hosts, agent, keyFiles, thisComputer: docker.there, keychain, practice }
}

export async function keychainState(keychain: Keychain): Promise<AddServerOffers['keychain']> {
  try {
    await keychain.check()
    return { kind: 'ready' }
  } catch (error) {
    if (error instanceof Trouble) return { kind: 'failed', failure: error.failure }
    throw error
  }
}

async function hostSuggestions(member: Member): Promise<readonly HostSuggestion[]> {
  const config = await readSshConfig(member)
  return config.aliases.map((alias) => {
    const { host, port, user, keyFiles, jumps } = config.settings(alias)
    return { alias, host, port, user, keyFile: keyFiles[0] ?? null, jump: jumps.length === 0 ? null : jumps.join(',') }
  })
}

const mostKeyFiles = 50

/** Files in ~/.ssh that begin as private keys do. */
async function listKeyFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  const files = names.toSorted((one, other) => (one < other ? -1 : 1)).map((name) => path.join(folder, name))
  const found = await Promise.all(files.slice(0, 500).map(async (file) => ((await beginsAsKey(file)) ? [file] : [])))
  return found.flat().slice(0, mostKeyFiles)
}

async function beginsAsKey(file: string): Promise<boolean> {
  // Opening a pipe would wait for somebody to write to it.
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  )
  const handle = isFile ? await open(file, 'r').catch(() => null) : null
  if (handle === null) return false
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0)
    return /^(-----BEGIN [A-Z ]*PRIVATE KEY-----|PuTTY-User-Key-File-)/.test(buffer.toString('latin1', 0, bytesRead))
  } finally {
    await handle.close()
  }
}

const practiceList = z.object({
  servers: z.array(
    z.object({ name: z.string(), address: z.string(), port: z.number(), user: z.string(), password: z.string() }),
  ),
})

async function practiceServers(file: string | null): Promise<readonly PracticeServer[]> {
  if (file === null) return []
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? [] : practiceList.parse(JSON.parse(text)).servers
}
