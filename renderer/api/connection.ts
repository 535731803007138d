/** `taken`: another page talks to the core now, and this one must not. */
export type CoreConnection = 'there' | 'away' | 'taken'

export interface ConnectionWatch {
  readonly subscribe: (listener: () => void) => () => void
  readonly current: () => CoreConnection
  readonly change: (to: CoreConnection) => void
}

/** Whether the core answers; components read it with `useCoreConnection`. */
export function watchConnection(): ConnectionWatch {
  const listeners = new Set<() => void>()
  // `there` until the first connection is lost, so that no notice flashes while the window starts.
  let now: CoreConnection = 'there'
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    current: () => now,
    change: (to) => {
      if (now === to || now === 'taken') return
      now = to
      for (const listener of listeners) listener()
    },
  }
}
