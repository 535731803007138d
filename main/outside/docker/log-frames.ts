export interface LogPiece {
  readonly stream: 'output' | 'error'
  readonly bytes: Buffer
}

export interface FrameCutter {
  add(chunk: Buffer): readonly LogPiece[]
  /** What is left when nothing more comes. */
  end(): readonly LogPiece[]
}

/**
 * Undoes the Engine's multiplexing (API, "Attach to a container"): eight bytes of header, stream type and length, then so many
 * bytes. A container with a terminal is not multiplexed, which only the first bytes tell before API 1.42.
 */
export function openFrameCutter(): FrameCutter {
  let waiting = Buffer.alloc(0)
  let left = 0
  let stream: LogPiece['stream'] = 'output'
  let plain: boolean | undefined
  return {
    add(chunk) {
      const pieces: LogPiece[] = []
      let bytes = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
      waiting = Buffer.alloc(0)
      while (bytes.length > 0) {
        if (plain === true) {
          pieces.push({ stream: 'output', bytes })
          break
        }
        if (left === 0) {
          if (bytes.length < 8) {
            waiting = Buffer.from(bytes)
            break
          }
          plain ??= !isHeader(bytes)
          if (plain) continue
          stream = bytes[0] === 2 ? 'error' : 'output'
          left = bytes.readUInt32BE(4)
          bytes = bytes.subarray(8)
          continue
        }
        const piece = bytes.subarray(0, left)
        left -= piece.length
        bytes = bytes.subarray(piece.length)
        pieces.push({ stream, bytes: piece })
      }
      return pieces
    },
    end: () => (plain !== false && waiting.length > 0 ? [{ stream: 'output', bytes: waiting }] : []),
  }
}

function isHeader(bytes: Buffer): boolean {
  return (bytes[0] ?? 255) <= 3 && bytes[1] === 0 && bytes[2] === 0 && bytes[3] === 0
}
