const openings = new EventTarget()

/** Opens the command palette from anywhere. */
export function openPalette(): void {
  openings.dispatchEvent(new Event('open'))
}

/** Calls back when the palette is asked for, by `openPalette` or by its keys; answers how to stop. */
export function onPaletteOpen(listener: () => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || event.altKey || event.shiftKey) return
    if (!(isApple() ? event.metaKey : event.ctrlKey)) return
    event.preventDefault()
    listener()
  }
  openings.addEventListener('open', listener)
  addEventListener('keydown', onKey)
  return () => {
    openings.removeEventListener('open', listener)
    removeEventListener('keydown', onKey)
  }
}

export function paletteKeys(): string {
  return isApple() ? '⌘K' : 'Ctrl K'
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}
