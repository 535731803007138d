import type { WriteStream } from 'node:tty'
import type { JobStepView, JobView } from '../../preload/contract/job.ts'
import { formatDuration } from '../../renderer/language/format.ts'
import { sayMessage } from '../../renderer/language/say.ts'
import { plainLine } from '../recipe/plain-text.ts'
import { wrapped } from './lines.ts'
import { pageFor } from './paint.ts'

/** What is done, step by step: a line when one begins and ends; on a terminal one line that lives in between. */
export interface Progress {
  show(job: JobView): void
  /** A sentence between the lines. */
  say(text: string): void
  end(): void
}

const clearLine = '\r\u001b[2K'
const marks = { 'to-do': ' ', running: '…', done: '✓', failed: '✗' } as const
/** What took no time needs no figure. */
const noTime = 500

export function openProgress(stream: WriteStream): Progress {
  const { paint, width } = pageFor(stream)
  const isLive = stream.isTTY
  const shown = new Map<number, JobStepView['state']>()
  let live = ''

  const print = (text: string) => {
    stream.write(`${live === '' ? '' : clearLine}${text}\n${live}`)
  }
  const drawLive = (text: string) => {
    if (text === live) return
    stream.write(`${live === '' ? '' : clearLine}${text}`)
    live = text
  }
  const lineOf = (job: JobView, index: number, { message, state }: JobStepView) => {
    const number = `${index + 1}/${job.steps.length}`.padStart(6)
    return `${number} ${tinted(marks[state], state)} ${plainLine(sayMessage(message).what)}`
  }
  const tinted = (mark: string, state: JobStepView['state']) =>
    state === 'done' ? paint.good(mark) : state === 'failed' ? paint.bad(mark) : mark

  return {
    show(job) {
      for (const [index, step] of job.steps.entries()) {
        if (step.state === 'to-do' || shown.get(index) === step.state) continue
        // A quick step may have ended before it was looked at.
        const isNew = !shown.has(index) && step.state !== 'running'
        if (isNew && !isLive) print(lineOf(job, index, { ...step, state: 'running' }))
        shown.set(index, step.state)
        if (step.state === 'running' && isLive) continue
        drawLive('')
        print(lineOf(job, index, step) + paint.soft(timeOf(step)))
        if (step.state !== 'running' && step.note !== null) print(paint.soft(`         ${noteOf(step)}`))
      }
      const index = job.steps.findIndex(({ state }) => state === 'running')
      const step = job.steps[index]
      if (!isLive) return
      drawLive(
        step === undefined
          ? ''
          : `${lineOf(job, index, step)} ${liveOf(step)}`.slice(0, Math.max(20, stream.columns) - 1),
      )
    },
    say: (text) => print(wrapped(text, width, '').join('\n')),
    end: () => drawLive(''),
  }
}

function timeOf({ state, startedAt, endedAt }: JobStepView): string {
  if (state === 'running' || startedAt === null || endedAt === null || endedAt - startedAt < noTime) return ''
  return `  ${formatDuration((endedAt - startedAt) / 1000)}`
}

function liveOf(step: JobStepView): string {
  const percent = step.progress === null ? '' : `${Math.floor(step.progress * 100)} %`
  return [percent, noteOf(step)].filter((part) => part !== '').join(' · ')
}

function noteOf({ note }: JobStepView): string {
  if (note === null) return ''
  const { what, more } = sayMessage(note)
  return plainLine([what, more].filter((part) => part !== null).join(' '))
}
