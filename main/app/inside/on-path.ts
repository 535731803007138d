import { access, constants } from 'node:fs/promises'
import path from 'node:path'

/** Whether this computer has a program. Windows' `bash` may be that of a Linux inside it, which sees other files: it does not count. */
export async function onPath(
  program: string,
  environment: Readonly<Record<string, string | undefined>>,
  platform = process.platform,
): Promise<boolean> {
  if (platform === 'win32') return false
  for (const folder of (environment['PATH'] ?? '').split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue
    const there = await access(path.join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    )
    if (there) return true
  }
  return false
}
