import type { Message } from '../../preload/contract/message.ts'
import type { PlanStepView, PlanView, Room } from '../../preload/contract/plan.ts'
import { formatBytes } from '../../renderer/language/format.ts'
import { sayGuess, sayMessage } from '../../renderer/language/say.ts'
import { say } from '../../renderer/language/sentences.ts'
import { plainText } from '../recipe/plain-text.ts'
import { marked, spread, wrapped } from './lines.ts'
import type { Page } from './paint.ts'

/** A plan as the window's page says it, for a terminal: title, changes, steps, warnings, promises, commands. */
export function planText(plan: PlanView, page: Page): string {
  const { kind, title, app, server } = plan
  const { paint, width } = page
  const head = wrapped(say(`plan.kinds.${kind}.title`, { title, app: app ?? '' }), width, '').map(paint.bold)
  const place = [app, server].filter((part) => part !== null).join(' · ')
  const parts: readonly (readonly string[])[] = [
    [...head, ...wrapped(`${place} · ${say('plan.nothingYet')}`, width, '').map(paint.soft)],
    headed(
      say('plan.changes'),
      plan.changes.flatMap((message) => marked('  •', said(message, '    ', page))),
      page,
    ),
    headed(say('plan.steps'), stepLines(plan.steps, page), page),
    plan.room === null ? [] : headed(say('plan.room'), roomLines(plan.room, page), page),
    plan.warnings.flatMap((message) =>
      marked('!', said(message, '  ', page), plan.destructive ? paint.bad : paint.warn),
    ),
    plan.promises.flatMap((message) => marked('✓', said(message, '  ', page), paint.good)),
    headed(say('plan.commands'), commandLines(plan), page),
  ]
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`
}

function headed(title: string, lines: readonly string[], { paint }: Page): readonly string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines]
}

/** One sentence, and the softer one below it. */
function said(message: Message, indent: string, { paint, width }: Page): readonly string[] {
  const { what, more } = sayMessage(message)
  return [...wrapped(what, width, indent), ...(more === null ? [] : wrapped(more, width, indent).map(paint.soft))]
}

function stepLines(steps: readonly PlanStepView[], { paint, width }: Page): readonly string[] {
  if (steps.length === 0) return wrapped(say('plan.nothingToDo'), width, '  ')
  return steps.flatMap(({ message, seconds }, index) => {
    const { what, more } = sayMessage(message)
    // The guess at its end keeps room of its own.
    const lines = wrapped(what, width - 14, '     ')
    const [first = '', ...rest] = marked(String(index + 1).padStart(3), lines)
    const guess = seconds === null ? first : spread(first, sayGuess(seconds), width)
    return [guess, ...rest, ...(more === null ? [] : wrapped(more, width, '     ').map(paint.soft))]
  })
}

function roomLines(
  { memoryNeeded, memoryFree, diskNeeded, diskFree }: Room,
  { paint, width }: Page,
): readonly string[] {
  const line = (kind: 'memory' | 'disk', needed: number | null, free: number | null) => {
    if (needed === null || free === null) return []
    const text = say(`plan.${kind}`, { needed: formatBytes(needed), free: formatBytes(free) })
    return wrapped(text, width, '  ').map(needed > free ? paint.warn : paint.soft)
  }
  return [...line('memory', memoryNeeded, memoryFree), ...line('disk', diskNeeded, diskFree)]
}

/** On lines of their own and never broken, to be copied. */
function commandLines({ details }: PlanView): readonly string[] {
  return details.flatMap((detail) =>
    detail.kind === 'command'
      ? plainText(detail.command)
          .split('\n')
          .map((line) => `  ${line}`)
      : [],
  )
}
