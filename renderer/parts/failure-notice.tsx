import type { ReactNode } from 'react'
import type { Failure } from '../../preload/contract/failure.ts'
import { failureDetail, sayFailure } from '../language/say.ts'
import { Disclosure } from './disclosure.tsx'
import { FixedText } from './fixed-text.tsx'
import { Notice, type NoticeTone } from './notice.tsx'

export interface FailureNoticeProps {
  readonly failure: Failure
  readonly tone?: NoticeTone
  /** The button that does the next step. */
  readonly button?: ReactNode
}

/** What happened, what it means, what to do; what another program said is folded below. Read out when it appears. */
export function FailureNotice({ failure, tone = 'warn', button }: FailureNoticeProps) {
  const said = sayFailure(failure)
  const detail = failureDetail(failure)
  // Its sentence speaks of an app's last words: they are then in sight.
  const hasLog = 'log' in failure.facts && failure.facts.log.length > 0
  return (
    <Notice tone={tone} what={said.what} button={button} isAnnounced>
      {said.means !== null && <p>{said.means}</p>}
      {said.next !== null && <p>{said.next}</p>}
      {detail !== null && (
        <Disclosure isOpenAtFirst={hasLog}>
          <FixedText text={detail} />
        </Disclosure>
      )}
    </Notice>
  )
}
