import { createHmac, timingSafeEqual } from 'node:crypto'

/** A line of a known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
export interface KnownHostsLine {
  readonly mark: 'none' | 'revoked' | 'cert-authority'
  readonly patterns: string
  readonly type: string
  readonly key: string
}

/** Lines that cannot be read are left out, as OpenSSH does. */
export function parseKnownHosts(text: string): readonly KnownHostsLine[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [first = '', ...others] = line.trim().split(/[ \t]+/)
    if (first === '' || first.startsWith('#')) return []
    const mark = first.startsWith('@') ? readMark(first) : 'none'
    const [patterns, type, key] = first.startsWith('@') ? others : [first, ...others]
    if (mark === null || patterns === undefined || type === undefined || key === undefined) return []
    return [{ mark, patterns, type, key }]
  })
}

function readMark(word: string): 'revoked' | 'cert-authority' | null {
  if (word === '@revoked') return 'revoked'
  return word === '@cert-authority' ? 'cert-authority' : null
}

/** A host as known_hosts files write it: bare on port 22, otherwise `[host]:port`. */
export function knownHostsName(host: string, port: number): string {
  const name = host.toLowerCase()
  return port === 22 ? name : `[${name}]:${port}`
}

/** Whether a line's first field speaks of this name: hashed, or a list of patterns of which none that is negated fits. */
export function namesHost(patterns: string, name: string): boolean {
  if (patterns.startsWith('|')) return isHashOf(patterns, name)
  const list = patterns.split(',')
  const fits = (pattern: string) => glob(pattern).test(name)
  if (list.some((pattern) => pattern.startsWith('!') && fits(pattern.slice(1)))) return false
  return list.some((pattern) => !pattern.startsWith('!') && fits(pattern))
}

/** `|1|salt|HMAC-SHA1 of the name with the salt`, both in base64. */
function isHashOf(hashed: string, name: string): boolean {
  const [, kind, salt, hash] = hashed.split('|')
  if (kind !== '1' || salt === undefined || hash === undefined) return false
  const expected = Buffer.from(hash, 'base64')
  const found = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest()
  return expected.length === found.length && timingSafeEqual(expected, found)
}

/** `*` and `?` as OpenSSH matches them, case aside. Neighbouring stars become one, or matching could take for ever. */
function glob(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/\*+/g, '*')
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'i')
}
