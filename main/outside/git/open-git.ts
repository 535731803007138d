import { tmpdir } from 'node:os'
import { exists } from './clone-beside.ts'
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
  if (platform === 'darwin' && (await isOnlyAnOffer(environment.PATH ?? ''))) return builtInGit()
  const version = await run.text(['version'], { folder: tmpdir() }).catch(() => null)
  return version === null ? builtInGit() : openSystemGit(run, openRunRemote(environment))
}

/** Loaded where it is needed only: alone it adds almost 20 MB to a process. */
async function builtInGit(): Promise<Git> {
  const { openBuiltInGit } = await import('./built-in-git.ts')
  return openBuiltInGit()
}

/** A new Mac has a `/usr/bin/git` that does nothing but ask, in a window, to install Apple's tools. */
async function isOnlyAnOffer(searched: string): Promise<boolean> {
  for (const tools of ['/Library/Developer/CommandLineTools', '/Applications/Xcode.app']) {
    if (await exists(tools)) return false
  }
  for (const folder of searched.split(':')) {
    if (folder !== '' && (await exists(`${folder}/git`))) return folder === '/usr/bin'
  }
  return false
}
