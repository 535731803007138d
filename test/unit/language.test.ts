import { beforeAll, describe, expect, test } from 'vitest'
import type { Failure } from '../../preload/contract/failure.ts'
import type { Message } from '../../preload/contract/message.ts'
import { english } from '../../renderer/language/en/english.ts'
import type { Sentences } from '../../renderer/language/keys.ts'
import { pseudo } from '../../renderer/language/pseudo.ts'
import { sayFailure, sayMessage } from '../../renderer/language/say.ts'
import { languageFor, startSentences } from '../../renderer/language/languages.ts'
import { failureValues, messageValues } from '../../renderer/language/values.ts'
import { failureSamples, messageSamples } from './language-samples.ts'
import { rendererSources } from './renderer-sources.ts'

/** What interface.md keeps away from members; technicians meet them in the Details folds. */
const forbidden =
  /\b(?:(?:re|un)?deploy\w*|stacks?|nodes?|containers?|services?|volumes?|mounts?|secrets?|env vars?|FQDN|rollback|snapshots?|repositor(?:y|ies)|converge\w*|unhealthy|swarm|ETIMEDOUT|ECONNREFUSED|see the logs?)\b/i
const techniciansKeys = /^(?:server\.(?:swarm|docker|context)|\w+\.technician\.)/

const failures: readonly Failure[] = codes(failureSamples).map((code) => failureOf(code))
const messages: readonly Message[] = codes(messageSamples).map((code) => messageOf(code))
const leaves = leavesOf(english)
const sources = rendererSources()

beforeAll(() => startSentences('en'))

describe('what the core says', () => {
  test.each(failures)('$code has a sentence that uses only its own facts', (failure) => {
    const values = { ...failureValues(failure), count: 2 }
    for (const sentence of leavesOf(english.failures[failure.code])) {
      expect(Object.keys(values), sentence.text).toEqual(expect.arrayContaining(placeholders(sentence.text)))
    }
    const said = sayFailure(failure)
    expect(said.what).toMatch(/\.$/)
    expect(Object.values(said).join(' ')).not.toMatch(/\{\{|undefined|failures\./)
  })

  test.each(failures.filter(({ code }) => code !== 'cancelled'))(
    '$code says what it means and what to do next',
    (failure) => {
      const said = sayFailure(failure)
      expect(said.means).toMatch(/\.$/)
      expect(said.next).toMatch(/\.$/)
    },
  )

  test.each(messages)('$code has a sentence that uses only its own values', (message) => {
    const values = { ...messageValues(message), count: 2 }
    for (const sentence of leavesOf(english.messages[message.code])) {
      expect(Object.keys(values), sentence.text).toEqual(expect.arrayContaining(placeholders(sentence.text)))
    }
    const said = sayMessage(message)
    expect(said.what).not.toBe('')
    expect(`${said.what} ${said.more ?? ''}`).not.toMatch(/\{\{|undefined|messages\./)
  })

  test('counts, sizes and lists read well', () => {
    expect(sayMessage({ code: 'reason-all-running', values: { services: 1 } }).what).toBe('Its one part is running.')
    expect(sayMessage(messageOf('progress-images')).what).toBe('1 of 2 fetched · 12 MB of 412 MB')
    expect(sayFailure(failureOf('not-steady-in-time')).means).toContain('still waiting for: app and db.')
    expect(sayFailure(failureOf('login-refused')).next).toContain('accepts: key and password with questions.')
  })

  test('texts of servers and recipes stay texts', () => {
    const app = '{{reference}} $t(parts.copy) <b>x</b>'
    expect(sayFailure({ code: 'app-running', facts: { app } }).what).toBe(`${app} is still running.`)
  })
})

describe('the texts of the pages', () => {
  test('every key that a page asks for exists', () => {
    const known = new Set(leaves.map(({ key }) => singular(key)))
    const asked = sources.flatMap(({ file, said }) => said.map((key) => ({ file, key })))
    expect(asked.length).toBeGreaterThan(100)
    expect(asked.filter(({ key }) => !known.has(key))).toEqual([])
  })

  test('every sentence is said somewhere', () => {
    const quoted = new Set(sources.flatMap((source) => source.quoted))
    const templates = sources.flatMap((source) => source.templates).filter((head) => /^\w+\./.test(head))
    const unsaid = leaves
      .map(({ key }) => singular(key))
      .filter((key) => !quoted.has(key) && !templates.some((head) => key.startsWith(head)))
    expect(unsaid).toEqual([])
  })

  test('no sentence stands in a component', () => {
    expect(sources.filter(({ file }) => file.endsWith('.tsx')).length).toBeGreaterThan(40)
    const bare = sources.flatMap(({ file, bareWords }) => bareWords.map((words) => `${file}: ${words}`))
    expect(bare).toEqual([])
  })

  test('members meet none of the words of technicians', () => {
    const met = leaves
      .filter(({ key }) => !techniciansKeys.test(key))
      .filter(({ text }) => forbidden.test(text.replaceAll(/\{\{.*?\}\}/g, '')))
    expect(met).toEqual([])
  })
})

describe('languages', () => {
  test('the language of tests keeps every placeholder and marks every sentence', () => {
    const marked = leavesOf(pseudo(english))
    expect(marked.map(({ key }) => key)).toEqual(leaves.map(({ key }) => key))
    for (const [index, leaf] of leaves.entries()) {
      const text = marked[index]?.text ?? ''
      expect(placeholders(text)).toEqual(placeholders(leaf.text))
      expect(text).toMatch(/^\[.*\]$/s)
    }
  })

  test('the first known one of those that the member reads is used', () => {
    expect(languageFor('system', ['xx-YY', 'en-GB'])).toBe('en')
    expect(languageFor('en', ['xx'])).toBe('en')
    expect(languageFor('system', ['xx'])).toBe('en')
  })
})

function failureOf<Code extends keyof typeof failureSamples>(code: Code): Failure {
  return { code, facts: failureSamples[code] } as Failure
}

function messageOf<Code extends keyof typeof messageSamples>(code: Code): Message {
  return { code, values: messageSamples[code] } as Message
}

function codes<Code extends string>(samples: Readonly<Record<Code, unknown>>): readonly Code[] {
  return Object.keys(samples) as Code[]
}

function leavesOf(tree: Sentences, before = ''): readonly { readonly key: string; readonly text: string }[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [{ key: before + key, text: value }] : leavesOf(value, `${before}${key}.`),
  )
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)/g)].flatMap((match) => match[1] ?? [])
}

function singular(key: string): string {
  return key.replace(/_(?:zero|one|two|few|many|other)$/, '')
}
