/**
 * One core for each folder of own data. The lock is a small file naming the process that holds it, touched every few
 * seconds: a dead process loses it at once, and one whose number now belongs to somebody else after a moment's watching.
 *
 * Not done with proper-lockfile, which knows only the age of the file and so keeps a killed core's successor waiting.
 */
import { randomUUID } from 'node:crypto'
import { readFile, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { readTrouble, systemCode } from './file-trouble.ts'
import { makeOwnFolder } from './own-file.ts'
import { createFile, writeAtomic } from './write-atomic.ts'

const holder = z.object({ pid: z.number().int().positive(), token: z.string(), address: z.string().nullable() })
type Holder = z.infer<typeof holder>

export type LockAnswer =
  | { readonly kind: 'ours'; readonly lock: Lock }
  /** Another core runs. `address`: what it told with `tell`, so that a second start can show the first one's window. */
  | { readonly kind: 'held'; readonly pid: number; readonly address: string | null }

export interface Lock {
  tell(address: string): Promise<void>
  release(): Promise<void>
}

export interface LockTimes {
  /** Milliseconds between touches, and how old a touch of a living process may be. */
  readonly beat: number
  readonly old: number
}

/** Takes the lock in `own`, or says who has it. Throws Trouble `disk-full`, `file-not-writable`, `file-unreadable`. */
export async function lockOwn(own: string, times: LockTimes = { beat: 5000, old: 30_000 }): Promise<LockAnswer> {
  await makeOwnFolder(own)
  const file = path.join(own, 'core.lock')
  const me: Holder = { pid: process.pid, token: randomUUID(), address: null }
  for (;;) {
    if ((await createFile(file, JSON.stringify(me), { mode: 0o600 })) === 'created') break
    const found = await readHolder(file)
    if (found === 'gone') continue
    if (found !== 'damaged' && (await isAlive(file, found, times))) {
      return { kind: 'held', pid: found.pid, address: found.address }
    }
    if (await takeOver(file, found === 'damaged' ? 'damaged' : found.token, me)) break
  }
  return { kind: 'ours', lock: hold(file, me, times) }
}

function hold(file: string, me: Holder, times: LockTimes): Lock {
  const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), times.beat)
  beat.unref()
  return {
    tell: (address) => writeAtomic(file, JSON.stringify({ ...me, address })),
    async release() {
      clearInterval(beat)
      const found = await readHolder(file)
      if (found !== 'gone' && found !== 'damaged' && found.token === me.token) await rm(file, { force: true })
    },
  }
}

async function isAlive(file: string, found: Holder, times: LockTimes): Promise<boolean> {
  if (!isRunning(found.pid)) return false
  const touched = await touchedAt(file)
  if (Date.now() - touched < times.old) return true
  // The computer may just have woken up: its holder then touches the file as soon as it runs again.
  for (const end = Date.now() + 2 * times.beat; Date.now() < end;) {
    await wait(times.beat / 10)
    if ((await touchedAt(file)) !== touched) return true
    if (!isRunning(found.pid)) return false
  }
  return false
}

/**
 * Of all that find the same dead holder, the one that makes the marker named after it puts itself in place; the others look
 * again. So nobody ever replaces a lock that was taken in the meantime.
 */
async function takeOver(file: string, deadToken: string, me: Holder): Promise<boolean> {
  const marker = `${file}.after-${deadToken.replaceAll(/[^A-Za-z0-9-]/g, '')}`
  if ((await createFile(marker, JSON.stringify(me), { mode: 0o600 })) === 'exists') {
    const other = await readHolder(marker)
    if (other === 'damaged' || (other !== 'gone' && !isRunning(other.pid))) await rm(marker, { force: true })
    await wait(10)
    return false
  }
  try {
    const found = await readHolder(file)
    const same = found === 'damaged' ? deadToken === 'damaged' : found !== 'gone' && found.token === deadToken
    if (same) await writeAtomic(file, JSON.stringify(me))
    return same
  } finally {
    await rm(marker, { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, for another user.
    return systemCode(error) === 'EPERM'
  }
}

async function touchedAt(file: string): Promise<number> {
  return stat(file).then(
    (found) => found.mtimeMs,
    () => 0,
  )
}

async function readHolder(file: string): Promise<Holder | 'gone' | 'damaged'> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'gone'
    throw readTrouble(error, file)
  }
  try {
    return holder.parse(JSON.parse(text))
  } catch {
    return 'damaged'
  }
}
