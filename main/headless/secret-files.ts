import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { systemCode } from '../store/file-trouble.ts'
import { WrongUsage } from './wrong-usage.ts'

/** Passwords by name, from files by name; `-` is standard input. Throws WrongUsage. */
export async function readSecrets(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const read = Object.entries(files).map(async ([name, file]) => [name, await readSecret(file)] as const)
  return Object.fromEntries(await Promise.all(read))
}

/** Letter for letter, a newline at the end included, as `docker secret create` takes it. */
async function readSecret(file: string): Promise<string> {
  try {
    const bytes = await (file === '-' ? buffer(process.stdin) : readFile(file))
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (text === '') throw new WrongUsage('--secret-file: there is nothing in it.')
    return text
  } catch (error) {
    if (error instanceof WrongUsage) throw error
    throw new WrongUsage(`--secret-file: it cannot be read (${systemCode(error) ?? 'it is not UTF-8 text'}).`)
  }
}
