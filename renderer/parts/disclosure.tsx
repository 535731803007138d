import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Disclosure as AriaDisclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useText } from '../language/text.ts'
import style from './disclosure.module.css'

export interface DisclosureProps {
  /** “Details” unless something else is folded. */
  readonly title?: string
  readonly level?: 2 | 3 | 4
  readonly isOpenAtFirst?: boolean
  /** For folds that fetch what they show. */
  readonly onOpen?: (open: boolean) => void
  readonly children: ReactNode
}

/** A fold. What technicians look for is in one of these on every page. */
export function Disclosure({ title, level = 2, isOpenAtFirst = false, onOpen, children }: DisclosureProps) {
  const say = useText()
  return (
    <AriaDisclosure
      className={style['fold'] ?? ''}
      defaultExpanded={isOpenAtFirst}
      onExpandedChange={(open) => onOpen?.(open)}
    >
      <Heading level={level} className={style['heading'] ?? ''}>
        <Button slot="trigger" className={style['button'] ?? ''}>
          <ChevronRight size={18} aria-hidden className={style['sign']} />
          {title ?? say('parts.details')}
        </Button>
      </Heading>
      <DisclosurePanel className={style['panel'] ?? ''}>
        <div className={style['content']}>{children}</div>
      </DisclosurePanel>
    </AriaDisclosure>
  )
}
