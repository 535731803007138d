import type { Duplex } from 'node:stream'
import type { ClientChannel } from 'ssh2'
import { Trouble } from '../../../preload/contract/failure.ts'
import type { CommandResult } from './ssh-types.ts'

const largestOutput = 1024 * 1024

/** An SSH channel with the few calls of a socket that Node's HTTP client makes, which mean nothing here. */
export function asSocket(channel: ClientChannel): Duplex {
  const same = () => channel
  return Object.assign(channel, { setKeepAlive: same, setNoDelay: same, setTimeout: same, ref: same, unref: same })
}

/** Reads a command's output to its end. Throws `cancelled`; a channel that ends without an exit code has `code` null. */
export async function readToEnd(
  channel: ClientChannel,
  input: string | undefined,
  signal: AbortSignal | undefined,
): Promise<CommandResult> {
  const stdout = collect(channel)
  const stderr = collect(channel.stderr)
  let stop = () => {}
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      let exitCode: number | null = null
      stop = () => {
        // sshd closes the channel when the command has ended, which some never do.
        channel.signal('TERM')
        channel.close()
        reject(new Trouble({ code: 'cancelled', facts: {} }))
      }
      channel.on('exit', (value: number | null) => (exitCode = value))
      channel.once('close', () => resolve(exitCode))
      channel.once('error', reject)
      signal?.addEventListener('abort', stop)
      if (signal?.aborted === true) stop()
      else channel.end(input ?? '')
    })
    return { code, stdout: stdout(), stderr: stderr() }
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = []
  let length = 0
  stream.on('data', (chunk: Buffer) => {
    const room = largestOutput - length
    if (room <= 0) return
    chunks.push(chunk.subarray(0, room))
    length += Math.min(chunk.length, room)
  })
  return () => Buffer.concat(chunks).toString('utf8')
}
