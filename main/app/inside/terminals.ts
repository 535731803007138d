import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type Failure, Trouble } from '../../../preload/contract/failure.ts'
import type { OpenTerminalInput, TerminalEnd, TerminalEvent } from '../../../preload/contract/inside.ts'
import type { Core } from '../../api/core.ts'
import type { RunningContainer } from '../../outside/docker/containers.ts'
import type { Engine } from '../../outside/docker/engine.ts'
import type { RunningProgram } from '../../outside/docker/exec.ts'
import { inBatches, openPace, type Pace } from './paced.ts'
import { findPart } from './part.ts'
import { findShell, guardScript, terminalMark } from './shell.ts'
import type { Commands } from './commands.ts'
import type { InsideNeeds } from './inside.ts'
import { runHere } from './run-here.ts'

interface Open {
  readonly pace: Pace
  /** Null where nothing can be typed. */
  readonly program: RunningProgram | null
}

type Ended = Omit<TerminalEnd, 'failure'>

/** Of a program that was ended by force, as all are when their container stops. */
const killed = 137
const mostLooks = 10
/** Milliseconds. */
const betweenLooks = 200

/** Terminals in parts of apps, and commands that run on this computer, which write into one. */
export function openTerminals(
  needs: InsideNeeds,
  commands: Commands,
): Pick<Core['inside'], 'terminal' | 'runHere' | 'terminalInput' | 'resize' | 'terminalTaken'> {
  const open = new Map<string, Open>()

  async function* shown(
    output: AsyncIterable<Buffer>,
    program: RunningProgram | null,
    howItEnded: () => Promise<Ended>,
    signal: AbortSignal,
  ): AsyncGenerator<TerminalEvent> {
    const terminal = randomUUID()
    const pace = openPace()
    // Before anything is told: who hears of the end may leave at once.
    const left = once(signal, 'abort')
    open.set(terminal, { pace, program })
    try {
      yield { kind: 'began', terminal }
      let failure: Failure | null = null
      let ended: Ended = { exitCode: null, isStopped: false }
      try {
        for await (const batch of inBatches(output, pace, signal)) yield { kind: 'output', ...batch }
        if (!signal.aborted) ended = await howItEnded()
      } catch (error) {
        if (!(error instanceof Trouble)) throw error
        failure = error.failure
      }
      if (signal.aborted) return
      yield { kind: 'ended', ...ended, failure }
      await left
    } finally {
      open.delete(terminal)
    }
  }

  return {
    async *terminal(input, signal) {
      const docker = await needs.engine(input.server, signal)
      const stack = await needs.stackOf(input)
      const container = await findPart(docker, stack, input, signal)
      const shell = await findShell(docker, container.id, input.part, signal)
      const command =
        input.run.kind === 'shell'
          ? [shell]
          : await commands.putInto(docker, container.id, shell, { ...input, ...input.run, stack }, signal)
      const mark = terminalMark(randomUUID())
      const user = input.user === undefined ? {} : { user: input.user }
      const ended = new AbortController()
      const both = AbortSignal.any([signal, ended.signal])
      await using guard = await openGuard(docker, container.id, [shell, '-c', guardScript, shell, mark], user, both)
      await using program = await docker.startProgram(
        container.id,
        { command, environment: [mark, 'TERM=xterm-256color'], ...user },
        input.size,
        both,
      )
      await program.resize(input.size).catch(ignoreTrouble)
      const howItEnded = async (): Promise<Ended> => {
        const exitCode = await program.exitCode()
        // What was left in the background by somebody who closed the shell in order stays, as on any server.
        if (exitCode !== null) await guard.write('done\n')
        return { exitCode, isStopped: exitCode === killed && (await hasStopped(docker, container, signal)) }
      }
      yield* shown(program.output, program, howItEnded, signal)
    },

    async *runHere(input, signal) {
      const prepared = await commands.prepareHere(input)
      const { output, exitCode } = runHere(prepared, signal)
      try {
        yield* shown(output, null, async () => ({ exitCode: await exitCode, isStopped: false }), signal)
      } finally {
        await exitCode.catch(ignoreTrouble)
        await prepared.remove()
      }
    },

    async terminalInput({ terminal, text }) {
      const program = open.get(terminal)?.program
      if (program === undefined || program === null) throw new Trouble({ code: 'terminal-closed', facts: {} })
      await program.write(text)
    },

    async resize({ terminal, size }) {
      // A program that has just ended has no size any more.
      await open.get(terminal)?.program?.resize(size).catch(ignoreTrouble)
    },

    terminalTaken({ terminal, batch }) {
      open.get(terminal)?.pace.taken(batch)
    },
  }
}

/** The Engine takes a moment to know that the container has gone with its programs. */
async function hasStopped(docker: Engine, { id, service }: RunningContainer, signal: AbortSignal): Promise<boolean> {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const running = await docker.containers([service], signal)
    if (!running.some((one) => one.id === id)) return true
    await pause(betweenLooks)
  }
  return false
}

/** Whatever becomes of this computer or the way to it: the programs of a terminal end when it is closed. */
async function openGuard(
  docker: Engine,
  container: string,
  command: readonly string[],
  user: Pick<OpenTerminalInput, 'user'> | { readonly user: string },
  signal: AbortSignal,
): Promise<RunningProgram> {
  const as = user.user === undefined ? {} : { user: user.user }
  const guard = await docker.startProgram(container, { command, ...as }, null, signal)
  // It says nothing; reading tells that it has ended.
  void drain(guard.output)
  return guard
}

async function drain(output: AsyncIterable<Buffer>): Promise<void> {
  try {
    for await (const chunk of output) void chunk
  } catch (error) {
    ignoreTrouble(error)
  }
}

function ignoreTrouble(error: unknown): void {
  if (!(error instanceof Trouble)) throw error
}
