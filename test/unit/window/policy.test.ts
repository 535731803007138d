import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import { allowedStyle, contentPolicy } from '../../../main/window/policy.ts'

test('the style that is allowed is the one that React Aria writes', async () => {
  const entry = createRequire(import.meta.url).resolve('react-aria/package.json')
  const source = await readFile(path.join(path.dirname(entry), 'dist/private/interactions/usePress.mjs'), 'utf8')
  const attribute = /PRESSABLE_ATTRIBUTE = '([^']+)'/.exec(source)?.[1]
  const template = /style\.textContent = `\n([^`]+)`/.exec(source)?.[1]
  expect(template?.replace(/\$\{[^}]+\}/, attribute ?? '').trim()).toBe(allowedStyle)
})

test('nothing inline, nothing evaluated, nobody else', () => {
  const policy = contentPolicy(['ws://127.0.0.1:4000'])
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self' ws://127.0.0.1:4000",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]),
  )
})
