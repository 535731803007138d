import { useState } from 'react'
import type { KeptLines } from './kept-lines.ts'
import type { AppLogState } from './use-app-log.ts'

/** `paused` by the member's wish; `reading`: they went back to earlier lines, and come to the end again by themselves. */
type Why = 'paused' | 'reading'

interface Held {
  readonly why: Why
  readonly stream: string | null
  readonly kept: KeptLines
}

export interface Hold {
  readonly isHeld: boolean
  readonly shown: KeptLines
  /** Lines that came since. */
  readonly waiting: number
  hold(why: Why): void
  goOn(): void
  /** Where nothing but reading holds the lines. */
  goOnReading(): void
}

/** Lets the lines stand still while more are coming. */
export function useHold({ kept, stream }: AppLogState): Hold {
  const [held, setHeld] = useState<Held | null>(null)
  // Another stream has other lines: those of the one before are not what is looked at any more.
  const now = held?.stream === stream ? held : null
  return {
    isHeld: now !== null,
    shown: now?.kept ?? kept,
    waiting: now === null ? 0 : kept.came - now.kept.came,
    hold: (why) => setHeld({ why: now?.why === 'paused' ? 'paused' : why, stream, kept: now?.kept ?? kept }),
    goOn: () => setHeld(null),
    goOnReading: () => setHeld((before) => (before?.why === 'reading' ? null : before)),
  }
}
