import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import style from './button.module.css'

export type ButtonKind = 'main' | 'plain' | 'quiet' | 'danger'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** One `main` button a page. `danger` is for what cannot be undone. */
  readonly kind?: ButtonKind
  readonly size?: 'normal' | 'small'
  readonly icon?: ReactNode
  readonly children?: ReactNode
}

/**
 * A button named by its effect. Without `children` it needs an `aria-label`. While `isPending` it keeps the focus and does
 * nothing; React Aria's own way announces the label of a button that may be gone with its page by then.
 */
export function Button({ kind = 'plain', size = 'normal', icon, children, isPending = false, ...rest }: ButtonProps) {
  const pending = { onPress: () => undefined, type: 'button', 'aria-disabled': true } as const
  return (
    <AriaButton {...rest} {...(isPending ? pending : {})} className={buttonClass(kind, size, children === undefined)}>
      {icon}
      {children}
    </AriaButton>
  )
}

/** For links that look like buttons. */
export function buttonClass(kind: ButtonKind, size: 'normal' | 'small' = 'normal', bare = false): string {
  return [style['button'], style[kind], style[size], bare ? style['bare'] : ''].join(' ')
}
