import type { JobView } from '../../preload/contract/job.ts'
import { sayJob } from '../../renderer/language/say.ts'
import { say } from '../../renderer/language/sentences.ts'
import type { AskedServer } from './arguments.ts'
import { failureText } from './failure-text.ts'
import { marked, wrapped } from './lines.ts'
import type { Page } from './paint.ts'
import type { Planned } from './planned.ts'

/** How a job ended, as the window says it, and where to go from here. */
export function endText(job: JobView, server: AskedServer['kind'], page: Page): string {
  const { state, failure } = job
  const { paint, width } = page
  const isDone = state === 'done'
  const head = marked(isDone ? '✓' : '✗', wrapped(`${sayJob(job)}.`, width, '  '), isDone ? paint.good : paint.bad)
  const trouble = failure === null || state === 'cancelled' ? '' : failureText(failure, server, page)
  const more = moreOf(job).flatMap((text) => wrapped(text, width, '  '))
  return `${[...head, ...more].join('\n')}\n${trouble}`
}

function moreOf({ kind, state, app, server, url }: JobView): readonly string[] {
  switch (state) {
    case 'done': {
      const isOpen = url !== null && kind !== 'turn-off' && kind !== 'delete'
      return [say(`job.doneMore.${kind}`, { app: app ?? '', server }), ...(isOpen ? [url] : [])]
    }
    case 'cancelled':
      return [say('job.cancelledMore')]
    case 'waiting':
    case 'failed':
      return ['Plan it again, or go on with it where it stopped: Canteen’s window shows it under Activity.']
    case 'running':
      return []
  }
}

/** The one time that made passwords are shown. */
export function passwordsText(passwords: Planned['made']): string {
  if (passwords.length === 0) return ''
  const lines = passwords.map(({ name, value }) => `  ${name}  ${value}`)
  return `\nPasswords, shown this once\n${lines.join('\n')}\n`
}

/** The address is told without its token, which opens the window to whoever reads it. */
export function heldText({ pid, address }: { readonly pid: number; readonly address: string | null }): string {
  const place = address !== null && URL.canParse(address) ? `at ${new URL(address).origin}` : `as process ${pid}`
  return `Canteen is open ${place}, and only one at a time carries out plans. Nothing was changed.
Close its window, or carry the plan out there. Planning without --apply works meanwhile.
`
}
