import { useEffect, useState } from 'react'
import { formatAgo, formatDuration, formatWhen } from '../language/format.ts'

/** The time now, told again every `every` milliseconds while the component is there. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

/** `12 seconds ago`, kept true. `at` in milliseconds since 1970. */
export function TimeAgo({ at }: { readonly at: number }) {
  const now = useNow(5_000)
  return <time dateTime={new Date(at).toISOString()}>{formatAgo(at, Math.max(now, at))}</time>
}

/** `today, 06:10`. */
export function TimeOfDay({ at }: { readonly at: number }) {
  const now = useNow(60_000)
  return <time dateTime={new Date(at).toISOString()}>{formatWhen(at, now)}</time>
}

/** How long something has gone on, or took when it has ended. */
export function Elapsed({ from, to }: { readonly from: number; readonly to: number | null }) {
  return to === null ? <Running from={from} /> : <>{formatDuration((to - from) / 1000)}</>
}

function Running({ from }: { readonly from: number }) {
  return <>{formatDuration((useNow(1_000) - from) / 1000)}</>
}
