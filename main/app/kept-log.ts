import type { LogBatch } from './log.ts'

/** The newest lines that went to a window, for saving. */
export interface KeptLog {
  add(batch: LogBatch): void
  text(): KeptText
}

export interface KeptText {
  /** A line for each: its time, its service, what it says. `… 4012 …` stands where so many were skipped. */
  readonly text: string
  readonly lines: number
  readonly skipped: number
}

export function openKeptLog(most: number): KeptLog {
  const batches: LogBatch[] = []
  let count = 0
  return {
    add(batch) {
      batches.push(batch)
      count += batch.lines.length
      for (let first = batches[0]; first !== undefined && count - first.lines.length >= most; first = batches[0]) {
        batches.shift()
        count -= first.lines.length
      }
    },
    text() {
      const all = batches.flatMap(({ lines, skipped }) =>
        lines.map((line, index) => ({ line, skippedBefore: index === 0 ? skipped : 0 })),
      )
      const kept = all.slice(-most)
      const text = kept.map(({ line, skippedBefore }, index) => {
        // What is missing before the first line kept is no gap.
        const gap = skippedBefore > 0 && index > 0 ? `… ${skippedBefore} …\n` : ''
        return `${gap}${new Date(line.at).toISOString()} ${line.service} ${line.text}\n`
      })
      const skipped = kept.slice(1).reduce((sum, { skippedBefore }) => sum + skippedBefore, 0)
      return { text: text.join(''), lines: kept.length, skipped }
    },
  }
}
