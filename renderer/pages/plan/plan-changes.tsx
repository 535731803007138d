import type { Message } from '../../../preload/contract/message.ts'
import { sayMessage } from '../../language/say.ts'
import { useText } from '../../language/text.ts'
import style from './plan-page.module.css'

/** What will be other than it is, before the steps that make it so. */
export function PlanChanges({ changes }: { readonly changes: readonly Message[] }) {
  const say = useText()
  if (changes.length === 0) return null
  return (
    <section className={style['changes']}>
      <h2>{say('plan.changes')}</h2>
      <ul aria-label={say('plan.changes')}>
        {changes.map((message, index) => {
          const { what, more } = sayMessage(message)
          return (
            <li key={index}>
              {what}
              {more !== null && <span className={style['soft']}> {more}</span>}
            </li>
          )
        })}
      </ul>
      <h2>{say('plan.steps')}</h2>
    </section>
  )
}
