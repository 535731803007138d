/*
 * As much of the tar format as one file needs (POSIX ustar and pax: IEEE Std 1003.1, "pax Interchange Format"; sizes from 8 GiB on
 * in GNU's base-256). Whole folders are handed on as they come.
 */

const block = 512

export interface TarFile {
  /** Without folders. */
  readonly name: string
  readonly size: number
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Seconds since 1970. */
  readonly changedAt: number
}

/** What stands before the bytes of a file. */
export function tarHead(file: TarFile): Buffer {
  const name = Buffer.from(file.name)
  if (name.length <= 100) return header(file, name, '0')
  const record = paxRecord('path', file.name)
  const long = header({ ...file, size: record.length, mode: 0o644 }, Buffer.from('pax'), 'x')
  return Buffer.concat([long, padded(record), header(file, name.subarray(0, 100), '0')])
}

/** What stands behind them: the rest of their last block, and the archive's end. */
export function tarTail(size: number): Buffer {
  return Buffer.alloc(toBlocks(size) - size + 2 * block)
}

export interface TarEntry {
  readonly kind: 'file' | 'folder' | 'other'
  readonly size: number
}

export type TarStep =
  { readonly kind: 'entry'; readonly entry: TarEntry } | { readonly kind: 'bytes'; readonly bytes: Buffer }

/** Reads the first entry of an archive that comes in pieces: the entry, then its bytes. What follows is passed over. */
export function openTarReader(): { add(chunk: Buffer): readonly TarStep[]; readonly isWhole: () => boolean } {
  let waiting = Buffer.alloc(0)
  let toSkip = 0
  let longSize: number | null = null
  let left: number | null = null
  return {
    add(chunk) {
      const steps: TarStep[] = []
      let bytes = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
      waiting = Buffer.alloc(0)
      for (;;) {
        if (left !== null) {
          const piece = bytes.subarray(0, left)
          if (piece.length > 0) steps.push({ kind: 'bytes', bytes: piece })
          left -= piece.length
          return steps
        }
        const skipped = Math.min(toSkip, bytes.length)
        toSkip -= skipped
        bytes = bytes.subarray(skipped)
        if (bytes.length < block) break
        const { type, size } = readHeader(bytes)
        if (type === 'x') {
          const whole = block + toBlocks(Math.min(size, longestPax))
          if (bytes.length < whole) break
          longSize = paxSize(bytes.subarray(block, block + size)) ?? longSize
          bytes = bytes.subarray(whole)
        } else if (type === 'g' || type === 'L' || type === 'K') {
          toSkip = block + toBlocks(size)
        } else {
          const kind = type === '0' || type === '\0' ? 'file' : type === '5' ? 'folder' : 'other'
          left = kind === 'file' ? (longSize ?? size) : 0
          steps.push({ kind: 'entry', entry: { kind, size: left } })
          bytes = bytes.subarray(block)
        }
      }
      waiting = Buffer.from(bytes)
      return steps
    },
    isWhole: () => left === 0,
  }
}

const longestPax = 64 * 1024

function readHeader(bytes: Buffer): { readonly type: string; readonly size: number } {
  const type = String.fromCharCode(bytes[156] ?? 0)
  const first = bytes[124] ?? 0
  if (first >= 0x80) return { type, size: Number(bytes.readBigUInt64BE(128)) }
  const size = Number.parseInt(bytes.toString('latin1', 124, 136), 8)
  return { type, size: Number.isNaN(size) ? 0 : size }
}

/** `28 size=8589934592\n` among the records. */
function paxSize(records: Buffer): number | null {
  const size = /(?:^|\n)\d+ size=(\d+)\n/.exec(records.toString('latin1'))?.[1]
  return size === undefined ? null : Number(size)
}

function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`)
  let length = rest
  while (String(length).length + rest !== length) length = String(length).length + rest
  return Buffer.from(`${length} ${key}=${value}\n`)
}

function header({ size, mode, uid, gid, changedAt }: TarFile, name: Buffer, type: '0' | 'x'): Buffer {
  const bytes = Buffer.alloc(block)
  name.copy(bytes, 0)
  bytes.write(octal(mode, 7), 100)
  bytes.write(octal(uid, 7), 108)
  bytes.write(octal(gid, 7), 116)
  if (size < 8 ** 11) bytes.write(octal(size, 11), 124)
  else {
    bytes[124] = 0x80
    bytes.writeBigUInt64BE(BigInt(size), 128)
  }
  bytes.write(octal(changedAt, 11), 136)
  bytes.fill(' ', 148, 156)
  bytes.write(type, 156)
  bytes.write('ustar\0', 257)
  bytes.write('00', 263)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${octal(sum, 6)}\0 `, 148)
  return bytes
}

function octal(value: number, digits: number): string {
  return Math.min(Math.max(0, Math.floor(value)), 8 ** digits - 1)
    .toString(8)
    .padStart(digits, '0')
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(toBlocks(bytes.length) - bytes.length)])
}

function toBlocks(size: number): number {
  return Math.ceil(size / block) * block
}
