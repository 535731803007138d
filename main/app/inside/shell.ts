import { Trouble } from '../../../preload/contract/failure.ts'
import type { Engine } from '../../outside/docker/engine.ts'

/** The shell of a container, bash before sh as abra takes it. Throws Trouble `part-without-shell`. */
export async function findShell(docker: Engine, container: string, part: string, signal: AbortSignal): Promise<string> {
  const shells = ['/bin/bash', '/bin/sh']
  const there = await Promise.all(shells.map((path) => docker.findFile(container, path, signal)))
  const shell = shells.find((_, index) => (there[index] ?? null) !== null)
  if (shell === undefined) throw new Trouble({ code: 'part-without-shell', facts: { part } })
  return shell
}

/**
 * Waits for the end of its input, then ends every program whose environment has the mark `$1`. Docker leaves a program running
 * when the channel to its terminal is closed; the input of one without a terminal it closes, whatever became of this computer.
 * `done` on the input means that there is nothing to end.
 */
export const guardScript = `while read -r word; do [ "$word" = done ] && exit 0; done
for sign in HUP KILL; do
  for place in /proc/[0-9]*; do
    case "$(cat "$place/environ" 2>/dev/null)" in
      *"$1"*) kill -$sign "\${place#/proc/}" 2>/dev/null ;;
    esac
  done
  [ $sign = KILL ] || sleep 2
done`

/** The variable that marks the programs of a terminal. */
export function terminalMark(name: string): string {
  return `CANTEEN_TERMINAL=${name}`
}

/** `$1` to `$3` are what abra sets, `$4` where the recipe's code is, the rest the command and its words (abra.md §4.3). */
export const commandScript = `TARGET=$1
APP_NAME=$2
STACK_NAME=$3
script=$4
shift 4
. "$script" || exit
"$@"`
