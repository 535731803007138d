/** Cuts a stream of bytes into lines; what a line has past `limit` bytes is left out. The last line needs no end. */
export async function* textLines(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<string> {
  const cutter = openLineCutter(limit)
  for await (const chunk of chunks) yield* cutter.add(chunk)
  yield* cutter.end()
}

export interface LineCutter {
  add(chunk: Buffer): readonly string[]
  /** What is left without a line's end. */
  end(): readonly string[]
}

export function openLineCutter(limit: number): LineCutter {
  let parts: Buffer[] = []
  let length = 0

  function keep(part: Buffer): void {
    const room = limit - length
    if (room <= 0 || part.length === 0) return
    // A copy: a slice would keep the whole chunk it came in.
    parts.push(Buffer.from(part.subarray(0, room)))
    length += Math.min(part.length, room)
  }

  function take(): string {
    const line = Buffer.concat(parts).toString()
    parts = []
    length = 0
    return line
  }

  return {
    add(chunk) {
      const lines: string[] = []
      let from = 0
      for (let to = chunk.indexOf(10); to !== -1; to = chunk.indexOf(10, from)) {
        keep(chunk.subarray(from, to))
        lines.push(take())
        from = to + 1
      }
      keep(chunk.subarray(from))
      return lines
    },
    end: () => (length === 0 ? [] : [take()]),
  }
}
