import { access } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { openBuiltInGit } from './built-in-git.ts'
import type { Git } from './git-types.ts'
import { openRunGit } from './run-git.ts'
import { openRunRemote } from './run-remote.ts'
import { openSystemGit } from './system-git.ts'

/** The computer's git where there is one, else the one built in. */
export async function openGit(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Promise<Git> {
  const run = openRunGit(environment)
  if (platform === 'darwin' && !(await hasMacTools())) return openBuiltInGit()
  const version = await run.text(['version'], { folder: tmpdir() }).catch(() => null)
  return version === null ? openBuiltInGit() : openSystemGit(run, openRunRemote(environment))
}

/** macOS has a `git` that only asks, in a window, to install the real one. */
async function hasMacTools(): Promise<boolean> {
  const places = [
    '/Library/Developer/CommandLineTools',
    '/Applications/Xcode.app',
    '/opt/homebrew/bin/git',
    '/usr/local/bin/git',
  ]
  const found = await Promise.all(
    places.map((place) =>
      access(place).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.includes(true)
}
