import { Trouble } from '../../preload/contract/failure.ts'
import type { HostKey } from '../outside/ssh/ssh-types.ts'
import { hostKeyPrint } from './host-key.ts'
import type { KnownHosts } from './known-hosts.ts'

export interface Identity {
  readonly knownKeyTypes: readonly string[]
  /** Throws `host-key-unknown` and `host-key-changed`. */
  readonly checkHostKey: (key: HostKey) => void
  /** The key that the member said yes to and that is not in a file yet. */
  readonly newKey: () => HostKey | null
  /** How the key that was accepted reads. */
  readonly sentence: () => string | null
}

/**
 * What a host must show on every path: a known key, or one whose print is in `acceptedKeys`. A host that is known by another key
 * is refused whatever was accepted.
 */
export async function identify(
  knownHosts: KnownHosts,
  { host, port }: { readonly host: string; readonly port: number },
  acceptedKeys: readonly string[],
): Promise<Identity> {
  const known = await knownHosts.look(host, port)
  let newKey: HostKey | null = null
  let accepted: string | null = null
  return {
    knownKeyTypes: known.keyTypes,
    newKey: () => newKey,
    sentence: () => accepted,
    checkHostKey: (key) => {
      const verdict = known.judge(key)
      const print = hostKeyPrint(key.bytes)
      const facts = { address: host, keyType: key.type, ...print }
      switch (verdict.kind) {
        case 'known':
          break
        case 'changed': {
          const knownSha256 = hostKeyPrint(verdict.known).sha256
          throw new Trouble({ code: 'host-key-changed', facts: { ...facts, knownSha256, source: verdict.file } })
        }
        case 'unknown':
          if (!acceptedKeys.includes(print.sha256)) throw new Trouble({ code: 'host-key-unknown', facts })
          newKey = key
      }
      accepted = print.sentence
    },
  }
}
