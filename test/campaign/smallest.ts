import { type Files, fromLatin, latinOf } from './recipe.ts'

/** More attempts make it hardly smaller. */
const mostAttempts = 400

/** A smaller recipe that still fails: without files, then without runs of lines that it fails without. */
export async function smallest(files: Files, fails: (files: Files) => Promise<boolean>): Promise<Files> {
  let left = mostAttempts
  const stillFails = async (candidate: Files) => left > 0 && ((left -= 1), await fails(candidate))
  let found = files
  for (const path of files.keys()) {
    const without = new Map([...found].filter(([one]) => one !== path))
    if (await stillFails(without)) found = without
  }
  for (const [path, file] of found) {
    if (file.kind !== 'file') continue
    for (const separator of ['\n', ' ', '']) {
      const parts = await smallestParts(latinOf(found.get(path)).split(separator), (some) =>
        stillFails(new Map([...found, [path, fromLatin(some.join(separator))]])),
      )
      found = new Map([...found, [path, fromLatin(parts.join(separator))]])
    }
  }
  return found
}

/** Takes out runs of parts, long ones first. */
async function smallestParts(
  parts: readonly string[],
  fails: (parts: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> {
  let found = parts
  for (let length = Math.ceil(parts.length / 2); ; length = Math.floor(length / 2)) {
    for (let at = 0; at < found.length;) {
      const without = found.toSpliced(at, length)
      if (await fails(without)) found = without
      else at += length
    }
    if (length <= 1) return found
  }
}
