import { useEffect, useState } from 'react'
import type { Failure } from '../../../../preload/contract/failure.ts'
import type { DownloadEvent, PartReference } from '../../../../preload/contract/inside.ts'
import { failureFrom } from '../../../api/failure.ts'
import { useApi } from '../../../api/provider.tsx'
import { formatBytes } from '../../../language/format.ts'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { FailureNotice } from '../../../parts/failure-notice.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { ProgressBar } from '../../../parts/progress-bar.tsx'
import { lastName } from './part-path.ts'
import { shownName } from './shown-name.ts'
import style from './technician.module.css'

export interface DownloadRowProps {
  readonly of: PartReference
  readonly path: string
  readonly onGone: () => void
}

/** One download, from its beginning to its end. */
export function DownloadRow({ of, path, onGone }: DownloadRowProps) {
  const say = useText()
  const api = useApi()
  const [event, setEvent] = useState<DownloadEvent>({ kind: 'progress', bytes: 0, total: null })
  const [failure, setFailure] = useState<Failure | null>(null)
  const { server, app, part, container } = of
  useEffect(() => {
    const from = { server, app, part, path, ...(container === undefined ? {} : { container }) }
    const subscription = api.inside.download.subscribe(from, {
      onData: setEvent,
      onError: (error) => setFailure(failureFrom(error)),
    })
    return () => subscription.unsubscribe()
  }, [api, server, app, part, container, path])
  const close = (
    <Button size="small" onPress={onGone}>
      {say('inside.technician.dismiss')}
    </Button>
  )
  if (failure !== null) return <FailureNotice failure={failure} button={close} />
  if (event.kind === 'done') {
    const what = say('inside.technician.downloaded', { bytes: formatBytes(event.bytes), file: event.file })
    return <Notice tone="good" what={what} button={close} isAnnounced />
  }
  const { bytes, total } = event
  const values = { name: shownName(lastName(path)), bytes: formatBytes(bytes), total: formatBytes(total ?? 0) }
  return (
    <div className={style['transfer']}>
      <ProgressBar
        label={say(total === null ? 'inside.technician.downloading' : 'inside.technician.downloadingOf', values)}
        value={total === null ? null : total === 0 ? 1 : bytes / total}
        isLabelShown
      />
      <Button size="small" onPress={onGone}>
        {say('inside.technician.cancel')}
      </Button>
    </div>
  )
}
