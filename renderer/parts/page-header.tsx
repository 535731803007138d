import type { ReactNode } from 'react'
import { useText } from '../language/text.ts'
import style from './page-header.module.css'

export interface PageHeaderProps {
  /** The page's sentence or name. It gets the focus when the page is entered. */
  readonly title: string
  /** For the window's title where `title` is a sentence. */
  readonly name?: string
  /** Links to the places above this one. */
  readonly path?: ReactNode
  readonly icon?: ReactNode
  /** The second line. */
  readonly more?: ReactNode
  /** At the right: the page's main button. */
  readonly buttons?: ReactNode
}

export function PageHeader({ title, name, path, icon, more, buttons }: PageHeaderProps) {
  const say = useText()
  return (
    <header className={style['header']}>
      <title>{say('shell.title', { page: name ?? title })}</title>
      {icon}
      <div className={style['words']}>
        {path !== undefined && (
          <nav className={style['path']} aria-label={say('parts.path')}>
            {path}
          </nav>
        )}
        <h1 tabIndex={-1}>{title}</h1>
        {more !== undefined && <div className={style['more']}>{more}</div>}
      </div>
      {buttons !== undefined && <div className={style['buttons']}>{buttons}</div>}
    </header>
  )
}
