import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { lockOwn } from '../../../main/store/lock.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const times = { beat: 50, old: 200 }

/** Another process that takes the lock in `own` and says what it got. */
async function another(own: string): Promise<{ readonly answer: string; readonly pid: number; kill(): Promise<void> }> {
  const module = path.join(import.meta.dirname, '../../../main/store/lock.ts')
  const program = `
    import { lockOwn } from ${JSON.stringify(module)}
    const answer = await lockOwn(${JSON.stringify(own)}, ${JSON.stringify(times)})
    process.stdout.write(answer.kind)
    setInterval(() => undefined, 1000)
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  const said: unknown[] = await once(child.stdout, 'data')
  return { answer: String(said[0]), pid: child.pid ?? 0, kill }
}

describe('one core for each folder', () => {
  test('a second start finds the first and its window', async () => {
    const own = await temporaryFolder()
    const first = await lockOwn(own, times)
    if (first.kind !== 'ours') throw new Error('The lock was taken')
    onTestFinished(() => first.lock.release())
    expect(await lockOwn(own, times)).toEqual({ kind: 'held', pid: process.pid, address: null })
    await first.lock.tell('http://127.0.0.1:4000')
    expect(await lockOwn(own, times)).toEqual({ kind: 'held', pid: process.pid, address: 'http://127.0.0.1:4000' })
  })

  test('released, it leaves nothing behind and can be taken again', async () => {
    const own = await temporaryFolder()
    const first = await lockOwn(own, times)
    if (first.kind === 'ours') await first.lock.release()
    expect(await readdir(own)).toEqual([])
    const second = await lockOwn(own, times)
    expect(second.kind).toBe('ours')
    if (second.kind === 'ours') await second.lock.release()
  })

  test('a process that runs keeps it, a killed one loses it at once', async () => {
    const own = await temporaryFolder()
    const holder = await another(own)
    expect(holder.answer).toBe('ours')
    expect(await lockOwn(own, times)).toMatchObject({ kind: 'held', pid: holder.pid })
    await holder.kill()
    const before = performance.now()
    const ours = await lockOwn(own, { beat: 5000, old: 30_000 })
    expect(ours.kind).toBe('ours')
    expect(performance.now() - before).toBeLessThan(1000)
    if (ours.kind === 'ours') await ours.lock.release()
    expect(await readdir(own)).toEqual([])
  })

  test('of many that find a killed holder, one takes over', async () => {
    const own = await temporaryFolder()
    const holder = await another(own)
    await holder.kill()
    const answers = await Promise.all(Array.from({ length: 10 }, () => lockOwn(own, times)))
    expect(answers.filter(({ kind }) => kind === 'ours')).toHaveLength(1)
    for (const answer of answers) if (answer.kind === 'ours') await answer.lock.release()
  })

  test('a number that now belongs to another program does not hold it', async () => {
    const own = await temporaryFolder()
    const file = path.join(own, 'core.lock')
    await writeFile(file, JSON.stringify({ pid: process.ppid, token: 'a', address: null }))
    const longAgo = new Date(Date.now() - 60_000)
    await utimes(file, longAgo, longAgo)
    const ours = await lockOwn(own, times)
    expect(ours.kind).toBe('ours')
    if (ours.kind === 'ours') await ours.lock.release()
  })

  test('a holder that was asleep is given a moment to wake up', async () => {
    const own = await temporaryFolder()
    const holder = await another(own)
    const longAgo = new Date(Date.now() - 60_000)
    await utimes(path.join(own, 'core.lock'), longAgo, longAgo)
    expect(await lockOwn(own, times)).toMatchObject({ kind: 'held', pid: holder.pid })
  })

  test('a damaged lock holds nobody up', async () => {
    const own = await temporaryFolder()
    await writeFile(path.join(own, 'core.lock'), '{"pid":')
    const ours = await lockOwn(own, times)
    expect(ours.kind).toBe('ours')
    if (ours.kind === 'ours') await ours.lock.release()
    expect(await readdir(own)).toEqual([])
  })
})
