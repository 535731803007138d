/** Wakes one who waits; rung while nobody waits, the next wait ends at once. */
export interface Bell {
  ring(): void
  /** Resolves when it rings, after so many milliseconds, or when the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
}

export function openBell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rung = true
      wake?.()
    },
    async wait(milliseconds, signal) {
      if (!rung && !signal.aborted)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(end, milliseconds)
          signal.addEventListener('abort', end, { once: true })
          wake = end
          function end() {
            clearTimeout(timer)
            signal.removeEventListener('abort', end)
            wake = undefined
            resolve()
          }
        })
      rung = false
    },
  }
}
