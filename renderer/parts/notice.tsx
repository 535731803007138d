import { Check, Clock, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import style from './notice.module.css'

export type NoticeTone = 'warn' | 'good' | 'busy' | 'bad' | 'off'

const icons = { warn: TriangleAlert, good: Check, busy: Clock, bad: OctagonAlert, off: Info } as const

export interface NoticeProps {
  readonly tone: NoticeTone
  /** What happened, in one sentence. */
  readonly what: ReactNode
  /** What it means and what to do: further lines. */
  readonly children?: ReactNode
  /** The button that does the next step. */
  readonly button?: ReactNode
  /** Read out when it appears: for what happens while the member looks at the page. */
  readonly isAnnounced?: boolean
}

export function Notice({ tone, what, children, button, isAnnounced = false }: NoticeProps) {
  const Icon = icons[tone]
  return (
    <div className={[style['notice'], style[tone]].join(' ')} role={isAnnounced ? 'status' : undefined}>
      <Icon size={18} aria-hidden className={style['icon']} />
      <div className={style['words']}>
        <p className={style['what']}>{what}</p>
        {children}
      </div>
      {button !== undefined && <div className={style['button']}>{button}</div>}
    </div>
  )
}
