import type { ReactNode } from 'react'
import style from './facts.module.css'

/** Names and values in two columns. */
export function Facts({ rows }: { readonly rows: readonly { readonly name: string; readonly value: ReactNode }[] }) {
  return (
    <dl className={style['facts']}>
      {rows.map((row) => (
        <div key={row.name} className={style['row']}>
          <dt>{row.name}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  )
}
