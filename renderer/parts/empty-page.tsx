import type { ReactNode } from 'react'
import style from './empty-page.module.css'
import { Illustration, type IllustrationName } from './illustration.tsx'

export interface EmptyPageProps {
  readonly picture: IllustrationName
  readonly what: string
  readonly children?: ReactNode
  readonly button?: ReactNode
}

/** What a place shows while there is nothing in it. */
export function EmptyPage({ picture, what, children, button }: EmptyPageProps) {
  return (
    <div className={style['empty']}>
      <Illustration name={picture} />
      <h2>{what}</h2>
      {children !== undefined && <div className={style['more']}>{children}</div>}
      {button}
    </div>
  )
}
