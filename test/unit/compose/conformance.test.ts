import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { substitute, variablesIn } from '../../../main/compose/template.ts'

const repository = join(import.meta.dirname, '../../..')
const shared = join(repository, '../shared/conformance')
const isThere = existsSync(join(shared, 'compare.mjs'))

if (!isThere) console.log('conformance with recorded stacks is skipped: ../shared/conformance is not there')

const templateCases = z.object({
  substitute: z.array(
    z.object({
      template: z.string(),
      mapping: z.record(z.string(), z.string()),
      expected: z.string().optional(),
    }),
  ),
  extract_variables: z.array(
    z.object({ dict: z.record(z.string(), z.unknown()), expected: z.record(z.string(), z.string()) }),
  ),
})

/** Every text in a value, at any depth. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : []
}

describe.runIf(isThere)("what Docker's own CLI made of real stacks", () => {
  test('is what we make of them', async () => {
    const child = spawn(
      process.execPath,
      [join(shared, 'compare.mjs'), '--', process.execPath, 'main/headless.ts', 'render'],
      { cwd: repository, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    let said = ''
    child.stdout.on('data', (text: Buffer) => (said += text.toString()))
    await once(child, 'close')
    const [, agreed, all] = /conformance: (\d+)\/(\d+) cases agree/.exec(said) ?? []
    expect(Number(all)).toBeGreaterThan(100)
    expect(agreed, said).toBe(all)
  })

  test('its use of variables is ours', () => {
    const cases = templateCases.parse(JSON.parse(readFileSync(join(shared, 'template-cases.json'), 'utf8')))
    expect(cases.substitute.length).toBeGreaterThan(20)
    for (const { template, mapping, expected } of cases.substitute) {
      const result = substitute(template, (name) => mapping[name])
      expect(result.kind === 'text' ? result.text : undefined, template).toBe(expected)
    }
    for (const { dict, expected } of cases.extract_variables) {
      const found = textsOf(dict).flatMap((text) => [...variablesIn(text)])
      expect(Object.fromEntries(found)).toEqual(expected)
    }
  })
})
