import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AppSummary } from '../../../../preload/contract/app.ts'
import type { PartInside } from '../../../../preload/contract/inside.ts'
import { failureFrom } from '../../../api/failure.ts'
import { insideKey } from '../../../api/keys.ts'
import { useApi } from '../../../api/provider.tsx'
import { formatList } from '../../../language/format.ts'
import { useText } from '../../../language/text.ts'
import { FailureNotice } from '../../../parts/failure-notice.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { Select } from '../../../parts/select.tsx'
import { CommandsFold } from './commands-fold.tsx'
import { FilesFold } from './files-fold.tsx'
import { LabelsFold } from './labels-fold.tsx'
import { TasksFold } from './tasks-fold.tsx'
import { TerminalSection } from './terminal-section.tsx'
import style from './technician.module.css'

/** What technicians want to see and do inside an app. */
export function Technician({ app, title }: { readonly app: AppSummary; readonly title: string }) {
  const say = useText()
  const api = useApi()
  const reference = { server: app.server, app: app.name }
  const view = useQuery({
    queryKey: insideKey(app.server, app.name),
    queryFn: ({ signal }) => api.inside.view.query(reference, { signal }),
    // Containers come and go with what is done with the app.
    staleTime: 0,
  })
  const [chosen, setChosen] = useState<string | null>(null)
  const parts = view.data?.parts ?? []
  const part = parts.find(({ name }) => name === chosen) ?? parts.find(({ name }) => name === 'app') ?? parts[0]
  return (
    <div className={style['sections']}>
      <Notice tone="warn" what={say('inside.technician.warning')}>
        <p>{say('inside.technician.warningMore')}</p>
      </Notice>
      {view.isError && <FailureNotice failure={failureFrom(view.error)} />}
      {view.isPending && <p role="status">{say('inside.technician.looking')}</p>}
      {view.isSuccess && part === undefined && (
        <Notice tone="off" what={say('inside.technician.nothingRuns', { title })} />
      )}
      {part !== undefined && (
        <>
          {parts.length > 1 && (
            <div className={style['choice']}>
              <Select
                label={say('inside.technician.part')}
                value={part.name}
                onChange={setChosen}
                choices={parts.map(({ name }) => ({ id: name, label: name }))}
              />
            </div>
          )}
          <InsidePart key={part.name} reference={reference} part={part} />
          <CommandsFold reference={reference} part={part.name} />
        </>
      )}
      <TasksFold reference={reference} />
      <LabelsFold reference={reference} />
    </div>
  )
}

interface InsidePartProps {
  readonly reference: { readonly server: string; readonly app: string }
  readonly part: PartInside
}

function InsidePart({ reference, part }: InsidePartProps) {
  const say = useText()
  const [wanted, setWanted] = useState<string | null>(null)
  const { containers, elsewhere } = part
  const container = containers.find(({ id }) => id === wanted) ?? containers[0]
  const whole = { ...reference, part: part.name, ...(container === undefined ? {} : { container: container.id }) }
  return (
    <>
      {elsewhere.length > 0 && (
        <Notice tone="off" what={say('inside.technician.elsewhere', { machines: formatList(elsewhere) })} />
      )}
      {containers.length > 1 && container !== undefined && (
        <div className={style['choice']}>
          <Select
            label={say('inside.technician.container')}
            value={container.id}
            onChange={setWanted}
            choices={containers.map(({ id }, index) => ({
              id,
              label: index === 0 ? say('inside.technician.newest', { id: id.slice(0, 12) }) : id.slice(0, 12),
            }))}
          />
        </div>
      )}
      <TerminalSection key={`terminal ${container?.id}`} of={whole} />
      <FilesFold key={`files ${container?.id}`} of={whole} volumes={part.volumes} />
    </>
  )
}
