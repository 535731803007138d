import { useQuery } from '@tanstack/react-query'
import { Check, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { AppReference } from '../../../../preload/contract/app.ts'
import type { LabelRow, LabelsView } from '../../../../preload/contract/inside.ts'
import { failureFrom } from '../../../api/failure.ts'
import { labelsKey } from '../../../api/keys.ts'
import { useApi } from '../../../api/provider.tsx'
import { useText } from '../../../language/text.ts'
import { Checkbox } from '../../../parts/checkbox.tsx'
import { Disclosure } from '../../../parts/disclosure.tsx'
import { FailureNotice } from '../../../parts/failure-notice.tsx'
import { Pill } from '../../../parts/pill.tsx'
import { ScrollTable } from './scroll-table.tsx'
import style from './technician.module.css'

/** Labels on the server beside those that the recipe wants. */
export function LabelsFold({ reference }: { readonly reference: AppReference }) {
  const say = useText()
  const [wasOpened, setOpened] = useState(false)
  return (
    <Disclosure title={say('inside.technician.labels')} onOpen={(open) => setOpened(open || wasOpened)}>
      {wasOpened && <Labels reference={reference} />}
    </Disclosure>
  )
}

function Labels({ reference }: { readonly reference: AppReference }) {
  const say = useText()
  const api = useApi()
  const [isOnlyDifferent, setOnlyDifferent] = useState(false)
  const found = useQuery({
    queryKey: labelsKey(reference.server, reference.app),
    queryFn: ({ signal }) => api.inside.labels.query(reference, { signal }),
    staleTime: 0,
  })
  if (found.isError) return <FailureNotice failure={failureFrom(found.error)} />
  if (found.data === undefined) return <p role="status">{say('inside.technician.looking')}</p>
  const { version, parts, failure } = found.data
  return (
    <>
      {failure === null ? (
        <p className={style['soft']}>{say('inside.technician.labelsHelp', { version: version ?? '' })}</p>
      ) : (
        <>
          <p>{say('inside.technician.labelsUnknown')}</p>
          <FailureNotice failure={failure} />
        </>
      )}
      {failure === null && (
        <Checkbox
          label={say('inside.technician.onlyDifferent')}
          isSelected={isOnlyDifferent}
          onChange={setOnlyDifferent}
        />
      )}
      {parts.map((part) => (
        <LabelsOfPart key={part.name} part={part} isKnown={failure === null} isOnlyDifferent={isOnlyDifferent} />
      ))}
    </>
  )
}

interface LabelsOfPartProps {
  readonly part: LabelsView['parts'][number]
  readonly isKnown: boolean
  readonly isOnlyDifferent: boolean
}

function LabelsOfPart({ part: { name, labels }, isKnown, isOnlyDifferent }: LabelsOfPartProps) {
  const say = useText()
  const different = labels.filter(differs)
  const shown = isOnlyDifferent ? different : labels
  return (
    <div className={style['section']}>
      <h3>{say('inside.technician.labelsOf', { part: name })}</h3>
      {isKnown && (
        <p>
          {different.length === 0
            ? say('inside.technician.labelsSame', { count: labels.length, part: name })
            : say('inside.technician.labelsDiffer', { count: different.length, part: name })}
        </p>
      )}
      {shown.length > 0 && (
        <ScrollTable label={say('inside.technician.labelsOf', { part: name })}>
          <thead>
            <tr>
              <th scope="col">{say('inside.technician.key')}</th>
              <th scope="col">{say('inside.technician.deployed')}</th>
              {isKnown && <th scope="col">{say('inside.technician.recipeWants')}</th>}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.key} row={row} isKnown={isKnown} />
            ))}
          </tbody>
        </ScrollTable>
      )}
    </div>
  )
}

function Row({ row, isKnown }: { readonly row: LabelRow; readonly isKnown: boolean }) {
  const say = useText()
  const value = (text: string | null) =>
    text === null ? <em>{say('inside.technician.missing')}</em> : <code>{text}</code>
  return (
    <tr>
      <th scope="row">
        <code>{row.key}</code>
      </th>
      <td>{value(row.deployed)}</td>
      {isKnown && (
        <td>
          {differs(row) ? (
            <>
              {value(row.wanted)}{' '}
              <Pill tone="warn" icon={TriangleAlert}>
                {say('inside.technician.differs')}
              </Pill>
            </>
          ) : (
            <span className={style['same']}>
              <Check size={14} aria-hidden /> {say('inside.technician.same')}
            </span>
          )}
        </td>
      )}
    </tr>
  )
}

function differs({ deployed, wanted }: LabelRow): boolean {
  return deployed !== wanted
}
