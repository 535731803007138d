import { setTimeout as pause } from 'node:timers/promises'
import { askPage } from '../../outside/web/ask-page.ts'
import type { Action } from '../../plan/action.ts'
import type { Performance, Surroundings } from '../perform.ts'

/** How often and how long a page is asked for, in milliseconds: a certificate may take its time. */
const askEvery = 1000
const patience = 20_000

/**
 * Asks the server for the app's page by its name, whether or not the name points there yet. The answer is told, never a
 * failure: the app runs, and what stands between it and a browser is another matter.
 */
export async function* lookAtPage(
  { url }: Extract<Action, { kind: 'look-at-page' }>,
  { serverAddress, now, signal }: Surroundings,
): Performance {
  const began = now()
  const address = await serverAddress()
  for (;;) {
    const answer = await askPage(url, address, signal)
    const answered = answer.kind === 'answered' && answer.status < 500
    if (answered && answer.distrust === null) {
      return { code: 'note-page-answers', values: { address: url, status: answer.status } }
    }
    if (now() - began > patience) {
      if (answered)
        return { code: 'note-certificate-missing', values: { address: url, detail: String(answer.distrust) } }
      const detail = answer.kind === 'answered' ? `HTTP ${answer.status}` : answer.detail
      return { code: 'note-page-silent', values: { address: url, detail } }
    }
    yield { note: null, progress: null }
    await pause(askEvery, undefined, { signal })
  }
}
