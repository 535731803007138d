import { createHash } from 'node:crypto'
import { access, mkdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { lock } from 'proper-lockfile'

/**
 * A folder that is built once for these inputs and kept for later starts, outside the repository. Whoever comes while
 * it is being built waits; it appears under its name only when it is complete.
 */
export async function cached(
  name: string,
  inputs: readonly string[],
  build: (folder: string) => Promise<void>,
): Promise<string> {
  const root = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'canteen-practice')
  await mkdir(root, { recursive: true })
  const hash = createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 16)
  const folder = join(root, `${name}-${hash}`)
  if (await exists(folder)) return folder
  const retries = { forever: true, minTimeout: 200, maxTimeout: 1000 }
  const unlock = await lock(folder, { realpath: false, stale: 20_000, retries })
  try {
    if (await exists(folder)) return folder
    const unfinished = `${folder}.unfinished`
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(unfinished)
    await build(unfinished)
    await rename(unfinished, folder)
    return folder
  } finally {
    await unlock()
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
