import { Trouble } from '../../preload/contract/failure.ts'

/** The system's error code, such as `ENOENT`; null for anything that is not an error of the system. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error
    ? error.code
    : null
}

/** What a failed write means: `disk-full`, `file-not-writable`, or the error itself where it is a bug of ours. */
export function writeTrouble(error: unknown, file: string): unknown {
  const code = systemCode(error)
  if (code === null) return error
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Trouble({ code: 'disk-full', facts: { file } }, { cause: error })
  return new Trouble({ code: 'file-not-writable', facts: { file, detail: code } }, { cause: error })
}

/** What a failed read means: `file-unreadable`, or the error itself where it is a bug of ours. */
export function readTrouble(error: unknown, file: string): unknown {
  const code = systemCode(error)
  if (code === null) return error
  return new Trouble({ code: 'file-unreadable', facts: { file, detail: code } }, { cause: error })
}
