import { useState } from 'react'
import type { AppReference, ServiceView } from '../../../../preload/contract/app.ts'
import { failureFrom } from '../../../api/failure.ts'
import { useDetails } from '../../../api/queries.ts'
import { useText } from '../../../language/text.ts'
import { Disclosure } from '../../../parts/disclosure.tsx'
import { FailureNotice } from '../../../parts/failure-notice.tsx'
import { TimeOfDay } from '../../../parts/time-ago.tsx'
import { ScrollTable } from './scroll-table.tsx'
import style from './technician.module.css'

/** What the swarm remembers of each part's tasks, newest first. */
export function TasksFold({ reference }: { readonly reference: AppReference }) {
  const say = useText()
  const [wasOpened, setOpened] = useState(false)
  return (
    <Disclosure title={say('inside.technician.tasks')} onOpen={(open) => setOpened(open || wasOpened)}>
      {wasOpened && <Tasks reference={reference} />}
    </Disclosure>
  )
}

function Tasks({ reference }: { readonly reference: AppReference }) {
  const say = useText()
  const details = useDetails(reference)
  if (details.isError) return <FailureNotice failure={failureFrom(details.error)} />
  if (details.data === undefined) return <p role="status">{say('inside.technician.looking')}</p>
  return details.data.services.map((service) => <TasksOfPart key={service.fullName} service={service} />)
}

function TasksOfPart({ service: { name, fullName, image, tasks } }: { readonly service: ServiceView }) {
  const say = useText()
  const label = say('inside.technician.tasksOf', { part: name })
  return (
    <div className={style['section']}>
      <h3>{label}</h3>
      <p className={style['soft']}>
        <code>{fullName}</code> · <code>{image}</code>
      </p>
      {tasks.length === 0 ? (
        <p>{say('inside.technician.noTasks')}</p>
      ) : (
        <ScrollTable label={label}>
          <thead>
            <tr>
              <th scope="col">{say('inside.technician.state')}</th>
              <th scope="col">{say('inside.technician.wanted')}</th>
              <th scope="col">{say('inside.technician.machine')}</th>
              <th scope="col">{say('inside.technician.since')}</th>
              <th scope="col">{say('inside.technician.exitCode')}</th>
              <th scope="col">{say('inside.technician.error')}</th>
            </tr>
          </thead>
          <tbody>
            {tasks.map(({ id, state, wanted, machine, at, exitCode, error }) => (
              <tr key={id}>
                <td>{state}</td>
                <td>{wanted}</td>
                <td>{machine}</td>
                <td>
                  <TimeOfDay at={at} />
                </td>
                <td>{exitCode}</td>
                <td>{error}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </div>
  )
}
