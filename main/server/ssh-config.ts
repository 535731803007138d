import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import SSHConfig from 'ssh-config'
import { z } from 'zod'

/** What ~/.ssh/config says about a host; defaults are filled in. */
export interface HostSettings {
  readonly host: string
  readonly port: number
  readonly user: string
  /** As the file names them, places filled in; they may not exist. Empty: the usual ones are tried. */
  readonly keyFiles: readonly string[]
  /** Hosts to go through, in order; each may again be an alias. */
  readonly jumps: readonly string[]
  /** When keys of the agent are tried: before the key files, as usual, or after them where the file wants only those. */
  readonly agent: 'first' | 'last' | 'never'
}

export interface SshConfig {
  /** The hosts that have a block of their own, without patterns. */
  readonly aliases: readonly string[]
  settings(alias: string): HostSettings
}

export interface Member {
  readonly home: string
  readonly user: string
}

const mostIncludes = 64

/** Reads ~/.ssh/config, which is never written. A file that is missing or that cannot be read as one counts as empty. */
export async function readSshConfig(member: Member): Promise<SshConfig> {
  const folder = path.join(member.home, '.ssh')
  const parsed = parse(await withIncludes(path.join(folder, 'config'), folder, { left: mostIncludes }, ''))
  return {
    aliases: aliases(parsed),
    settings: (alias) => settings(parsed, alias, member),
  }
}

function parse(text: string): SSHConfig {
  try {
    return SSHConfig.parse(text)
  } catch {
    return SSHConfig.parse('')
  }
}

/**
 * The text with included files in their places. The block in which an Include stands goes on after it, so its first line is
 * written once more. Canonical names are left out: the library would look them up with a program, and wait for it.
 */
async function withIncludes(file: string, folder: string, budget: { left: number }, outer: string): Promise<string> {
  if (budget.left-- <= 0) return ''
  const text = await readFile(file, 'utf8').catch(() => '')
  let block = outer
  const lines: string[] = []
  for (const line of text.split(/\r?\n/)) {
    const [, keyword = '', value = ''] = /^\s*(\w+)(?:\s*=\s*|\s+)(.*?)\s*$/.exec(line) ?? []
    if (/^(host|match)$/i.test(keyword)) block = line
    if (/^canonical/i.test(keyword)) continue
    if (!/^include$/i.test(keyword)) {
      lines.push(line)
      continue
    }
    for (const pattern of value.match(/"[^"]*"|\S+/g) ?? []) {
      for (const included of await filesOf(pattern.replaceAll('"', ''), folder)) {
        lines.push(await withIncludes(included, folder, budget, block), block)
      }
    }
  }
  return lines.join('\n')
}

async function filesOf(pattern: string, folder: string): Promise<readonly string[]> {
  const home = path.dirname(folder)
  const place = pattern.startsWith('~/') ? path.join(home, pattern.slice(2)) : path.resolve(folder, pattern)
  const found: string[] = []
  for await (const file of glob(place)) found.push(file)
  return found.sort()
}

function aliases(config: SSHConfig): readonly string[] {
  const names = config.flatMap((line) => {
    if (!('param' in line) || !/^host$/i.test(line.param)) return []
    const values = typeof line.value === 'string' ? line.value.split(/\s+/) : line.value.map(({ val }) => val)
    return values.filter((value) => /^[^*?!]+$/.test(value))
  })
  return [...new Set(names)]
}

const text = z.union([z.string(), z.array(z.string()).transform((parts) => parts.join(' '))])
const list = z.union([z.string().transform((value) => [value]), z.array(z.string())])
const computed = z.object({
  hostname: text.optional(),
  port: text.transform(Number).pipe(z.number().int().min(1).max(65535)).optional().catch(undefined),
  user: text.optional(),
  identityfile: list.optional(),
  proxyjump: text.optional(),
  identitiesonly: text.optional(),
  identityagent: text.optional(),
})

function settings(config: SSHConfig, alias: string, member: Member): HostSettings {
  // Conditions that run commands are left out: looking at a list must not run anything.
  const found = computed.parse(config.compute(alias, { ignoreCase: true, matchExec: false }))
  const host = (found.hostname ?? alias).replaceAll('%h', alias).replaceAll('%%', '%')
  const user = found.user ?? member.user
  const places = { d: member.home, h: host, r: user, u: member.user, n: alias, '%': '%' }
  const keyFiles = (found.identityfile ?? [])
    .filter((file) => file !== 'none')
    .map((file) => (file.startsWith('~/') ? path.join(member.home, file.slice(2)) : file))
    .map((file) => file.replaceAll(/%([dhrun%])/g, (_all, letter: keyof typeof places) => places[letter]))
  const jumps = found.proxyjump === undefined || found.proxyjump === 'none' ? [] : found.proxyjump.split(',')
  return {
    host,
    port: found.port ?? 22,
    user,
    keyFiles: [...new Set(keyFiles)],
    jumps: jumps.map((jump) => jump.trim()),
    agent: found.identityagent === 'none' ? 'never' : found.identitiesonly === 'yes' ? 'last' : 'first',
  }
}
