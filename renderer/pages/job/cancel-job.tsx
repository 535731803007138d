import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { JobView } from '../../../preload/contract/job.ts'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import style from './job-page.module.css'

/** Stops a running job, after saying what stays. */
export function CancelJob({ job }: { readonly job: JobView }) {
  const say = useText()
  const api = useApi()
  const [isOpen, setOpen] = useState(false)
  const cancel = useMutation({
    mutationFn: () => api.jobs.cancel.mutate(job.id),
    onSuccess: () => setOpen(false),
  })
  const close = () => setOpen(false)
  return (
    <div className={style['buttons']}>
      <Button kind="plain" onPress={() => setOpen(true)}>
        {say('job.stop')}
      </Button>
      <Dialog
        title={say('job.stopTitle')}
        isOpen={isOpen}
        onClose={close}
        role="alertdialog"
        buttons={
          <>
            <Button kind="main" onPress={close}>
              {say('job.stopNo')}
            </Button>
            <Button kind="danger" isPending={cancel.isPending} onPress={() => cancel.mutate()}>
              {say('job.stopYes')}
            </Button>
          </>
        }
      >
        <p>
          {say(job.kind === 'install' ? 'job.stopInstall' : job.kind === 'delete' ? 'job.stopDelete' : 'job.stopOther')}
        </p>
        {cancel.isError && <FailureNotice failure={failureFrom(cancel.error)} />}
      </Dialog>
    </div>
  )
}
