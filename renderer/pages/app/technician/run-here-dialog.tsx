import type { CommandsView } from '../../../../preload/contract/inside.ts'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { FixedText } from '../../../parts/fixed-text.tsx'
import { Notice } from '../../../parts/notice.tsx'

export interface RunHereDialogProps {
  readonly command: string
  readonly all: CommandsView
  readonly onClose: () => void
  readonly onRun: () => void
}

/** A recipe's code is about to run on the member's own computer: they see all of it, and are asked. */
export function RunHereDialog({ command, all: { code, hasBash }, onClose, onRun }: RunHereDialogProps) {
  const say = useText()
  return (
    <Dialog
      title={say('inside.technician.hereTitle', { command })}
      isOpen
      onClose={onClose}
      role="alertdialog"
      buttons={
        <>
          <Button onPress={onClose}>{say('inside.technician.hereDont')}</Button>
          <Button kind="danger" isDisabled={!hasBash} onPress={onRun}>
            {say('inside.technician.hereRun')}
          </Button>
        </>
      }
    >
      <p>{say('inside.technician.hereMore')}</p>
      {!hasBash && <Notice tone="warn" what={say('inside.technician.hereNoBash')} />}
      <p>{say('inside.technician.hereCode')}</p>
      <FixedText text={code} label={say('inside.technician.hereCode')} />
    </Dialog>
  )
}
