import type { LucideIcon } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import style from './fact-badges.module.css'
import pillStyle from './pill.module.css'
import type { Tone } from './tone.ts'

export interface FactBadge {
  readonly id: string
  readonly label: string
  /** Shown on hover and on focus, and read out with the label. */
  readonly explanation: string
  readonly tone: Tone
  readonly icon: LucideIcon
}

/**
 * Facts in a word or two, each explained when it is pointed at or reached by keyboard. One stop of the Tab key, arrow keys within;
 * light enough for hundreds of cards, as nothing but its words exists before it is pointed at.
 */
export function FactBadges({ label, badges }: { readonly label: string; readonly badges: readonly FactBadge[] }) {
  const list = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const [shown, setShown] = useState<number | null>(null)
  const explained = shown === null ? undefined : badges[shown]
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return setShown(null)
    const to = neighbour(event.key, current, badges.length)
    if (to === null) return
    event.preventDefault()
    list.current?.querySelectorAll('button')[to]?.focus()
  }
  return (
    // The stop of the Tab key is the current button within, not the row itself.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      ref={list}
      role="toolbar"
      aria-label={label}
      className={style['badges']}
      onKeyDown={onKeyDown}
      onPointerLeave={() => setShown(null)}
    >
      {badges.map(({ id: key, label, explanation, tone, icon: Icon }, index) => (
        <button
          key={key}
          type="button"
          className={[pillStyle['pill'], pillStyle[tone], style['badge']].join(' ')}
          tabIndex={index === Math.min(current, badges.length - 1) ? 0 : -1}
          aria-label={`${label}: ${explanation}`}
          onPointerEnter={() => setShown(index)}
          onFocus={() => {
            setCurrent(index)
            setShown(index)
          }}
          onBlur={() => setShown(null)}
        >
          <Icon size={14} aria-hidden />
          {label}
        </button>
      ))}
      {explained !== undefined && (
        <span className={style['explanation']} aria-hidden>
          {explained.explanation}
        </span>
      )}
    </div>
  )
}

function neighbour(key: string, from: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (from + 1) % count
    case 'ArrowLeft':
      return (from + count - 1) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
