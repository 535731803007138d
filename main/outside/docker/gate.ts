/** Lets so many through at once and keeps the rest waiting, in order. */
export interface Gate {
  /** Resolves when there is room; what it answers must be called once to make room again. Throws when the signal is aborted. */
  enter(signal: AbortSignal): Promise<() => void>
}

export function openGate(room: number): Gate {
  let free = room
  const waiting = new Set<() => void>()

  function leaveOnce(): () => void {
    let inside = true
    return () => {
      if (!inside) return
      inside = false
      const [next] = waiting
      if (next === undefined) free += 1
      else next()
    }
  }

  return {
    async enter(signal) {
      signal.throwIfAborted()
      if (free > 0) {
        free -= 1
        return leaveOnce()
      }
      await new Promise<void>((resolve, reject) => {
        const enter = () => {
          waiting.delete(enter)
          signal.removeEventListener('abort', giveUp)
          resolve()
        }
        const giveUp = () => {
          waiting.delete(enter)
          reject(new Error('The wait for room was given up', { cause: signal.reason }))
        }
        waiting.add(enter)
        signal.addEventListener('abort', giveUp, { once: true })
      })
      return leaveOnce()
    },
  }
}
