import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { openInBrowser, opening } from '../../../main/window/browser/system-browser.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('each system opens in its own way, and none without a display', () => {
  expect(opening('linux', {}, '/x/open.html')).toBeNull()
  expect(opening('linux', { DISPLAY: ':0' }, '/x/open.html')).toEqual({
    program: 'xdg-open',
    words: ['file:///x/open.html'],
  })
  expect(opening('linux', { WAYLAND_DISPLAY: 'wayland-0' }, '/x/open.html')?.program).toBe('xdg-open')
  expect(opening('darwin', {}, '/x/open.html')?.program).toBe('open')
  expect(opening('win32', {}, '/x/open.html')?.program).toBe('rundll32')
})

test('the browser is given a private file that leads on, and never the token', async () => {
  const own = await temporaryFolder()
  const bin = path.join(own, 'bin')
  await mkdir(bin)
  const program = path.join(bin, 'xdg-open')
  await writeFile(program, `#!/bin/sh\nprintf '%s' "$*" > '${own}/words.tmp' && mv '${own}/words.tmp' '${own}/words'\n`)
  await chmod(program, 0o755)
  vi.stubEnv('PATH', `${bin}:${process.env['PATH'] ?? ''}`)
  const forget = await openInBrowser('http://127.0.0.1:1/#token=opensesame', own, 'linux', { DISPLAY: ':0' })
  vi.unstubAllEnvs()

  const words = await vi.waitFor(() => readFile(path.join(own, 'words'), 'utf8'), { timeout: 10_000 })
  expect(words).toMatch(/^file:\/\/\/.*open\.html$/)
  const file = path.join(own, 'open.html')
  expect(await readFile(file, 'utf8')).toContain('url=http://127.0.0.1:1/#token=opensesame')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await forget()
  await expect(stat(file)).rejects.toThrow('ENOENT')
})
