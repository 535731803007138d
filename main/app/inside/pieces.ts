import type { Trouble } from '../../../preload/contract/failure.ts'

/** Bytes that are handed over one piece at a time: whoever adds one waits until it was taken before the next. */
export interface Pieces {
  /** All of them, in order; ends with the last byte. */
  readonly all: AsyncIterable<Buffer>
  /** Resolves when the piece was taken. Throws the trouble with which it was stopped; bytes past the end are passed over. */
  add(bytes: Buffer): Promise<void>
  /** Nothing more comes. */
  stop(trouble: Trouble): void
  readonly trouble: () => Trouble | null
}

export function openPieces(size: number): Pieces {
  let left = size
  let trouble: Trouble | null = null
  let waiting: { readonly bytes: Buffer; readonly taken: () => void; readonly failed: (why: Trouble) => void } | null =
    null
  let came = () => {}

  async function* all(): AsyncGenerator<Buffer> {
    while (left > 0) {
      if (trouble !== null) throw trouble
      if (waiting === null) {
        await new Promise<void>((resolve) => (came = resolve))
        continue
      }
      const { bytes, taken } = waiting
      waiting = null
      const piece = bytes.subarray(0, left)
      left -= piece.length
      // The sender may read its next piece while this one is on its way.
      taken()
      yield piece
    }
  }

  return {
    all: all(),
    async add(bytes) {
      if (trouble !== null) throw trouble
      if (left === 0) return
      await new Promise<void>((resolve, reject) => {
        waiting = { bytes, taken: resolve, failed: reject }
        came()
      })
    },
    stop(why) {
      trouble ??= why
      waiting?.failed(trouble)
      waiting = null
      came()
    },
    trouble: () => trouble,
  }
}
