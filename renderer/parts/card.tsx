import type { ReactNode } from 'react'
import style from './card.module.css'

export interface CardProps {
  readonly title?: string
  readonly children: ReactNode
  readonly as?: 'section' | 'div' | 'li'
}

/** Only for things: an app, a server, a copy. Not for paragraphs, and never one inside another. */
export function Card({ title, children, as: Element = 'section' }: CardProps) {
  return (
    <Element className={style['card']}>
      {title !== undefined && <h2 className={style['title']}>{title}</h2>}
      {children}
    </Element>
  )
}
