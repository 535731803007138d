/** In milliseconds. npm passes a Ctrl-C on that the terminal has sent to everybody already: it is the same one. */
const sameKeyPress = 1000

/**
 * Listens to Ctrl-C and to being told to end: `first` once, `second` when it comes again. Answers how to stop listening.
 */
export function onInterrupt(first: () => void, second: () => void): () => void {
  let at: number | null = null
  const listener = (): void => {
    const now = performance.now()
    if (at === null) {
      at = now
      first()
    } else if (now - at > sameKeyPress) second()
  }
  process.on('SIGINT', listener)
  process.on('SIGTERM', listener)
  return () => {
    process.off('SIGINT', listener)
    process.off('SIGTERM', listener)
  }
}
