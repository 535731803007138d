import { describe, expect, test } from 'vitest'
import { liveDifferences } from '../../../main/recipe/live-differences.ts'

describe('what a server runs otherwise than the file says', () => {
  test('is told by key, whether it differs or is on one side only', () => {
    const wanted = ['TITLE=Ours', 'API_TOKEN=1', 'NEW=1', 'SAME=x=y', 'EMPTY=']
    const running = ['TITLE=Theirs', 'API_TOKEN=2', 'GONE=1', 'SAME=x=y', 'EMPTY=', 'no value']
    expect(liveDifferences(wanted, running, new Set(['TITLE', 'API_TOKEN', 'NEW', 'SAME', 'EMPTY']))).toEqual([
      { key: 'TITLE', file: 'Ours', server: 'Theirs', isSecret: false },
      { key: 'API_TOKEN', file: '1', server: '2', isSecret: true },
      { key: 'NEW', file: '1', server: null, isSecret: false },
      { key: 'GONE', file: null, server: '1', isSecret: false },
    ])
  })

  test('leaves out what tells what is installed, and what only follows from other settings', () => {
    const wanted = ['TYPE=wiki:2', 'STACK_NAME=a', 'WIKI_URL=https://a', 'DOMAIN=a']
    const running = ['TYPE=wiki:1', 'STACK_NAME=b', 'WIKI_URL=https://b', 'DOMAIN=b']
    expect(liveDifferences(wanted, running, new Set(['TYPE', 'DOMAIN']))).toEqual([
      { key: 'DOMAIN', file: 'a', server: 'b', isSecret: false },
    ])
  })
})
