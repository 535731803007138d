import type { Algorithms, ServerHostKeyAlgorithm } from 'ssh2'

const hostKeys: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
]

/**
 * What is offered to a server: only what BoringSSL has too, so that both windows' runtimes meet the same servers, and nothing
 * that rests on SHA-1. Types already known for the host come first: a server with several keys then shows the known one.
 */
export function algorithms(knownKeyTypes: readonly string[]): Algorithms {
  const known = hostKeys.filter((algorithm) => knownKeyTypes.includes(keyType(algorithm)))
  const others = hostKeys.filter((algorithm) => !known.includes(algorithm))
  return {
    kex: [
      'curve25519-sha256',
      'curve25519-sha256@libssh.org',
      'ecdh-sha2-nistp256',
      'ecdh-sha2-nistp384',
      'ecdh-sha2-nistp521',
    ],
    serverHostKey: [...known, ...others],
    cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes256-ctr'],
    hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com'],
    compress: ['none'],
  }
}

/** Whether a key of this type (as known_hosts files name it) can be shown by a server at all. */
export function isUsableKeyType(type: string): boolean {
  return hostKeys.some((algorithm) => keyType(algorithm) === type)
}

function keyType(algorithm: ServerHostKeyAlgorithm): string {
  return algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm
}
