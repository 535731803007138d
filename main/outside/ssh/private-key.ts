import { readFile } from 'node:fs/promises'
import ssh2, { type ParsedKey } from 'ssh2'
import { Trouble } from '../../../preload/contract/failure.ts'
import type { Login } from '../../../preload/contract/server.ts'

export type KeyLogin = Extract<Login, { kind: 'key' | 'key-file' }>

const largestKey = 64 * 1024

/**
 * Reads a private key in OpenSSH's, PEM's or PuTTY's form. Throws `key-file-missing`, `key-unreadable`,
 * `key-needs-passphrase` and `key-passphrase-wrong`.
 */
export async function readPrivateKey(login: KeyLogin): Promise<ParsedKey> {
  const text = login.kind === 'key' ? login.key : await readKeyFile(login.file)
  // A key pasted from a window often lacks its last line break or has gained blanks around it.
  const parsed = ssh2.utils.parseKey(`${text.replaceAll('\r\n', '\n').trim()}\n`, login.passphrase)
  if (parsed instanceof Error) throw keyTrouble(parsed.message, login.passphrase)
  if (!parsed.isPrivateKey()) {
    throw new Trouble({ code: 'key-unreadable', facts: { detail: 'This is a public key, not a private one' } })
  }
  return parsed
}

async function readKeyFile(file: string): Promise<string> {
  try {
    const bytes = await readFile(file)
    if (bytes.length > largestKey) throw new Error('The file is too large for a private key')
    return bytes.toString('latin1')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw new Trouble({ code: 'key-file-missing', facts: { file } })
    const detail = error instanceof Error ? error.message : 'The file cannot be read'
    throw new Trouble({ code: 'key-unreadable', facts: { detail } })
  }
}

/** ssh2 tells an encrypted key apart by its message only. */
function keyTrouble(message: string, passphrase: string | undefined): Trouble {
  if (/no passphrase given/i.test(message)) return new Trouble({ code: 'key-needs-passphrase', facts: {} })
  const given = passphrase !== undefined && passphrase !== ''
  if (given && /passphrase|integrity|bad decrypt|malformed|unable to authenticate|wrong final block/i.test(message)) {
    return new Trouble({ code: 'key-passphrase-wrong', facts: {} })
  }
  return new Trouble({ code: 'key-unreadable', facts: { detail: message } })
}
