import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

/** Only root may mount, and only Linux has tmpfs. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0

/** A disk of its own for the running test, of `kilobytes`, really mounted. */
export async function tinyDisk(kilobytes: number): Promise<string> {
  const disk = path.join(await temporaryFolder(), 'disk')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=777`, 'tmpfs', disk])
  onTestFinished(() => void execFileSync('umount', ['--lazy', disk]))
  return disk
}
