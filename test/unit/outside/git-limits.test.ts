import { expect, test } from 'vitest'
import { checkBeforeCheckout } from '../../../main/outside/git/limits.ts'

const check = (path: string) => () => checkBeforeCheckout('wiki', [{ path, size: 1 }])

test.each([
  '.git/config',
  '.GIT/config',
  '.git./config',
  '.git /config',
  '.git. . ./config',
  '.g\u200cit/config',
  '\ufeff.git/config',
  'git~1/config',
  'GIT~2/config',
  'sub/.Git /hooks/post-checkout',
  '../outside',
  '.. /outside',
  '... /outside',
  'a//b',
  'C:x',
  'a\\b',
])('%j is never put onto a disk', (path) => {
  expect(check(path)).toThrow('recipe-file-refused')
})

test.each(['.gitignore', '.gitea/x.yml', 'compose.yml', '.env.sample', 'git/x', 'x.git', 'a..b', '.drone.yml'])(
  '%j is',
  (path) => {
    expect(check(path)).not.toThrow()
  },
)
