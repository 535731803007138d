import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import style from './dialog.module.css'

export interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** `alertdialog` is read out at once: for what cannot be undone. */
  readonly role?: 'dialog' | 'alertdialog'
  readonly children: ReactNode
  /** Its buttons, the safe one first. */
  readonly buttons: ReactNode
}

export function Dialog({ title, isOpen, onClose, role = 'dialog', children, buttons }: DialogProps) {
  return (
    <ModalOverlay
      className={style['veil'] ?? ''}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={role === 'dialog'}
    >
      <Modal className={style['modal'] ?? ''}>
        <AriaDialog role={role} className={style['dialog'] ?? ''}>
          <Heading slot="title" level={2} className={style['title'] ?? ''}>
            {title}
          </Heading>
          {children}
          <div className={style['buttons']}>{buttons}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
