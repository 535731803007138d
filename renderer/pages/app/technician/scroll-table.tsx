import type { ReactNode } from 'react'
import style from './technician.module.css'

/** A table that scrolls in itself, also by keyboard. */
export function ScrollTable({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={style['scroll']} tabIndex={0} role="region" aria-label={label}>
      <table className={style['table']}>{children}</table>
    </div>
  )
}
