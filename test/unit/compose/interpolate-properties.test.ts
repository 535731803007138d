import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ComposeError } from '../../../main/compose/compose-error.ts'
import { type Lookup, substitute, variablesIn } from '../../../main/compose/template.ts'
import { containerOf } from './scene.ts'

const parts = [
  '$',
  '$$',
  '{',
  '}',
  '${',
  '${A',
  '${A}',
  '$B',
  ':-',
  '-',
  ':?',
  '?',
  'A',
  'b',
  '_',
  '9',
  ' ',
  '\n',
  'é',
  '🌱',
  ':',
  '"',
]
const template = fc.oneof(
  fc.array(fc.constantFrom(...parts), { maxLength: 20 }).map((some) => some.join('')),
  fc.string({ unit: 'binary' }),
)
const environment = fc.dictionary(
  fc.constantFrom('A', 'B', 'b', '__proto__', 'A9'),
  fc.constantFrom('', 'x', '$A', '${B}', '}'),
)

/** Docker's own expression (cli/compose/template), which looks for each `}` anew and so takes the square of the length. */
const name = '[_a-z][_a-z0-9]*'
const substitution = `${name}(?::?[-?][^}]*)?`
const dockers = new RegExp(`\\$(?:(\\$)|(${substitution})|\\{(${substitution})\\}|)`, 'gi')

/** What Docker looks up: it cuts at the first of these that is there at all, wherever it stands. */
function nameIn(reference: string): string {
  const separator = [':-', '-', ':?', '?'].find((one) => reference.includes(one))
  return separator === undefined ? reference : reference.slice(0, reference.indexOf(separator))
}

describe('replacing variables', () => {
  test('finds what the expression of Docker finds', () => {
    fc.assert(
      fc.property(template, (text) => {
        let isFaulty = false
        const expected = text.replace(dockers, (_whole, escaped?: string, named?: string, braced?: string) => {
          if (escaped !== undefined) return '$'
          isFaulty = named === undefined && braced === undefined
          return isFaulty ? '' : `<${nameIn(named ?? braced ?? '')}>`
        })
        const found = substitute(text, (variable) => `<${variable}>`)
        if (isFaulty) expect(found.kind).toBe('syntax')
        else expect(found).toEqual({ kind: 'text', text: expected })
      }),
      { numRuns: 5000 },
    )
  })

  test('throws nothing, and knows no variables but those it is given', () => {
    fc.assert(
      fc.property(template, environment, (text, variables) => {
        const asked = new Set<string>()
        const lookup: Lookup = (variable) => {
          asked.add(variable)
          return Object.hasOwn(variables, variable) ? variables[variable] : undefined
        }
        expect(['text', 'syntax', 'required', 'too-long']).toContain(substitute(text, lookup).kind)
        for (const variable of [...asked, ...variablesIn(text).keys()]) expect(text).toContain(variable)
      }),
      { numRuns: 2000 },
    )
  })

  test('leaves text alone whose dollar signs are doubled', () => {
    fc.assert(
      fc.property(template, (text) => {
        expect(substitute(text.replaceAll('$', '$$$$'), () => 'never')).toEqual({ kind: 'text', text })
      }),
    )
  })

  test('in a file ends in a stack or in its own refusal, whatever the option is to become', () => {
    const option = fc.constantFrom(
      'hostname',
      'tty',
      'stop_grace_period',
      'ports',
      'deploy',
      'healthcheck',
      'environment',
    )
    fc.assert(
      fc.property(option, template, environment, (key, text, variables) => {
        const value = JSON.stringify(key === 'ports' ? [text] : key === 'environment' ? { X: text } : text)
        try {
          containerOf(`${key}: ${value}`, '', variables)
        } catch (error) {
          expect(error).toBeInstanceOf(ComposeError)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
