import { describe, expect, test } from 'vitest'
import { substitute, variablesIn } from '../../../main/compose/template.ts'

const variables: Readonly<Record<string, string>> = { NAME: 'pear', EMPTY: '' }
const lookup = (name: string) => variables[name]

function text(template: string): string | undefined {
  const result = substitute(template, lookup)
  return result.kind === 'text' ? result.text : undefined
}

describe('variables are replaced', () => {
  test.each([
    ['no variable here', 'no variable here'],
    ['$NAME and ${NAME}', 'pear and pear'],
    ['$NAMES', ''],
    ['${MISSING}!', '!'],
    ['${MISSING:-plum}', 'plum'],
    ['${EMPTY:-plum}', 'plum'],
    ['${EMPTY-plum}', ''],
    ['${MISSING-plum}', 'plum'],
    ['${NAME:-plum}', 'pear'],
    ['${NAME:?needed}', 'pear'],
    ['${EMPTY?needed}', ''],
    ['$${NAME} costs $$5', '${NAME} costs $5'],
    ['${MISSING:-a:-b}', 'a:-b'],
    ['${missing_2:-}', ''],
    ['${name}', ''],
  ])('%s → %s', (template, expected) => expect(text(template)).toBe(expected))

  test('a default is not replaced in turn: it ends at the first brace', () => {
    expect(text('${MISSING:-${NAME}}')).toBe('${NAME}')
  })

  test('an unbraced name takes a default, too, up to a brace', () => {
    expect(text('$MISSING-plum pie')).toBe('plum pie')
  })
})

describe('faults', () => {
  test.each(['${', '${}', '${ NAME}', '${NAME }', '${NAME!}', '$', '$ NAME', '${1}'])('%s is no variable', (template) =>
    expect(substitute(template, lookup)).toEqual({ kind: 'syntax' }),
  )

  test.each([
    ['${MISSING:?fill it in}', 'fill it in'],
    ['${MISSING?fill it in}', 'fill it in'],
    ['${EMPTY:?}', ''],
  ])('%s needs a value', (template, message) =>
    expect(substitute(template, lookup)).toEqual({
      kind: 'required',
      variable: template.includes('EMPTY') ? 'EMPTY' : 'MISSING',
      message,
    }),
  )

  test('the last variable of a text decides', () => {
    expect(substitute('${ $NAME', lookup)).toEqual({ kind: 'text', text: '{ pear' })
  })
})

test('the variables of a text are listed with their defaults', () => {
  expect([...variablesIn('${STACK_NAME}_$X $$NOT ${A:-1} ${B-2} ${C:?no} ${D?no}')]).toEqual([
    ['STACK_NAME', ''],
    ['X', ''],
    ['A', '1'],
    ['B', '2'],
    ['C', ''],
    ['D', ''],
  ])
})
