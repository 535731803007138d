import { type Case, type Outcome, type References, runCase, sameState } from './matrix.ts'
import type { Host } from './scene.ts'

export interface Told {
  readonly one: Case
  readonly milliseconds: number
  readonly outcome: Outcome
}

/**
 * Runs cases, one at a time on each host, and tells of each. The next is one that begins where the last one ended, where there
 * is such a one: putting a server back takes longer than a job.
 */
export async function* runCases(
  hosts: readonly Host[],
  references: References,
  cases: readonly Case[],
): AsyncGenerator<Told> {
  const waiting = new Set(cases)
  const running = new Map<Host, Promise<{ readonly host: Host; readonly told: Told }>>()
  const begin = (host: Host, last: Case | null) => {
    const next = nextCase(waiting, references, last)
    if (next === undefined) return void running.delete(host)
    waiting.delete(next)
    running.set(
      host,
      timed(host, references, next).then((told) => ({ host, told })),
    )
  }
  for (const host of hosts) begin(host, null)
  while (running.size > 0) {
    const { host, told } = await Promise.race(running.values())
    begin(host, told.one)
    yield told
  }
}

function nextCase(waiting: ReadonlySet<Case>, references: References, last: Case | null): Case | undefined {
  const end = last === null ? undefined : references.get(last.kind)?.end
  const [first] = waiting
  const fitting = [...waiting].find(({ kind }) => {
    const start = references.get(kind)?.start
    return start !== undefined && end !== undefined && sameState(start, end)
  })
  return fitting ?? first
}

async function timed(host: Host, references: References, one: Case): Promise<Told> {
  const began = performance.now()
  const outcome = await runCase(host, references, one).catch((error: unknown): Outcome => ({
    struck: false,
    failures: [],
    problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
  }))
  return { one, milliseconds: Math.round(performance.now() - began), outcome }
}
