import { startTransition, useEffect, useState } from 'react'

/** What fits on a large screen, and what is drawn between two looks at what the member does. */
const atOnce = 16
const step = 24

/** How many of so many things are drawn already: those in sight at once, the others as soon as there is time. */
export function useGradually(count: number, isHurried: boolean): number {
  const [drawn, setDrawn] = useState(atOnce)
  const isDone = drawn >= count || isHurried
  useEffect(() => {
    if (isDone) return
    const asked = requestIdleCallback(() => startTransition(() => setDrawn(drawn + step)))
    return () => cancelIdleCallback(asked)
  }, [drawn, isDone])
  return isHurried ? count : drawn
}
