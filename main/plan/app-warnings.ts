import type { Message } from '../../preload/contract/message.ts'
import type { Wanted } from './wanted.ts'

/** What a member should know before an app is started, computed from what would be sent. */
export function appWarnings(wanted: Wanted, otherStacks: ReadonlyMap<string, string>): readonly Message[] {
  const warnings: Message[] = []
  // Long addresses are cut to 45 characters (abra.md §3.4): two of them can become one stack without a word.
  const other = otherStacks.get(wanted.stack)
  if (other !== undefined && other !== wanted.app) {
    warnings.push({ code: 'warn-stack-name-shared', values: { stack: wanted.stack, other } })
  }
  const unchecked = wanted.services.filter((service) => !service.hasHealthcheck).map((service) => service.name)
  if (unchecked.length > 0) warnings.push({ code: 'warn-no-health-check', values: { services: unchecked } })
  for (const warning of wanted.warnings) {
    if (warning.code === 'unsupported-options' || warning.code === 'deprecated-options') {
      warnings.push({ code: 'warn-options-ignored', values: { options: warning.options } })
    }
  }
  return warnings
}
