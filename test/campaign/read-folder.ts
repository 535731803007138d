import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ComposeError } from '../../main/compose/compose-error.ts'
import { convert } from '../../main/compose/convert.ts'
import { folderTree } from '../../main/folder-tree.ts'
import type { Files } from './recipe.ts'

/** Stands beside the recipe's folder, where no recipe may read. */
const canary = 'the canary beside the recipe was read'

/** Converts a recipe from a folder on the disk, links included. Throws where anything beside that folder was read. */
export function readFolder(files: Files): void {
  const home = mkdtempSync(join(tmpdir(), 'canteen-campaign-'))
  try {
    writeFileSync(join(home, 'canary'), canary)
    const folder = join(home, 'recipe')
    mkdirSync(folder)
    for (const [path, file] of files) writeInto(join(folder, path), file)
    const said = conversionOf(
      folder,
      [...files.keys()].filter((path) => /\.ya?ml$/.test(path)),
    )
    if (said.includes(Buffer.from(canary).toString('base64')) || said.includes(canary)) throw new Error(canary)
    if (said.includes(Buffer.from('root:x:0:').toString('base64').slice(0, 11))) throw new Error('/etc/passwd was read')
  } finally {
    rmSync(home, { recursive: true })
  }
}

function writeInto(place: string, file: Files extends ReadonlyMap<string, infer One> ? One : never): void {
  try {
    mkdirSync(dirname(place), { recursive: true })
    if (file.kind === 'file') writeFileSync(place, file.bytes)
    else symlinkSync(file.target, place)
  } catch {
    // A name that this disk cannot hold, or one that is taken by a folder.
  }
}

function conversionOf(folder: string, composeFiles: readonly string[]): string {
  try {
    return JSON.stringify(convert({ stack: 'mutant', composeFiles, environment: {}, tree: folderTree(folder) }))
  } catch (error) {
    if (error instanceof ComposeError) return error.message
    throw error
  }
}
