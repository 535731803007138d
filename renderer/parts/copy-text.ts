/**
 * Puts text on the clipboard. Electron's window denies every permission, the clipboard's included; the copy command needs
 * none, only that somebody has just pressed something.
 */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    copyByCommand(text)
  }
}

function copyByCommand(text: string): void {
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  document.addEventListener('copy', fill, { once: true })
  // oxlint-disable-next-line typescript/no-deprecated -- nothing has replaced it where there is no permission
  const copied = document.execCommand('copy')
  document.removeEventListener('copy', fill)
  if (!copied) throw new Error('The system took no copy')
}
