import { useState } from 'react'
import type { PartReference } from '../../../../preload/contract/inside.ts'
import { formatBytes } from '../../../language/format.ts'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { FailureNotice } from '../../../parts/failure-notice.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { ProgressBar } from '../../../parts/progress-bar.tsx'
import { joined } from './part-path.ts'
import { shownName } from './shown-name.ts'
import style from './technician.module.css'
import { useUpload } from './use-upload.ts'

export interface UploadRowProps {
  readonly of: PartReference
  readonly folder: string
  readonly file: File
  readonly onGone: () => void
  readonly onUploaded: () => void
}

/** One upload, from its beginning to its end. What is there already is only replaced after a question. */
export function UploadRow({ of, folder, file, onGone, onUploaded }: UploadRowProps) {
  const say = useText()
  const [replace, setReplace] = useState(false)
  const state = useUpload({ of, folder, file, replace, onUploaded })
  const name = shownName(file.name)
  const close = (
    <Button size="small" onPress={onGone}>
      {say('inside.technician.dismiss')}
    </Button>
  )
  switch (state.kind) {
    case 'done':
      return (
        <Notice
          tone="good"
          what={say('inside.technician.uploaded', { path: shownName(state.path) })}
          button={close}
          isAnnounced
        />
      )
    case 'failed':
      if (state.failure.code !== 'file-there' || replace)
        return <FailureNotice failure={state.failure} button={close} />
      return (
        <Dialog
          title={say('inside.technician.replaceTitle', { name })}
          isOpen
          onClose={onGone}
          role="alertdialog"
          buttons={
            <>
              <Button onPress={onGone}>{say('inside.technician.dont')}</Button>
              <Button kind="danger" onPress={() => setReplace(true)}>
                {say('inside.technician.replace')}
              </Button>
            </>
          }
        >
          <p>{say('inside.technician.replaceMore', { path: shownName(joined(folder, file.name)) })}</p>
        </Dialog>
      )
    case 'sending':
      return (
        <div className={style['transfer']}>
          <ProgressBar
            label={say('inside.technician.uploading', {
              name,
              bytes: formatBytes(state.bytes),
              total: formatBytes(file.size),
            })}
            value={file.size === 0 ? 1 : state.bytes / file.size}
            isLabelShown
          />
          <Button size="small" onPress={onGone}>
            {say('inside.technician.cancel')}
          </Button>
        </div>
      )
  }
}
