/** Where rows lie below each other, in pixels. */
export interface LogLayout {
  readonly height: number
  topOf(index: number): number
  /** The row at so many pixels from the top; the last one below. */
  at(y: number): number
}

export function evenLayout(rows: number, rowHeight: number): LogLayout {
  return {
    height: rows * rowHeight,
    topOf: (index) => index * rowHeight,
    at: (y) => clamp(Math.floor(y / rowHeight), rows),
  }
}

export function unevenLayout(rows: number, heightOf: (index: number) => number): LogLayout {
  const tops = new Float64Array(rows + 1)
  for (let index = 0; index < rows; index += 1) tops[index + 1] = (tops[index] ?? 0) + heightOf(index)
  return {
    height: tops[rows] ?? 0,
    topOf: (index) => tops[index] ?? 0,
    at(y) {
      let low = 0
      let high = rows
      while (low < high) {
        const middle = (low + high) >>> 1
        if ((tops[middle + 1] ?? Infinity) <= y) low = middle + 1
        else high = middle
      }
      return clamp(low, rows)
    },
  }
}

/** The rows to draw, `to` not included: those in sight and a few around them, so that scrolling finds them there. */
export function rowsInSight(
  layout: LogLayout,
  rows: number,
  top: number,
  height: number,
): { readonly from: number; readonly to: number } {
  if (rows === 0) return { from: 0, to: 0 }
  const around = 12
  return {
    from: Math.max(0, layout.at(top) - around),
    to: Math.min(rows, layout.at(top + height) + 1 + around),
  }
}

function clamp(index: number, rows: number): number {
  return Math.min(Math.max(0, index), Math.max(0, rows - 1))
}
