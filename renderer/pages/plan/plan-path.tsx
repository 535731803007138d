import { Link, useSearch } from '@tanstack/react-router'
import type { PlanView } from '../../../preload/contract/plan.ts'
import { useText } from '../../language/text.ts'

/** The places above a plan: of an installation the recipe, otherwise the app or the server that it is about. */
export function PlanPath({ plan }: { readonly plan: PlanView }) {
  const say = useText()
  const { recipe } = useSearch({ from: '/plan/$plan' })
  if (plan.kind === 'install' && recipe !== undefined) {
    return (
      <>
        <Link to="/catalogue">{say('catalogue.title')}</Link>
        <span aria-hidden>›</span>
        <Link to="/catalogue/$recipe" params={{ recipe }}>
          {plan.title}
        </Link>
      </>
    )
  }
  if (plan.app === null) {
    return (
      <>
        <Link to="/servers">{say('shell.servers')}</Link>
        <span aria-hidden>›</span>
        <Link to="/servers/$server" params={{ server: plan.server }}>
          {plan.server}
        </Link>
      </>
    )
  }
  return (
    <>
      <Link to="/">{say('shell.home')}</Link>
      <span aria-hidden>›</span>
      <Link to="/apps/$server/$app" params={{ server: plan.server, app: plan.app }}>
        {plan.title}
      </Link>
    </>
  )
}
