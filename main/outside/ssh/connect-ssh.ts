import type { Duplex } from 'node:stream'
import ssh2, { type Client } from 'ssh2'
import { type Failure, Trouble } from '../../../preload/contract/failure.ts'
import { algorithms } from './algorithms.ts'
import { answerSeconds, silent } from './reach.ts'
import { signIn } from './sign-in.ts'
import { type Phase, sshFailure } from './ssh-failure.ts'
import type { SshTarget } from './ssh-types.ts'

/** Some servers ask a directory before they answer, and an agent may ask the member. */
const signInSeconds = 60
/** A link that was cut is noticed after three of these. */
const keepAliveMilliseconds = 5_000

/** Shakes hands and signs in over an open stream, which is destroyed when that fails. */
export async function connectSsh(stream: Duplex, target: SshTarget, signal: AbortSignal): Promise<Client> {
  const client = new ssh2.Client()
  return await new Promise<Client>((resolve, reject) => {
    let phase: Phase = 'greeting'
    let heard = ''
    let settled = false

    const settle = (): boolean => {
      if (settled) return false
      settled = true
      clearTimeout(silence)
      signal.removeEventListener('abort', onAbort)
      stream.off('data', onData)
      return true
    }
    const fail = (error: unknown) => {
      if (!settle()) return
      client.end()
      stream.destroy()
      reject(error instanceof Error ? error : new Error('Something other than an error was thrown', { cause: error }))
    }
    const failWith = (failure: Failure) => fail(new Trouble(failure))
    const onAbort = () => failWith({ code: 'cancelled', facts: {} })
    const onSilence = () => failWith(silent(target))
    let silence = setTimeout(onSilence, answerSeconds * 1000)
    const auth = signIn(target, fail)
    const onEnd = (error: Error | null) => failWith(sshFailure(error, phase, target, heard, auth.endedBecause))
    const onData = (chunk: Buffer) => {
      heard = `${heard}${chunk.toString('latin1', 0, 255)}`.slice(0, 255)
      if (heard.includes('SSH-')) {
        phase = phase === 'greeting' ? 'handshake' : phase
        stream.off('data', onData)
      }
    }

    signal.addEventListener('abort', onAbort)
    client
      .on('error', (error: Error) => {
        // An agent that fails to sign is passed over: its next key, or the next login, is tried.
        if (phase === 'sign-in' && 'level' in error && error.level === 'agent') return
        onEnd(error)
      })
      .once('close', () => onEnd(null))
      .once('handshake', () => {
        phase = 'sign-in'
        clearTimeout(silence)
        silence = setTimeout(onSilence, signInSeconds * 1000)
        target.onStep?.('identified')
      })
      .once('ready', () => {
        if (settle()) resolve(client)
      })
      .connect({
        sock: stream,
        username: target.user,
        authHandler: auth.handler,
        algorithms: algorithms(target.knownKeyTypes),
        strictVendor: false,
        readyTimeout: 0,
        keepaliveInterval: keepAliveMilliseconds,
        keepaliveCountMax: 2,
        hostVerifier: (bytes: Buffer) => {
          try {
            target.checkHostKey({ type: keyType(bytes), bytes })
            return true
          } catch (error) {
            fail(error)
            return false
          }
        },
      })
    stream.on('data', onData)
    if (signal.aborted) onAbort()
  })
}

/** A key begins with the length of its type's name and the name (RFC 4253 §6.6). */
function keyType(bytes: Buffer): string {
  return bytes.length < 4 ? '' : bytes.toString('latin1', 4, 4 + bytes.readUInt32BE(0))
}
