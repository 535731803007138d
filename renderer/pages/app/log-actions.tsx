import { useMutation } from '@tanstack/react-query'
import { Download, Pause, Play } from 'lucide-react'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { Notice } from '../../parts/notice.tsx'
import type { LogRow } from './kept-lines.ts'
import style from './live-log.module.css'

export interface LogActionsProps {
  /** Null until there is something that could be saved. */
  readonly stream: string | null
  /** What is shown, for copying. */
  readonly rows: readonly LogRow[]
  readonly isHeld: boolean
  readonly onPause: () => void
  readonly onGoOn: () => void
  readonly isWrapped: boolean
  readonly onWrap: (wrap: boolean) => void
}

/** What can be done with the lines. */
export function LogActions({ stream, rows, isHeld, onPause, onGoOn, isWrapped, onWrap }: LogActionsProps) {
  const say = useText()
  const api = useApi()
  const save = useMutation({ mutationFn: (of: string) => api.apps.saveLog.mutate({ stream: of }) })
  return (
    <>
      <div className={style['actions']}>
        {isHeld ? (
          <Button size="small" icon={<Play size={14} aria-hidden />} onPress={onGoOn}>
            {say('log.goOn')}
          </Button>
        ) : (
          <Button size="small" icon={<Pause size={14} aria-hidden />} onPress={onPause}>
            {say('log.pause')}
          </Button>
        )}
        <CopyButton text={() => rows.map(plain).join('')} label={say('log.copy')} />
        <Button
          size="small"
          icon={<Download size={14} aria-hidden />}
          isDisabled={stream === null}
          isPending={save.isPending}
          onPress={() => {
            if (stream !== null) save.mutate(stream)
          }}
        >
          {say('log.save')}
        </Button>
        <Checkbox label={say('log.wrap')} isSelected={isWrapped} onChange={onWrap} />
      </div>
      {save.data !== undefined && (
        <div className={style['saved']}>
          <Notice tone="good" what={say('log.saved', { count: save.data.lines, file: save.data.file })} isAnnounced>
            <p>{say('log.savedMore')}</p>
            {save.data.skipped > 0 && <p>{say('log.savedSkipped', { count: save.data.skipped })}</p>}
          </Notice>
        </div>
      )}
      {save.isError && (
        <div className={style['saved']}>
          <FailureNotice failure={failureFrom(save.error)} />
        </div>
      )}
    </>
  )
}

/** As the core saves it. */
function plain(row: LogRow): string {
  if (row.kind === 'skipped') return `… ${row.count} …\n`
  const { at, service, text } = row.line
  return `${new Date(at).toISOString()} ${service} ${text}\n`
}
