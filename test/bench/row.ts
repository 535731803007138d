/** One line of the benchmarks. */
export interface Row {
  readonly name: string
  readonly unit: 'ratio' | 's' | 'ms' | 'MB'
  /** The most that the value may be. */
  readonly goal: number
  /** Builds its own scene, measures again and again, and answers the median. */
  readonly measure: (say: Say) => Promise<number>
}

/** Tells of progress, and figures behind the one that counts. */
export type Say = (line: string) => void

export function verdict({ name, unit, goal }: Row, value: number): string {
  const figure = unit === 'ratio' || unit === 's' ? value.toFixed(2) : value.toFixed(1)
  return `${name}: ${figure} ${unit} (goal ≤ ${goal}) ${value <= goal ? 'met' : 'missed'}`
}
