/**
 * Errors that reach nobody, such as a connection's that broke after its last listener left, go to the log, and the core goes on:
 * what it changes is journaled, while members would lose their window without a word, or Electron would show them a stack.
 * Answers how to stop.
 */
export function catchStrayBugs(logBug: (error: unknown) => string): () => void {
  const log = (error: unknown): void => void logBug(error)
  process.on('uncaughtException', log)
  process.on('unhandledRejection', log)
  return () => {
    process.off('uncaughtException', log)
    process.off('unhandledRejection', log)
  }
}
