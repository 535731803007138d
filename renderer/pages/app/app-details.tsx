import { useState } from 'react'
import type { AppDetails, AppReference, AppSummary, ServiceView } from '../../../preload/contract/app.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { FixedText } from '../../parts/fixed-text.tsx'
import { StatePill } from '../../parts/state-pill.tsx'
import { TimeOfDay } from '../../parts/time-ago.tsx'
import style from './app-page.module.css'
import { CopiesDialog } from './copies-dialog.tsx'

/** The real things, for technicians. */
export function AppDetailsFold({ app, details }: { readonly app: AppSummary; readonly details: AppDetails }) {
  const say = useText()
  const command = `abra app ps ${app.name}`
  const names = (things: readonly { readonly fullName: string }[]) => things.map((thing) => thing.fullName).join('\n')
  return (
    <Disclosure title={say('parts.detailsForTechnicians')}>
      {details.services.length > 0 && <h3>{say('app.parts')}</h3>}
      {details.services.map((service) => (
        <Part
          key={service.fullName}
          app={{ server: app.server, app: app.name }}
          service={service}
          isBusy={app.job !== null}
        />
      ))}
      <Facts
        rows={[
          { name: say('app.data'), value: <Lines text={names(details.volumes)} /> },
          { name: say('app.secrets'), value: <Lines text={names(details.secrets)} /> },
          { name: say('app.settingsFile'), value: <code>{details.settingsFile}</code> },
          {
            name: say('app.command'),
            value: (
              <span className={style['command']}>
                <code>{command}</code>
                <CopyButton text={command} label={say('app.copyCommand')} />
              </span>
            ),
          },
        ]}
      />
      <Disclosure title={say('app.settings')} level={3}>
        <FixedText text={details.settings.map(({ key, value }) => `${key}=${value}`).join('\n')} />
      </Disclosure>
      <Disclosure title={say('app.labels')} level={3}>
        <FixedText
          text={Object.entries(details.labels)
            .map(([key, value]) => `${key}=${value}`)
            .join('\n')}
        />
      </Disclosure>
    </Disclosure>
  )
}

function Lines({ text }: { readonly text: string }) {
  return <code className={style['lines']}>{text}</code>
}

interface PartProps {
  readonly app: AppReference
  readonly service: ServiceView
  readonly isBusy: boolean
}

function Part({ app, service, isBusy }: PartProps) {
  const say = useText()
  const [scales, setScales] = useState(false)
  return (
    <div className={style['part']}>
      <p className={style['partHead']}>
        <strong>{service.name}</strong>
        <StatePill word={service.word} />
        <span className={style['soft']}>
          {say('app.part', { running: service.running, wanted: service.wanted })} · {service.fullName}
        </span>
        {service.scales && (
          <Button
            size="small"
            isDisabled={isBusy}
            onPress={() => setScales(true)}
            aria-label={say('app.copiesNamed', { name: service.name })}
          >
            {say('app.copiesOpen')}
          </Button>
        )}
      </p>
      <p className={style['soft']}>
        <code>{service.image}</code>
      </p>
      {scales && <CopiesDialog app={app} service={service} onClose={() => setScales(false)} />}
      {service.tasks.length > 0 && (
        <div
          className={style['scroll']}
          tabIndex={0}
          role="region"
          aria-label={say('app.tasks', { name: service.name })}
        >
          <table className={style['tasks']}>
            <thead>
              <tr>
                <th scope="col">{say('app.taskState')}</th>
                <th scope="col">{say('app.taskMachine')}</th>
                <th scope="col">{say('app.taskWhen')}</th>
                <th scope="col">{say('app.taskError')}</th>
              </tr>
            </thead>
            <tbody>
              {service.tasks.map((task) => (
                <tr key={task.id}>
                  <td>{task.state}</td>
                  <td>{task.machine}</td>
                  <td>
                    <TimeOfDay at={task.at} />
                  </td>
                  <td>{task.error ?? task.exitCode}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
