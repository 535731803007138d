import { mkdir, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Failure } from '../../preload/contract/failure.ts'
import { readTrouble, systemCode, writeTrouble } from './file-trouble.ts'
import { writeAtomic } from './write-atomic.ts'

export interface OwnFile<Value> {
  /**
   * The value kept, or the fallback where there is none. A damaged file is moved aside first; `failure` says so
   * (`own-file-damaged`) in the one read that found it. Throws Trouble `file-unreadable` where the file may not be read.
   */
  read(): Promise<{ readonly value: Value; readonly failure: Failure | null }>
  /** Replaces the value; writes end in the order they were asked for. Throws as `writeAtomic`. */
  write(value: Value): Promise<void>
}

/** The shape's version; it is raised, with a step from the older shape, when the shape changes. */
const version = 1

/** A JSON file of Canteen's own, readable by this user only: `{"version": 1, "value": …}`. */
export function openOwnFile<Value>(file: string, schema: z.ZodType<Value>, fallback: Value): OwnFile<Value> {
  const envelope = z.object({ version: z.literal(version), value: schema })
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Answer>(task: () => Promise<Answer>): Promise<Answer> => {
    const turn = last.then(task, task)
    last = turn
    return turn
  }
  return {
    read: () =>
      inTurn(async () => {
        const text = await readText(file)
        if (text === null) return { value: fallback, failure: null }
        const parsed = parse(envelope, text)
        if (parsed.kind === 'good') return { value: parsed.value, failure: null }
        return { value: fallback, failure: await moveAside(file, parsed.detail) }
      }),
    write: (value) =>
      inTurn(async () => {
        await makeOwnFolder(path.dirname(file))
        await writeAtomic(file, `${JSON.stringify({ version, value }, null, 2)}\n`, { mode: 0o600 })
      }),
  }
}

/** Makes a folder that only this user may enter, with those above it. */
export async function makeOwnFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw writeTrouble(error, folder)
  }
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw readTrouble(error, file)
  }
}

function parse<Value>(
  envelope: z.ZodType<{ version: 1; value: Value }>,
  text: string,
): { readonly kind: 'good'; readonly value: Value } | { readonly kind: 'damaged'; readonly detail: string } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { kind: 'damaged', detail: error instanceof Error ? error.name : 'SyntaxError' }
  }
  const parsed = envelope.safeParse(json)
  if (parsed.success) return { kind: 'good', value: parsed.data.value }
  return { kind: 'damaged', detail: parsed.error.issues.map((issue) => issue.path.join('.') || issue.code).join(', ') }
}

async function moveAside(file: string, detail: string): Promise<Failure> {
  const keptAs = `${file}.damaged-${new Date().toISOString().replaceAll(':', '-')}`
  try {
    await rename(file, keptAs)
  } catch (error) {
    throw writeTrouble(error, file)
  }
  return { code: 'own-file-damaged', facts: { file, keptAs, detail } }
}
