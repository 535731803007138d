import type { ChildProcess } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { onTestFinished } from 'vitest'

/** The arguments and surroundings of a process and of all that it starts, looked at again and again until it is stopped. */
export function watchProcesses(parent: ChildProcess): { stop(): readonly string[] } {
  const seen = new Set<string>()
  let busy = false
  const look = async (pid: string): Promise<void> => {
    for (const file of ['cmdline', 'environ']) {
      seen.add((await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')).replaceAll('\0', ' '))
    }
    for (const thread of await readdir(`/proc/${pid}/task`).catch(() => [])) {
      const children = await readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')
      for (const child of children.split(' ').filter(Boolean)) await look(child)
    }
  }
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    void look(String(parent.pid)).finally(() => (busy = false))
  }, 10)
  onTestFinished(() => clearInterval(timer))
  return {
    stop() {
      clearInterval(timer)
      return [...seen]
    },
  }
}
