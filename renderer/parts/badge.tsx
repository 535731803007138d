import type { LucideIcon } from 'lucide-react'
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components'
import style from './pill.module.css'
import type { Tone } from './tone.ts'

export interface BadgeProps {
  readonly label: string
  /** Shown on hover and on focus, and read out with the label. */
  readonly explanation: string
  readonly tone?: Tone
  readonly icon?: LucideIcon
}

/** A fact in a word or two, explained when it is pointed at or reached by keyboard. */
export function Badge({ label, explanation, tone = 'off', icon: Icon }: BadgeProps) {
  return (
    <TooltipTrigger delay={200} closeDelay={100}>
      <Button className={[style['pill'], style[tone], style['explained']].join(' ')}>
        {Icon !== undefined && <Icon size={14} aria-hidden />}
        {label}
      </Button>
      <Tooltip offset={6} className={style['explanation'] ?? ''}>
        {explanation}
      </Tooltip>
    </TooltipTrigger>
  )
}
