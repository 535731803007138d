import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

export interface ToolEnd {
  readonly code: number
  readonly out: string
  readonly err: string
}

const packageFile = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) })

/** Runs a tool of `node_modules` with the Node that runs this, so that it is the same on every system. */
export async function runTool(packageName: string, bin: string, ...words: readonly string[]): Promise<ToolEnd> {
  return run(process.execPath, [await toolScript(packageName, bin), ...words])
}

/** The absolute path of a tool's script. */
export async function toolScript(packageName: string, bin: string): Promise<string> {
  const folder = path.resolve('node_modules', packageName)
  const { bin: bins } = packageFile.parse(JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')))
  const script = typeof bins === 'string' ? bins : bins[bin]
  if (script === undefined) throw new Error(`${packageName} has no command ${bin}`)
  return path.join(folder, script)
}

/** Runs a program to its end, in `folder`, and keeps what it says. */
export function run(program: string, words: readonly string[], folder = '.'): Promise<ToolEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part))
    child.stderr.setEncoding('utf8').on('data', (part: string) => (err += part))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, out, err }))
  })
}
