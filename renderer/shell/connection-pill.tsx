import { Check, CircleQuestionMark, Clock, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { Connection } from '../../preload/contract/server.ts'
import { useText } from '../language/text.ts'
import { Pill } from '../parts/pill.tsx'
import type { Tone } from '../parts/tone.ts'

const looks: Readonly<Record<Connection['kind'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  'not-tried': { tone: 'off', icon: CircleQuestionMark },
  connecting: { tone: 'busy', icon: Clock },
  connected: { tone: 'good', icon: Check },
  failed: { tone: 'warn', icon: TriangleAlert },
}

export function ConnectionPill({ connection }: { readonly connection: Connection }) {
  const say = useText()
  const { tone, icon } = looks[connection.kind]
  return (
    <Pill tone={tone} icon={icon}>
      {say(`connections.${connection.kind}`)}
    </Pill>
  )
}
