/** Far below what a message may hold, whatever the characters. */
const mostAtOnce = 8 * 1024

/** Sends what is typed in order: the next when the one before has arrived, together with what was typed meanwhile. */
export function openTypedText(send: (text: string) => Promise<unknown>): (text: string) => void {
  let waiting = ''
  let isSending = false
  return (text) => {
    waiting += text
    if (!isSending) void go()
  }

  async function go(): Promise<void> {
    isSending = true
    while (waiting !== '') {
      const now = waiting.slice(0, mostAtOnce)
      waiting = waiting.slice(mostAtOnce)
      // A terminal that has ended meanwhile says so by itself.
      await send(now).catch(() => (waiting = ''))
    }
    isSending = false
  }
}
