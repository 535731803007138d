import type { ServerState } from '../../../preload/contract/server.ts'
import { useText } from '../../language/text.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { FixedText } from '../../parts/fixed-text.tsx'
import style from './server-page.module.css'

/** For technicians: what Docker says, and how abra reaches the same server. */
export function ServerDetails({ server }: { readonly server: ServerState }) {
  const say = useText()
  const { address, facts } = server
  const yesOrNo = (value: boolean) => say(value ? 'server.yes' : 'server.no')
  const alias = address === null ? null : sshAlias(server.name, address)
  return (
    <Disclosure title={say('parts.detailsForTechnicians')}>
      <Facts
        rows={[
          ...(facts === null
            ? []
            : [
                { name: say('server.docker'), value: facts.dockerVersion },
                { name: say('server.swarm'), value: yesOrNo(facts.swarm) },
                { name: say('server.proxy'), value: yesOrNo(facts.proxyNetwork) },
                {
                  name: say('server.machines'),
                  value: facts.machines
                    .map(({ name, role }) => say('server.roles', { name, role: say(`server.role.${role}`) }))
                    .join(', '),
                },
              ]),
          { name: say('server.context'), value: <code>{server.name}</code> },
        ]}
      />
      {alias !== null && (
        <div className={style['section']}>
          <p>{say('server.sshAlias')}</p>
          <FixedText text={alias} />
          <div>
            <CopyButton text={alias} label={say('server.copyAlias')} />
          </div>
        </div>
      )}
    </Disclosure>
  )
}

function sshAlias(name: string, address: NonNullable<ServerState['address']>): string {
  return [`Host ${name}`, `  HostName ${address.host}`, `  Port ${address.port}`, `  User ${address.user}`].join('\n')
}
