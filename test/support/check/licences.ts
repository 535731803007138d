import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** May be distributed as part of a work under the GNU GPL 3 or later, by the Free Software Foundation's list; OFL: fonts. */
const compatible = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
])

/** Packages whose package.json says it in a way that npm does not read; their licence files were read instead. */
const readByHand: Readonly<Record<string, string>> = {
  ssh2: 'MIT',
  'cpu-features': 'MIT',
  buildcheck: 'MIT',
}

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ license: z.string().optional(), dev: z.boolean().optional(), devOptional: z.boolean().optional() }),
  ),
})

export interface Licences {
  readonly trouble: readonly string[]
  readonly packages: number
}

/** The licences of everything that members get, on every platform, as the lock file has them. */
export async function checkLicences(): Promise<Licences> {
  const { packages } = lock.parse(JSON.parse(await readFile('package-lock.json', 'utf8')))
  const given = Object.entries(packages).filter(([place, entry]) => place !== '' && entry.dev !== true)
  const trouble = given.flatMap(([place, entry]) => {
    const name = place.replace(/^.*node_modules\//, '')
    const licence = entry.license ?? readByHand[name] ?? 'none'
    return isCompatible(licence) ? [] : [`${name} is under ${licence}`]
  })
  return { trouble: given.length === 0 ? ['the lock file lists nothing'] : trouble, packages: given.length }
}

/** An SPDX expression of one level: every part of an AND, one part of an OR. */
function isCompatible(expression: string): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1')
  if (plain.includes(' OR ')) return plain.split(' OR ').some((part) => compatible.has(part.trim()))
  return plain.split(' AND ').every((part) => compatible.has(part.trim()))
}
