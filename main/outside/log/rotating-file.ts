import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'

/**
 * A file that is moved to `<name>.1.<ending>` when it would grow past `largest` bytes; the one moved before is replaced.
 * Written at once, so that the line about a crash is there after the crash. A disk that takes no line loses that line and
 * nothing else: the log must never be why Canteen stops.
 */
export class RotatingFile {
  readonly #file: string
  readonly #largest: number
  #handle: number | null = null
  #size = 0

  constructor(file: string, largest: number) {
    this.#file = file
    this.#largest = largest
  }

  write(line: string): void {
    const data = Buffer.from(line)
    try {
      if (this.#handle === null) this.#open()
      if (this.#size > 0 && this.#size + data.length > this.#largest) this.#rotate()
      if (this.#handle !== null) this.#size += writeSync(this.#handle, data)
    } catch {
      this.close()
    }
  }

  close(): void {
    const handle = this.#handle
    this.#handle = null
    if (handle !== null) closeSync(handle)
  }

  #open(): void {
    mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 })
    this.#handle = openSync(this.#file, 'a', 0o600)
    this.#size = fstatSync(this.#handle).size
  }

  #rotate(): void {
    this.close()
    const { dir, name, ext } = path.parse(this.#file)
    renameSync(this.#file, path.join(dir, `${name}.1${ext}`))
    this.#open()
  }
}
