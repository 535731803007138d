import { PassThrough } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import { openProgress } from '../../../main/headless/progress.ts'
import type { JobStepView, JobView } from '../../../preload/contract/job.ts'
import { startSentences } from '../../../renderer/language/languages.ts'

beforeAll(() => startSentences('en'))

const start: JobStepView['message'] = { code: 'step-start-services', values: { app: 'Wiki', services: ['app'] } }

function job(...states: readonly JobStepView['state'][]): JobView {
  const steps = states.map((state): JobStepView => ({
    message: start,
    state,
    note: state === 'done' ? { code: 'note-already-done', values: {} } : null,
    progress: null,
    startedAt: 1000,
    endedAt: state === 'done' ? 4000 : null,
  }))
  const what = { id: 'one', kind: 'turn-on', server: 'garden', app: 'wiki.example.org', title: 'Wiki' } as const
  return { ...what, state: 'running', startedAt: 1, endedAt: null, steps, failure: null, by: 'ada', url: null }
}

test('without a terminal each step has a line for its begin and one for its end, however quick it was', () => {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: false, columns: 80 })
  const progress = openProgress(stream as unknown as Parameters<typeof openProgress>[0])
  progress.show(job('running', 'to-do'))
  progress.show(job('running', 'to-do'))
  progress.show(job('done', 'done'))
  progress.end()
  expect(stream.read()).toBe(`   1/2 … Start Wiki
   1/2 ✓ Start Wiki  3 sec
         Was there already.
   2/2 … Start Wiki
   2/2 ✓ Start Wiki  3 sec
         Was there already.
`)
})

test('on a terminal one line lives until its step has ended', () => {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 80 })
  const progress = openProgress(stream as unknown as Parameters<typeof openProgress>[0])
  progress.show(job('running'))
  expect(stream.read()).toMatch(/^ {3}1\/1 … Start Wiki *$/)
  progress.show(job('done'))
  progress.end()
  expect(String(stream.read()).startsWith('\r\u001b[2K   1/1 ')).toBe(true)
})
