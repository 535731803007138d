import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../language/text.ts'
import { buttonClass, type ButtonKind } from './button.tsx'

export interface OutsideLinkProps {
  /** Only http and https are opened; anything else is shown as text. */
  readonly to: string
  readonly children: ReactNode
  readonly kind?: ButtonKind
  readonly size?: 'normal' | 'small'
}

/** Opens in the member's browser, never in this window. With `kind` it looks like a button. */
export function OutsideLink({ to, children, kind, size = 'normal' }: OutsideLinkProps) {
  const say = useText()
  if (!isWebAddress(to)) return <span>{children}</span>
  return (
    <a
      href={to}
      target="_blank"
      rel="noreferrer noopener"
      {...(kind === undefined ? {} : { className: buttonClass(kind, size) })}
    >
      {children} {kind !== undefined && <ExternalLink size={size === 'small' ? 14 : 18} aria-hidden />}
      <span className="only-heard"> ({say('parts.opensOutside')})</span>
    </a>
  )
}

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && ['https:', 'http:'].includes(new URL(address).protocol)
}
