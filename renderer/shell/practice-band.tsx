import { FlaskConical } from 'lucide-react'
import { useSettings } from '../api/queries.ts'
import { useText } from '../language/text.ts'
import style from './practice-band.module.css'

/** Big and always there in practice mode, so that nobody takes a throw-away server for a real one. */
export function PracticeBand() {
  const say = useText()
  if (useSettings().data?.practice !== true) return null
  return (
    <aside className={style['band']} aria-label={say('shell.practice')}>
      <FlaskConical size={18} aria-hidden />
      <strong>{say('shell.practice')}</strong>
      <span className={style['more']}>{say('shell.practiceMore')}</span>
    </aside>
  )
}
