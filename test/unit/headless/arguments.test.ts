import { describe, expect, test } from 'vitest'
import { readArguments } from '../../../main/headless/arguments.ts'
import { helpText } from '../../../main/headless/help.ts'
import { kinds } from '../../../main/headless/kinds.ts'
import { options } from '../../../main/headless/options.ts'
import { pairs } from '../../../main/headless/pairs.ts'
import { WrongUsage } from '../../../main/headless/wrong-usage.ts'

const off = ['--server', 'garden', '--do', 'turn-off', '--app', 'wiki.example.org']

test('a server is named, or given by its address', () => {
  const serverOf = (...words: readonly string[]) => readArguments([...words, ...off.slice(2)])
  expect(serverOf('--server', 'garden.example.org')).toMatchObject({
    kind: 'plan',
    server: { kind: 'known', name: 'garden.example.org' },
    apply: false,
    json: false,
    showPasswords: false,
  })
  expect(serverOf('--server', 'ada@garden')).toMatchObject({
    server: { kind: 'address', user: 'ada', host: 'garden', port: 22, key: null, hostKey: null },
  })
  const hostKey = `SHA256:${'b'.repeat(43)}`
  expect(serverOf('--server=ada@garden:2222', '--key', './key', '--host-key', hostKey)).toMatchObject({
    server: { kind: 'address', user: 'ada', host: 'garden', port: 2222, key: './key', hostKey },
  })
  expect(serverOf('--server', 'ada@[2001:db8::5]:22')).toMatchObject({ server: { host: '2001:db8::5', port: 22 } })
})

test('every kind takes its options, and says which one it lacks', () => {
  const given: Readonly<Record<string, string>> = {
    app: 'wiki.example.org',
    to: '1.2.3+4',
    recipe: 'wiki',
    domain: 'wiki.example.org',
    secret: 'db_password',
    service: 'app',
    copies: '2',
  }
  for (const [word, { needs }] of Object.entries(kinds)) {
    const words = needs.map((name) => [`--${name}`, given[name] ?? ''])
    const call = (all: readonly string[][]) => readArguments(['--server', 'garden', '--do', word, ...all.flat()])
    expect(call(words)).toMatchObject({ kind: 'plan' })
    for (const [index, name] of needs.entries()) {
      expect(() => call(words.toSpliced(index, 1))).toThrow(`--${name} ${options[name].value} is missing`)
    }
  }
})

describe('what cannot be meant is refused, by the option’s name and never by its value', () => {
  test.each([
    ['There is no option --dance.', ...off, '--dance'],
    ['Every word belongs to an option', ...off, 'now'],
    ['--app is given twice.', ...off, '--app', 'other.example.org'],
    ['--json takes no value.', ...off, '--json=yes'],
    ['--app NAME is missing', '--server', 'garden', '--do', 'turn-off', '--app'],
    ['--server', '--do', 'turn-off', '--app', 'wiki.example.org'],
    ['--do WHAT is missing', '--server', 'garden'],
    ['--do takes one of install, update', '--server', 'garden', '--do', 'toString'],
    ['--recipe does not go with --do turn-off, which takes --app.', ...off, '--recipe', 'wiki'],
    ['--key goes with --server USER@HOST', ...off, '--key', 'file'],
    ['--host-key goes with --server USER@HOST', ...off, '--host-key', `SHA256:${'b'.repeat(43)}`],
    ['--host-key SHA256:… does not fit', '--server', 'ada@garden', ...off.slice(2), '--host-key', 'secret'],
    ['--server NAME | USER@HOST[:PORT] does not fit', '--server', '../garden', ...off.slice(2)],
    ['--server NAME | USER@HOST[:PORT] does not fit', '--server', 'ada@garden:0', ...off.slice(2)],
    ['--server NAME | USER@HOST[:PORT] does not fit', '--server', '-oProxyCommand@garden', ...off.slice(2)],
    ['--app NAME does not fit', ...off.slice(0, -1), '../secret'],
    [
      '--domain ADDRESS does not fit',
      '--server',
      'garden',
      '--do',
      'install',
      '--recipe',
      'wiki',
      '--domain',
      'https://secret',
    ],
    [
      '--set KEY=VALUE does not fit',
      '--server',
      'garden',
      '--do',
      'install',
      '--recipe',
      'wiki',
      '--domain',
      'w.example.org',
      '--set',
      'secret',
    ],
  ])('%s', (said, ...words) => {
    const read = () => readArguments(words)
    expect(read).toThrow(WrongUsage)
    expect(read).toThrow(said)
    expect(read).not.toThrow('secret')
  })
})

test('settings keep everything behind their first sign of equality', () => {
  expect(pairs.parse(['TITLE=a = b', 'EMPTY='])).toEqual({ TITLE: 'a = b', EMPTY: '' })
  for (const wrong of [['TITLE'], ['=a'], ['A=1', 'A=2']]) expect(pairs.safeParse(wrong).success).toBe(false)
})

test('the help names every option and every kind', () => {
  expect(readArguments([])).toEqual({ kind: 'help' })
  expect(readArguments([...off, '--help'])).toEqual({ kind: 'help' })
  const help = helpText()
  for (const name of Object.keys(options)) expect(help).toContain(`\n  --${name}`)
  for (const word of Object.keys(kinds)) expect(help).toContain(`\n  ${word}\n`)
})
