import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { writeAtomic } from '../../store/write-atomic.ts'

export interface Opening {
  readonly program: string
  readonly words: readonly string[]
}

/** How the system opens a file in the member's browser; null where there is no display. */
export function opening(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  file: string,
): Opening | null {
  const address = pathToFileURL(file).href
  if (platform === 'darwin') return { program: 'open', words: [address] }
  if (platform === 'win32') return { program: 'rundll32', words: ['url.dll,FileProtocolHandler', address] }
  return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? { program: 'xdg-open', words: [address] } : null
}

/**
 * Opens an address with a token in the member's browser, without the token in a process argument, which every user of the
 * computer can read: the browser is given a file of this user that leads on. Gives back how to remove that file.
 */
export async function openInBrowser(
  url: string,
  own: string,
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<() => Promise<void>> {
  const file = path.join(own, 'open.html')
  const found = opening(platform, environment, file)
  if (found === null) return () => Promise.resolve()
  await writeAtomic(file, `<!doctype html><meta http-equiv="refresh" content="0;url=${url}">\n`, { mode: 0o600 })
  const child = spawn(found.program, found.words, { stdio: 'ignore', detached: true })
  // No browser to be found: the address is printed all the same.
  child.on('error', () => undefined)
  child.unref()
  return () => rm(file, { force: true })
}
