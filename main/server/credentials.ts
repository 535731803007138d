import { Trouble } from '../../preload/contract/failure.ts'
import { type Login, login as loginSchema } from '../../preload/contract/server.ts'
import type { Keychain } from '../outside/keychain/keychain-types.ts'
import { hasPassphrase, type LoginKind } from './entries.ts'

/** Which machine of a server's way a login is for. */
export type Whose = 'server' | 'jump'

/**
 * The secrets of logins, in the keychain and nowhere else: a server's under `server/NAME`, its jump host's under
 * `server/NAME/jump`, each the whole login as JSON. A login without a secret, such as the agent's, has no entry.
 */
export interface Credentials {
  /** Throws `keychain-missing`, `keychain-locked`, and `credential-missing` where the entry is gone. */
  read(server: string, whose: Whose, kind: LoginKind): Promise<Login>
  write(server: string, whose: Whose, login: Login): Promise<void>
  remove(server: string, whose: Whose): Promise<void>
}

export function openCredentials(keychain: Keychain): Credentials {
  return {
    async read(server, whose, kind) {
      if (kind.kind === 'agent') return { kind: 'agent' }
      if (kind.kind === 'key-file' && !kind.passphrase) return { kind: 'key-file', file: kind.file }
      const login = parse(await keychain.get(account(server, whose)))
      if (login === null || login.kind !== kind.kind) {
        throw new Trouble({ code: 'credential-missing', facts: { server } })
      }
      return login
    },
    async write(server, whose, login) {
      if (hasSecret(login)) await keychain.set(account(server, whose), JSON.stringify(login))
    },
    async remove(server, whose) {
      await keychain.remove(account(server, whose))
    },
  }
}

export function hasSecret(login: Login): boolean {
  switch (login.kind) {
    case 'password':
    case 'key':
      return true
    case 'key-file':
      return hasPassphrase(login)
    case 'agent':
      return false
  }
}

function account(server: string, whose: Whose): string {
  return whose === 'server' ? `server/${server}` : `server/${server}/jump`
}

function parse(text: string | null): Login | null {
  if (text === null) return null
  try {
    return loginSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
