import { appendFile, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { jobView } from '../../../main/job/job-view.ts'
import { openJournalFolder } from '../../../main/job/journal.ts'
import { setUpPlan } from '../../../main/plan/set-up-server.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'canteen-journal-'))
})
afterEach(() => rm(folder, { recursive: true }))

const plan = setUpPlan({ id: 'one', server: 'garden', swarm: false, proxyNetwork: true, address: '203.0.113.5' })

test('what was written is read again, in order', async () => {
  const journal = openJournalFolder(folder)
  await journal.create(plan)
  await journal.append('one', { kind: 'started', at: 1, by: 'ada', returns: true })
  await journal.append('one', { kind: 'step-begun', at: 2, step: 0 })
  expect(await journal.readAll()).toEqual([
    {
      plan,
      journal: [
        { kind: 'started', at: 1, by: 'ada', returns: true },
        { kind: 'step-begun', at: 2, step: 0 },
      ],
    },
  ])
})

test('a line that a crash cut short is left out and does not swallow the next', async () => {
  const journal = openJournalFolder(folder)
  await journal.create(plan)
  await journal.append('one', { kind: 'started', at: 1, by: 'ada', returns: true })
  await appendFile(join(folder, 'one', 'journal.jsonl'), '\n{"kind":"step-beg')
  await journal.append('one', { kind: 'resumed', at: 3 })
  const [job] = await journal.readAll()
  expect(job?.journal.map((entry) => entry.kind)).toEqual(['started', 'resumed'])
})

test('log lines of an app are not kept, since it may print a password', async () => {
  const journal = openJournalFolder(folder)
  await journal.create(plan)
  const failure = {
    code: 'service-unhealthy',
    facts: { app: 'wiki', service: 'app', detail: 'unhealthy', log: ['the password is hunter2'] },
  } as const
  await journal.append('one', { kind: 'ended', at: 1, state: 'failed', failure })
  const text = await readFile(join(folder, 'one', 'journal.jsonl'), 'utf8')
  expect(text).toContain('service-unhealthy')
  expect(text).not.toContain('hunter2')
})

test('plans and journals are readable by their owner only', async () => {
  const journal = openJournalFolder(folder)
  await journal.create(plan)
  await journal.append('one', { kind: 'started', at: 1, by: 'ada', returns: true })
  for (const name of ['plan.json', 'journal.jsonl']) {
    expect((await stat(join(folder, 'one', name))).mode & 0o077).toBe(0)
  }
})

test('a plan that is missing, damaged or a copy of another is left out; a lost first line loses no job', async () => {
  const journal = openJournalFolder(folder)
  await journal.create(plan)
  await appendFile(join(folder, 'one', 'journal.jsonl'), '{"kind":"star')
  await journal.append('one', { kind: 'step-begun', at: 7, step: 0 })
  await mkdir(join(folder, 'without-plan'))
  await cp(join(folder, 'one'), join(folder, 'copied'), { recursive: true })
  await cp(join(folder, 'one'), join(folder, 'damaged'), { recursive: true })
  await writeFile(join(folder, 'damaged', 'plan.json'), JSON.stringify({ ...plan, actions: [] }))
  const [job, ...others] = await journal.readAll()
  expect(others).toEqual([])
  expect(jobView(plan, job?.journal ?? [], null)).toMatchObject({ state: 'running', startedAt: 7 })
})
