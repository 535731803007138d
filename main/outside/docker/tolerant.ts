import { z } from 'zod'
import { Trouble } from '../../../preload/contract/failure.ts'
import { cleanLine } from './clean-text.ts'

/**
 * Building blocks for reading what servers answer. A field that is missing or of another kind becomes its empty value, an entry of
 * a list without what identifies it is left out: a server that is newer, older or hostile must not take the rest of the picture along.
 */
export type Labels = Readonly<Record<string, string>>

const longestText = 16 * 1024

/** What an entry cannot do without. */
export const identity = z
  .string()
  .min(1)
  .max(1024)
  .transform((value) => cleanLine(value, 1024))
export const text = z
  .string()
  .catch('')
  .transform((value) => cleanLine(value, longestText))
export const whole = z.number().int().catch(0)
export const flag = z.boolean().catch(false)

/** Milliseconds since 1970; null for Go's zero time and for what is no time. */
export const time = z
  .string()
  .max(64)
  .nullish()
  .catch(null)
  .transform((value) => {
    if (value === null || value === undefined || value.startsWith('0001-')) return null
    const milliseconds = Date.parse(value)
    return Number.isNaN(milliseconds) ? null : milliseconds
  })

export const labels = z
  .record(z.string(), z.unknown())
  .nullish()
  .catch({})
  .transform((record): Labels =>
    Object.fromEntries(
      Object.entries(record ?? {}).flatMap(([key, value]) =>
        typeof value === 'string' ? [[cleanLine(key, 1024), cleanLine(value, longestText)]] : [],
      ),
    ),
  )

/** A list of which only the entries that are understood are kept; `null`, which Go writes for an empty one, is empty. */
export function list<Entry extends z.ZodType>(entry: Entry) {
  return z
    .array(z.unknown())
    .nullish()
    .transform((entries) =>
      (entries ?? []).flatMap((value): z.output<Entry>[] => {
        const parsed = entry.safeParse(value)
        return parsed.success ? [parsed.data] : []
      }),
    )
}

/** Like `list`, inside something else that is understood without it. */
export function listOrNothing<Entry extends z.ZodType>(entry: Entry) {
  return list(entry).catch([])
}

/** Reads an answer, or throws `engine-refused` when it is something else altogether. */
export function understand<Schema extends z.ZodType>(
  schema: Schema,
  answer: unknown,
  request: string,
): z.output<Schema> {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const detail = `The answer was not understood (${issue?.path.join('.') ?? ''} ${issue?.message ?? ''})`
  throw new Trouble({ code: 'engine-refused', facts: { request, detail } })
}

export const stackLabel = 'com.docker.stack.namespace'

export function stackOf(of: Labels): string | null {
  return of[stackLabel] ?? null
}
