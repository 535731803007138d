import type { ServerFacts } from '../../../preload/contract/server.ts'
import { formatBytes } from '../../language/format.ts'
import { useText } from '../../language/text.ts'
import { Card } from '../../parts/card.tsx'
import style from './server-page.module.css'

export function AboutServer({ facts }: { readonly facts: ServerFacts }) {
  const say = useText()
  const rows = [
    { name: say('server.system'), value: facts.system },
    { name: say('server.memory'), value: formatBytes(facts.memoryBytes) },
    { name: say('server.processors'), value: String(facts.processors) },
  ]
  return (
    <Card title={say('server.about')}>
      <dl className={style['facts']}>
        {rows.map((row) => (
          <div key={row.name}>
            <dt className={style['soft']}>{row.name}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
        {facts.machines.length > 0 && (
          <div>
            <dt className={style['soft']}>{say('server.machines')}</dt>
            {facts.machines.map((machine) => (
              <dd key={machine.name}>
                {say(machine.ready ? 'server.machineReady' : 'server.machineAway', { name: machine.name })}
              </dd>
            ))}
          </div>
        )}
      </dl>
    </Card>
  )
}
