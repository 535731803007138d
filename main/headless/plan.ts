import os from 'node:os'
import { Trouble } from '../../preload/contract/failure.ts'
import type { JobView } from '../../preload/contract/job.ts'
import { languageFor, startSentences } from '../../renderer/language/languages.ts'
import { type Begun, begin } from '../begin.ts'
import { failureOf } from '../job/failure-of.ts'
import type { OneServer } from '../start.ts'
import { folders } from '../store/folders.ts'
import { type Asked, readArguments } from './arguments.ts'
import { carryOut, makeRoom } from './carry-out.ts'
import { endText, heldText, passwordsText } from './end-text.ts'
import { failureText } from './failure-text.ts'
import { findServer } from './find-server.ts'
import { helpText } from './help.ts'
import { onInterrupt } from './interrupts.ts'
import { harmlessJson } from './lines.ts'
import { pageFor } from './paint.ts'
import { planText } from './plan-text.ts'
import type { Planned } from './planned.ts'
import { openProgress } from './progress.ts'
import { WrongUsage } from './wrong-usage.ts'

type AskedPlan = Extract<Asked, { kind: 'plan' }>

/** How the command ends, for scripts. */
const status = { done: 0, failed: 1, usage: 2, waiting: 3, interrupted: 130 } as const

const { stdout, stderr } = process

/** `plan`: shows what would be done, and does it with `--apply`. The plan goes to standard output, all else to standard error. */
export async function plan(words: readonly string[]): Promise<number> {
  await startSentences(languageFor('system', navigator.languages))
  try {
    const asked = readArguments(words)
    if (asked.kind === 'plan') return await planAsked(asked)
    stdout.write(helpText())
    return status.done
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error
    stderr.write(`${error.message}\n--help shows what there is.\n`)
    return status.usage
  }
}

async function planAsked(asked: AskedPlan): Promise<number> {
  const { env, platform } = process
  const places = folders({ environment: env, platform, home: os.homedir() })
  let begun: Begun | null = null
  try {
    const server = await findServer(asked.server, places)
    const beginning = await begin(env, { ...server, locks: asked.apply })
    if (beginning.kind === 'held') {
      stderr.write(heldText(beginning))
      return status.failed
    }
    begun = beginning.begun
    return await planAndApply(asked, server, begun)
  } catch (error) {
    if (error instanceof WrongUsage || (begun === null && !(error instanceof Trouble))) throw error
    const failure = failureOf(error, (bug) => begun?.log.logBug(bug) ?? '')
    if (asked.json) stdout.write(`${harmlessJson({ failure })}\n`)
    stderr.write(failureText(failure, asked.server.kind, pageFor(stderr)))
    return failure.code === 'cancelled' ? status.interrupted : status.failed
  } finally {
    await begun?.end()
  }
}

async function planAndApply(asked: AskedPlan, server: OneServer, { core, folders }: Begun): Promise<number> {
  const planned = await untilInterrupted((signal) => asked.plan(core, server.server, signal))
  if (asked.apply) refuseLostPasswords(planned, asked)
  if (!asked.json) stdout.write(planText(planned.plan, pageFor(stdout)))
  if (!asked.apply || planned.plan.steps.length === 0) {
    if (asked.json) stdout.write(`${harmlessJson({ plan: planned.plan })}\n`)
    return status.done
  }
  if (server.given !== undefined) await makeRoom(folders.abra, planned.plan)
  const job = await carryOut(core, planned.plan, openProgress(stderr))
  const passwords = asked.showPasswords ? planned.made : []
  stderr.write(endText(job, asked.server.kind, pageFor(stderr)))
  if (asked.json) stdout.write(`${harmlessJson(answerOf(planned, job, passwords))}\n`)
  else stdout.write(passwordsText(passwords))
  return statusOf(job)
}

function answerOf({ plan }: Planned, job: JobView, passwords: Planned['made']) {
  const made = Object.fromEntries(passwords.map(({ name, value }) => [name, value]))
  return passwords.length === 0 ? { plan, job } : { plan, job, passwords: made }
}

/** Nobody could ever read them again. */
function refuseLostPasswords({ made, kept }: Planned, { showPasswords }: AskedPlan): void {
  if (made.length === 0 || kept || showPasswords) return
  throw new WrongUsage(
    '--show-passwords is missing: this computer has no keychain that keeps the passwords that would be made.',
  )
}

/** Nothing has been changed while it is planned: Ctrl-C ends it at once. */
async function untilInterrupted<Answer>(work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const stop = new AbortController()
  const { promise: stopped, reject } = Promise.withResolvers<never>()
  const letGo = onInterrupt(
    () => {
      stop.abort()
      reject(new Trouble({ code: 'cancelled', facts: {} }))
    },
    () => process.exit(status.interrupted),
  )
  try {
    return await Promise.race([work(stop.signal), stopped])
  } finally {
    letGo()
  }
}

function statusOf({ state }: JobView): number {
  switch (state) {
    case 'done':
      return status.done
    case 'failed':
      return status.failed
    case 'running':
    case 'waiting':
      return status.waiting
    case 'cancelled':
      return status.interrupted
  }
}
