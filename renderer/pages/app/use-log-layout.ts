import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { formatLogTime } from '../../language/format.ts'
import type { LogRow } from './kept-lines.ts'
import { evenLayout, type LogLayout, unevenLayout } from './log-layout.ts'

export interface LogLayoutNeeds {
  readonly place: RefObject<HTMLDivElement | null>
  readonly rows: readonly LogRow[]
  readonly isWrapped: boolean
  /** The longest name of a part, in characters; 0 where there is no need to say which. */
  readonly partWidth: number
  readonly withDay: boolean
}

export interface MeasuredLayout {
  readonly layout: LogLayout
  /** The height in which lines are seen, in pixels. */
  readonly view: number
  /** Goes on an element with a hundred characters of one line. */
  readonly probe: RefObject<HTMLSpanElement | null>
  /** What stands before the text, in characters. */
  readonly before: number
  /** Of the longest row that is not wrapped, in characters. */
  readonly columns: number
  /**
   * Learns how tall the rows of the block are, which begins with the row `from`. Answers by how much what stands above the
   * row `first` turned out taller.
   */
  measure(block: HTMLDivElement | null, from: number, first: number): number
}

interface Sizes {
  readonly character: number
  readonly row: number
  readonly width: number
  readonly height: number
}

/** Heights of rows by their ids, as they were found with such sizes. */
interface Measured {
  readonly of: Sizes
  readonly heights: ReadonlyMap<number, number>
}

const unknown: ReadonlyMap<number, number> = new Map()

/** Until the first look; never seen. */
const guess: Sizes = { character: 8, row: 21, width: 800, height: 400 }

/** A fixed typeface makes lines even, and tells about how many rows a wrapped one takes; those in sight are measured. */
export function useLogLayout({ place, rows, isWrapped, partWidth, withDay }: LogLayoutNeeds): MeasuredLayout {
  const probe = useRef<HTMLSpanElement>(null)
  const [sizes, setSizes] = useState(guess)
  const [measured, setMeasured] = useState<Measured>({ of: guess, heights: new Map() })
  const heights = measured.of === sizes ? measured.heights : unknown

  useLayoutEffect(() => {
    const box = place.current
    const hundred = probe.current
    if (box === null || hundred === null) return
    const look = () => {
      const padding = parseFloat(getComputedStyle(box).fontSize) * 2
      const { width: characters, height: row } = hundred.getBoundingClientRect()
      const next = { character: characters / 100, row, width: box.clientWidth - padding, height: box.clientHeight }
      setSizes((before) =>
        Object.entries(next).every(([key, value]) => Reflect.get(before, key) === value) ? before : next,
      )
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(box)
    observer.observe(hundred)
    return () => observer.disconnect()
  }, [place])

  // Time and part stand before the text, also before the further rows of a wrapped one.
  const before = formatLogTime(0, withDay).length + 1 + (partWidth === 0 ? 0 : partWidth + 1)
  const perRow = Math.max(1, Math.floor(sizes.width / sizes.character) - before)
  const lengthOf = (row: LogRow) => (row.kind === 'skipped' ? 0 : row.line.text.length)
  const layout = isWrapped
    ? unevenLayout(rows.length, (index) => {
        const row = rows[index]
        if (row === undefined) return 0
        return heights.get(row.id) ?? Math.max(1, Math.ceil(lengthOf(row) / perRow)) * sizes.row
      })
    : evenLayout(rows.length, sizes.row)
  return {
    layout,
    view: sizes.height,
    probe,
    before,
    columns: before + (isWrapped ? 0 : rows.reduce((most, row) => Math.max(most, lengthOf(row)), 0)),
    measure(block, from, first) {
      if (!isWrapped || block === null) return 0
      let shift = 0
      const news: (readonly [id: number, height: number])[] = []
      for (const [index, element] of [...block.children].entries()) {
        const row = rows[from + index]
        if (row === undefined) break
        const { height } = element.getBoundingClientRect()
        const expected = layout.topOf(from + index + 1) - layout.topOf(from + index)
        if (Math.abs(height - expected) < 0.5) continue
        news.push([row.id, height])
        if (from + index < first) shift += height - expected
      }
      if (news.length === 0) return 0
      const oldest = rows[0]?.id ?? 0
      const still = [...heights].filter(([id]) => id >= oldest)
      setMeasured({ of: sizes, heights: new Map([...still, ...news]) })
      return shift
    },
  }
}
