import type { PlanWithPasswords } from '../../../preload/contract/plan.ts'
import { useText } from '../../language/text.ts'
import { MadePasswords } from '../install/made-passwords.tsx'
import style from './plan-page.module.css'

/** Passwords that were made for the plan: shown here and nowhere else. */
export function PlanPasswords({ made }: Pick<PlanWithPasswords, 'made'>) {
  const say = useText()
  if (made.length === 0) return null
  return (
    <section className={style['changes']}>
      <h2>{say('install.made', { count: made.length })}</h2>
      <p className={style['soft']}>{say('install.madeMore')}</p>
      <MadePasswords made={made} settings={[]} />
    </section>
  )
}
