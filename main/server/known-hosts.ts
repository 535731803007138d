import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { isUsableKeyType } from '../outside/ssh/algorithms.ts'
import type { HostKey } from '../outside/ssh/ssh-types.ts'
import { readTrouble, systemCode } from '../store/file-trouble.ts'
import { makeOwnFolder } from '../store/own-file.ts'
import { writeAtomic } from '../store/write-atomic.ts'
import { type KnownHostsLine, knownHostsName, namesHost, parseKnownHosts } from './known-hosts-line.ts'

export type Verdict =
  | { readonly kind: 'known' }
  | { readonly kind: 'unknown' }
  /** Another key is known, or this one was revoked; `known` is in SSH's own encoding, `file` where it was found. */
  | { readonly kind: 'changed'; readonly known: Buffer; readonly file: string }

/** What is known about one host, read once. */
export interface KnownHost {
  readonly keyTypes: readonly string[]
  judge(key: HostKey): Verdict
}

export interface KnownHosts {
  look(host: string, port: number): Promise<KnownHost>
  /** Adds a key to our own file. */
  remember(host: string, port: number, key: HostKey): Promise<void>
  /** Takes a host out of our own file; the system's files are only read. */
  forget(host: string, port: number): Promise<void>
}

interface Found extends KnownHostsLine {
  readonly file: string
}

/**
 * `own`: our own file, in OpenSSH's format. `others`: the system's files, which are only read. What our own file says of a host
 * outranks the others: a key that a member said yes to stays pinned whatever they say. A revoked key is refused wherever.
 */
export function openKnownHosts(own: string, others: readonly string[]): KnownHosts {
  let last: Promise<unknown> = Promise.resolve()
  const change = (edit: (text: string) => string): Promise<void> => {
    const turn = last.then(async () => {
      await makeOwnFolder(path.dirname(own))
      await writeAtomic(own, edit(await readText(own)), { mode: 0o600 })
    })
    last = turn.catch(() => undefined)
    return turn
  }
  return {
    async look(host, port) {
      const files = await Promise.all([own, ...others].map(async (file) => ({ file, text: await readText(file) })))
      const lines = files.flatMap(({ file, text }) => parseKnownHosts(text).map((line) => ({ ...line, file })))
      return judgeBy(lines, own, host, port)
    },
    remember: (host, port, key) => {
      const line = `${knownHostsName(host, port)} ${key.type} ${key.bytes.toString('base64')}`
      return change((text) => {
        if (text.split('\n').includes(line)) return text
        return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`
      })
    },
    forget: (host, port) => {
      const name = knownHostsName(host, port)
      return change((text) =>
        text
          .split('\n')
          .filter((line) => !parseKnownHosts(line).some(({ patterns }) => namesHost(patterns, name)))
          .join('\n'),
      )
    },
  }
}

function judgeBy(lines: readonly Found[], own: string, host: string, port: number): KnownHost {
  const name = knownHostsName(host, port)
  const named = (marked: Found['mark'], as: string) =>
    lines.filter((line) => line.mark === marked && isUsableKeyType(line.type) && namesHost(line.patterns, as))
  const revoked = named('revoked', name)
  const all = named('none', name)
  const ours = all.filter((line) => line.file === own)
  const known = ours.length > 0 ? ours : all
  // OpenSSH also takes a key that is known for the host on its usual port, but never refuses because of one.
  const elsewhere = known.length > 0 ? [] : named('none', host.toLowerCase())
  return {
    keyTypes: [...known, ...elsewhere].map((line) => line.type),
    judge(key) {
      const isKey = (line: Found) => Buffer.from(line.key, 'base64').equals(key.bytes)
      const refused = revoked.find(isKey)
      if (refused !== undefined) return { kind: 'changed', known: key.bytes, file: refused.file }
      if ([...known, ...elsewhere].some(isKey)) return { kind: 'known' }
      const other = known.find((line) => line.type === key.type) ?? known[0]
      if (other === undefined) return { kind: 'unknown' }
      return { kind: 'changed', known: Buffer.from(other.key, 'base64'), file: other.file }
    },
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return ''
    throw readTrouble(error, file)
  }
}
