import { type FSWatcher, watch } from 'node:fs'

/** Editors and git write several times; in milliseconds. */
const settling = 200

/**
 * Tells when something in a folder changes, where the system can tell; elsewhere nothing is told and looks find out. Answers
 * how to stop.
 */
export function watchFolder(folder: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let watcher: FSWatcher | undefined
  try {
    watcher = watch(folder, { persistent: false }, () => {
      clearTimeout(timer)
      timer = setTimeout(onChange, settling).unref()
    })
    watcher.on('error', () => watcher?.close())
  } catch {
    // Not there yet, or more folders are watched than the system allows.
  }
  return () => {
    clearTimeout(timer)
    watcher?.close()
  }
}
