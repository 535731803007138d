import { setTimeout as pause } from 'node:timers/promises'

/** Asks again and again until `question` gives something other than undefined; refuses after `seconds`, saying what was awaited. */
export async function until<Answer>(
  awaited: string,
  seconds: number,
  question: () => Promise<Answer | undefined>,
  signal?: AbortSignal,
): Promise<Answer> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    signal?.throwIfAborted()
    const answer = await question()
    if (answer !== undefined) return answer
    if (Date.now() > deadline) throw new Error(`${awaited}: not within ${seconds} seconds`)
    await pause(50)
  }
}
