import { Check, CircleQuestionMark, Clock, type LucideIcon, Power, TriangleAlert } from 'lucide-react'
import type { AppWord } from '../../preload/contract/app.ts'
import { useText } from '../language/text.ts'
import { Pill } from './pill.tsx'
import type { Tone } from './tone.ts'

const looks: Readonly<Record<AppWord, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  working: { tone: 'good', icon: Check },
  starting: { tone: 'busy', icon: Clock },
  updating: { tone: 'busy', icon: Clock },
  attention: { tone: 'warn', icon: TriangleAlert },
  off: { tone: 'off', icon: Power },
  unknown: { tone: 'off', icon: CircleQuestionMark },
}

/** An app's state: always a word with a sign and a colour. */
export function StatePill({ word }: { readonly word: AppWord }) {
  const say = useText()
  const { tone, icon } = looks[word]
  return (
    <Pill tone={tone} icon={icon}>
      {say(`states.${word}`)}
    </Pill>
  )
}
