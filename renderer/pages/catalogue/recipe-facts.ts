import { Archive, CircleCheck, HeartPulse, KeyRound, Mail, Sprout, TriangleAlert } from 'lucide-react'
import type { RecipeFacts } from '../../../preload/contract/catalogue.ts'
import type { Say } from '../../language/text.ts'
import type { FactBadge } from '../../parts/fact-badges.tsx'

/** What a recipe says about itself (abra.md §2.6), as badges; what it is silent about gives none. */
export function factBadges(facts: RecipeFacts, say: Say): readonly FactBadge[] {
  return [...maturity(facts, say), ...backups(facts, say), ...healthCheck(facts, say), ...grades(facts, say)]
}

function maturity({ maturity: grade }: RecipeFacts, say: Say): readonly FactBadge[] {
  const id = 'maturity'
  const badge = (kind: 0 | 1 | 2 | 3 | 4 | 5, tone: FactBadge['tone'], icon: FactBadge['icon']): FactBadge => ({
    id,
    label: say(`catalogue.facts.maturity${kind}`),
    explanation: say(`catalogue.facts.maturity${kind}More`),
    tone,
    icon,
  })
  switch (grade) {
    case 0:
      return [badge(0, 'warn', TriangleAlert)]
    case 1:
      return [badge(1, 'warn', Sprout)]
    case 2:
      return [badge(2, 'warn', Sprout)]
    case 3:
      return [badge(3, 'off', CircleCheck)]
    case 4:
      return [badge(4, 'good', CircleCheck)]
    case 5:
      return [badge(5, 'good', CircleCheck)]
    default:
      return []
  }
}

function backups({ backups: has }: RecipeFacts, say: Say): readonly FactBadge[] {
  if (has === null) return []
  const kind = has ? 'backups' : 'noBackups'
  return [
    {
      id: 'backups',
      label: say(`catalogue.facts.${kind}`),
      explanation: say(`catalogue.facts.${kind}More`),
      tone: has ? 'off' : 'warn',
      icon: has ? Archive : TriangleAlert,
    },
  ]
}

function healthCheck({ healthCheck: has }: RecipeFacts, say: Say): readonly FactBadge[] {
  if (has === null) return []
  const kind = has ? 'healthCheck' : 'noHealthCheck'
  return [
    {
      id: 'healthCheck',
      label: say(`catalogue.facts.${kind}`),
      explanation: say(`catalogue.facts.${kind}More`),
      tone: 'off',
      icon: HeartPulse,
    },
  ]
}

function grades({ signIn, email }: RecipeFacts, say: Say): readonly FactBadge[] {
  const badge = (id: 'signIn' | 'email', grade: number | null, icon: FactBadge['icon']): readonly FactBadge[] => {
    if (grade !== 1 && grade !== 2 && grade !== 3) return []
    const explanation = say(`catalogue.facts.${id}More${grade}`)
    return [{ id, label: say(`catalogue.facts.${id}`), explanation, tone: 'off', icon }]
  }
  return [...badge('signIn', signIn, KeyRound), ...badge('email', email, Mail)]
}
