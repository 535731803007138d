/** Aborts its signal when nothing was heard for too long; the clock runs only between `listen` and `pause`. */
export interface Silence {
  readonly signal: AbortSignal
  listen(): void
  pause(): void
}

export function openSilence(milliseconds: number): Silence {
  const tooLong = new AbortController()
  let timer: NodeJS.Timeout | undefined
  return {
    signal: tooLong.signal,
    listen() {
      clearTimeout(timer)
      timer = setTimeout(() => tooLong.abort(), milliseconds)
    },
    pause: () => clearTimeout(timer),
  }
}
