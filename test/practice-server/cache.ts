import { createHash } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
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
  if (await used(folder)) return folder
  const retries = { forever: true, minTimeout: 200, maxTimeout: 1000 }
  const unlock = await lock(folder, { realpath: false, stale: 20_000, retries })
  try {
    if (await used(folder)) return folder
    await removeForgotten(root)
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

const week = 7 * 24 * 60 * 60 * 1000

/** Whether the folder is there; notes that somebody needs it still. */
function used(folder: string): Promise<boolean> {
  const now = new Date()
  return utimes(folder, now, now).then(
    () => true,
    () => false,
  )
}

/** Removes what nobody has used for a week, which is what older sources were built into. */
async function removeForgotten(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const path = join(root, name)
    const found = await stat(path).catch(() => undefined)
    if (found !== undefined && Date.now() - found.mtimeMs > week) await rm(path, { recursive: true, force: true })
  }
}
