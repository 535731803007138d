import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { hostKeyPrint } from '../../../main/server/host-key.ts'
import { type WordKind, words, wordsOfEach } from '../../../main/server/words.ts'

const kinds: readonly WordKind[] = ['manner', 'someone', 'deed', 'look', 'something', 'place']

describe('the print of a host key', () => {
  it('is the one that ssh-keygen shows', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'canteen-print-'))
    try {
      const file = join(folder, 'key')
      const run = promisify(execFile)
      await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file])
      const { stdout } = await run('ssh-keygen', ['-l', '-f', `${file}.pub`])
      const bytes = Buffer.from((await readFile(`${file}.pub`, 'utf8')).split(' ')[1] ?? '', 'base64')
      expect(stdout).toContain(` ${hostKeyPrint(bytes).sha256} `)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('reads as the same sentence for ever', () => {
    // Members have written these down: when this test fails, the sentences of all servers have changed.
    expect(hostKeyPrint(Buffer.from('one')).sentence).toMatchInlineSnapshot(
      `"The stubborn reporter mourns the yellow sword near the hospital, and the giggling professor kisses the quilted goblet near the reef."`,
    )
    expect(hostKeyPrint(Buffer.from('two')).sentence).toMatchInlineSnapshot(
      `"The tearful merchant colours the folded helmet near the cellar, and the gloomy king moves the edible pumpkin near the beach."`,
    )
  })

  it('uses all its words evenly, in every place', () => {
    const seen = new Map<number, Set<string>>()
    for (let key = 0; key < 3000; key++) {
      const { sentence } = hostKeyPrint(Buffer.from(`key ${key}`))
      const found =
        /^The (\w+) (\w+) (\w+) the (\w+) (\w+) near the (\w+), and the (\w+) (\w+) (\w+) the (\w+) (\w+) near the (\w+)\.$/.exec(
          sentence,
        )
      expect(found, sentence).not.toBeNull()
      for (const [place, word] of found?.slice(1).entries() ?? []) {
        seen.set(place, (seen.get(place) ?? new Set()).add(word))
      }
    }
    expect([...seen.values()].map((each) => each.size)).toEqual(Array.from({ length: 12 }, () => wordsOfEach))
  })
})

describe('the words of sentences', () => {
  it.each(kinds)('of %s cannot be taken for one another', (kind) => {
    const list = words(kind)
    expect(list).toHaveLength(wordsOfEach)
    const close = list.flatMap((one, index) =>
      list.slice(0, index).flatMap((other) => (distance(one, other) < 2 ? [`${one} ${other}`] : [])),
    )
    expect(close).toEqual([])
    for (const word of list) expect(word).toMatch(/^[a-z]{3,13}$/)
  })
})

/** How many letters have to be changed, added or left out to make one word of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (const [place, against] of [...other].entries()) {
      const changed = (row[place] ?? 0) + (letter === against ? 0 : 1)
      next.push(Math.min(changed, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
