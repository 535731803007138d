import { rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { openOwnFile } from '../store/own-file.ts'
import type { ServerLook, StackLook } from './server-look.ts'

/** The last look at each server, in `state/<server>.json` among Canteen's own data: what is shown first at the next start. */
export interface KeptLooks {
  /** Null where there is none. A damaged one is moved aside and missed by nobody: the next look replaces it. */
  read(server: string): Promise<ServerLook | null>
  /** Written behind, at most every few seconds for each server; the newest wins. */
  keep(server: string, look: ServerLook): void
  remove(server: string): Promise<void>
  /** Writes what is not written yet. */
  close(): Promise<void>
}

/** In milliseconds. */
const betweenWrites = 5000

const names = z.array(z.string())
const trouble = z.object({ app: z.string(), service: z.string(), detail: z.string(), log: names })
const failure = z.discriminatedUnion('code', [
  z.object({ code: z.literal('service-crashes'), facts: trouble.extend({ exitCode: z.number() }) }),
  z.object({ code: z.literal('service-image-missing'), facts: trouble.extend({ image: z.string() }) }),
  z.object({ code: z.literal('service-killed-memory'), facts: trouble }),
  z.object({ code: z.literal('service-unhealthy'), facts: trouble }),
  z.object({ code: z.literal('service-unplaceable'), facts: trouble }),
  z.object({ code: z.literal('service-rejected'), facts: trouble }),
  z.object({ code: z.literal('service-update-stopped'), facts: trouble }),
  z.object({ code: z.literal('service-rolled-back'), facts: trouble }),
])
/** Those that `appState` answers for a stack that is there. */
const reason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('reason-all-running'), values: z.object({ services: z.number() }) }),
  z.object({ code: z.literal('reason-services-starting'), values: z.object({ waiting: names }) }),
  z.object({ code: z.literal('reason-updating'), values: z.object({ services: names }) }),
  z.object({ code: z.literal('reason-no-copies'), values: z.object({}) }),
  z.object({ code: z.literal('reason-failure'), values: z.object({ failure }) }),
])
const stackLook: z.ZodType<StackLook> = z.object({
  word: z.enum(['working', 'starting', 'updating', 'attention', 'off']),
  reason,
  version: z.string().nullable(),
  chaos: z.boolean(),
  web: z.enum(['https', 'http']).nullable(),
})
const facts = z.object({
  dockerVersion: z.string(),
  system: z.string(),
  machines: z.array(z.object({ name: z.string(), ready: z.boolean(), role: z.enum(['manager', 'worker']) })),
  memoryBytes: z.number(),
  processors: z.number(),
  swarm: z.boolean(),
  proxyNetwork: z.boolean(),
})
const keptLook = z.object({ at: z.number(), facts, stacks: z.array(z.tuple([z.string(), stackLook])) }).nullable()

export function openKeptLooks(own: string, onBug: (error: unknown) => void): KeptLooks {
  const waiting = new Map<string, ServerLook>()
  const timers = new Map<string, NodeJS.Timeout>()
  const writing = new Set<Promise<void>>()
  const fileOf = (server: string) => path.join(own, 'state', `${server}.json`)

  function write(server: string): void {
    const look = waiting.get(server)
    timers.delete(server)
    waiting.delete(server)
    if (look === undefined) return
    // What cannot be kept is looked at again at the next start: no reason to bother anybody.
    const work = openOwnFile(fileOf(server), keptLook, null)
      .write({ ...look, stacks: [...look.stacks], facts: { ...look.facts, machines: [...look.facts.machines] } })
      .catch(onBug)
      .finally(() => writing.delete(work))
    writing.add(work)
  }

  return {
    async read(server) {
      const { value } = await openOwnFile(fileOf(server), keptLook, null).read()
      return value === null ? null : { ...value, stacks: new Map(value.stacks) }
    },
    keep(server, look) {
      waiting.set(server, look)
      if (!timers.has(server)) timers.set(server, setTimeout(() => write(server), betweenWrites).unref())
    },
    async remove(server) {
      clearTimeout(timers.get(server))
      timers.delete(server)
      waiting.delete(server)
      await Promise.all(writing)
      await rm(fileOf(server), { force: true })
    },
    async close() {
      for (const [server, timer] of timers) {
        clearTimeout(timer)
        write(server)
      }
      await Promise.all(writing)
    },
  }
}
