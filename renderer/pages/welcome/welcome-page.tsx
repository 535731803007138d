import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { FlaskConical, Laptop, Server } from 'lucide-react'
import type { ReactNode } from 'react'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useOffers } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { Button, buttonClass } from '../../parts/button.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { Illustration } from '../../parts/illustration.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import style from './welcome-page.module.css'

/** First start: the ways in. */
export function WelcomePage() {
  const say = useText()
  const offers = useOffers().data
  const practice = offers?.practice ?? []
  return (
    <>
      <PageHeader title={say('welcome.title')} more={say('welcome.more')} icon={<Illustration name="table" />} />
      <ul className={style['ways']} aria-label={say('welcome.ways')}>
        {practice.length > 0 && (
          <Way
            icon={<FlaskConical size={18} aria-hidden />}
            title={say('welcome.practiceTitle')}
            more={say('welcome.practiceMore')}
          >
            {practice.map((server, index) => (
              <Link
                key={server.name}
                to="/servers/add"
                search={{ practice: server.name }}
                className={buttonClass(index === 0 ? 'main' : 'plain')}
              >
                {say('welcome.practiceButton', { name: server.name })}
              </Link>
            ))}
          </Way>
        )}
        <Way
          icon={<Server size={18} aria-hidden />}
          title={say('welcome.serverTitle')}
          more={say('welcome.serverMore')}
        >
          <Link to="/servers/add" className={buttonClass(practice.length === 0 ? 'main' : 'plain')}>
            {say('welcome.serverButton')}
          </Link>
        </Way>
        {offers?.thisComputer === true && <ThisComputer />}
      </ul>
    </>
  )
}

function ThisComputer() {
  const say = useText()
  const api = useApi()
  const navigate = useNavigate()
  const add = useMutation({
    mutationFn: () => api.servers.add.mutate({ kind: 'this-computer' }),
    onSuccess: ({ name }) => navigate({ to: '/servers/$server', params: { server: name } }),
  })
  return (
    <Way icon={<Laptop size={18} aria-hidden />} title={say('welcome.hereTitle')} more={say('welcome.hereMore')}>
      <Button isPending={add.isPending} onPress={() => add.mutate()}>
        {say('welcome.hereButton')}
      </Button>
      {add.isError && <FailureNotice failure={failureFrom(add.error)} />}
    </Way>
  )
}

function Way(props: {
  readonly icon: ReactNode
  readonly title: string
  readonly more: string
  readonly children: ReactNode
}) {
  return (
    <li className={style['way']}>
      <h2 className={style['title']}>
        {props.icon}
        {props.title}
      </h2>
      <p className={style['more']}>{props.more}</p>
      <div className={style['buttons']}>{props.children}</div>
    </li>
  )
}
