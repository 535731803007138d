import { mkdir, open, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { writeTrouble } from '../store/file-trouble.ts'
import { writeAtomic } from '../store/write-atomic.ts'
import type { Plan } from '../plan/plan.ts'
import { type JournalEntry, journalEntry, keptFailure, planFile } from './record.ts'

/**
 * Jobs on disk: `<folder>/<id>/plan.json`, written once, and `journal.jsonl`, a line appended and flushed for each thing
 * that happened. A last line cut short by a crash is left out; the step that it told of is simply looked at again.
 */
export interface JournalFolder {
  create(plan: Plan): Promise<void>
  append(id: string, entry: JournalEntry): Promise<void>
  readAll(): Promise<readonly { readonly plan: Plan; readonly journal: readonly JournalEntry[] }[]>
}

const largestPlan = 16 * 1024 * 1024

export function openJournalFolder(folder: string): JournalFolder {
  return {
    async create(plan) {
      await mkdir(join(folder, plan.view.id), { recursive: true, mode: 0o700 })
      await writeAtomic(join(folder, plan.view.id, 'plan.json'), JSON.stringify(plan), { mode: 0o600 })
    },
    async append(id, entry) {
      const name = join(folder, id, 'journal.jsonl')
      try {
        await using file = await open(name, 'a', 0o600)
        // A line that a full disk cut short must not swallow the next one.
        await file.appendFile(`\n${JSON.stringify(withoutLog(entry))}`)
        await file.datasync()
      } catch (error) {
        throw writeTrouble(error, name)
      }
    },
    async readAll() {
      const names = await readdir(folder).catch(() => [])
      const jobs = await Promise.all(names.map((name) => readJob(join(folder, name))))
      return jobs.filter((job) => job !== null)
    },
  }
}

/** An app may print anything into its log, passwords too: log lines are shown, never kept. */
function withoutLog(entry: JournalEntry): JournalEntry {
  if (!('failure' in entry) || entry.failure === null || !('log' in entry.failure.facts)) return entry
  const failure = { ...entry.failure, facts: { ...entry.failure.facts, log: [] } }
  return { ...entry, failure: keptFailure.parse(failure) }
}

async function readJob(folder: string) {
  const plan = await readFile(join(folder, 'plan.json'), 'utf8').then(parsePlan, () => null)
  // A folder that somebody copied is not a second job.
  if (plan === null || plan.view.id !== basename(folder)) return null
  const text = await readFile(join(folder, 'journal.jsonl'), 'utf8').catch(() => '')
  return { plan, journal: text.split('\n').flatMap(parseEntry) }
}

function parsePlan(text: string): Plan | null {
  if (text.length > largestPlan) return null
  try {
    const parsed = planFile.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function parseEntry(line: string): readonly JournalEntry[] {
  if (line === '') return []
  try {
    const parsed = journalEntry.safeParse(JSON.parse(line))
    return parsed.success ? [parsed.data] : []
  } catch {
    return []
  }
}
