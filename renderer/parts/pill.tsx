import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import style from './pill.module.css'
import type { Tone } from './tone.ts'

export interface PillProps {
  readonly tone: Tone
  readonly icon?: LucideIcon
  readonly children: ReactNode
}

export function Pill({ tone, icon: Icon, children }: PillProps) {
  return (
    <span className={[style['pill'], style[tone]].join(' ')}>
      {Icon !== undefined && <Icon size={14} aria-hidden />}
      {children}
    </span>
  )
}
