import { createConnection, type Socket } from 'node:net'
import { type Failure, Trouble } from '../../../preload/contract/failure.ts'
import { plainText } from './plain-text.ts'

export const answerSeconds = 10

export interface Place {
  readonly host: string
  readonly port: number
}

/**
 * Opens a TCP connection. Throws `address-not-found`, `port-closed`, `server-unreachable`, `server-silent` and `cancelled`.
 */
export async function reach({ host, port }: Place, signal: AbortSignal): Promise<Socket> {
  const socket = createConnection({ host, port, noDelay: true })
  return await new Promise<Socket>((resolve, reject) => {
    const stop = (failure: Failure) => {
      finish()
      socket.on('error', () => undefined).destroy()
      reject(new Trouble(failure))
    }
    const onAbort = () => stop({ code: 'cancelled', facts: {} })
    const onError = (error: Error) => stop(reachFailure(error, { host, port }))
    const onConnect = () => {
      finish()
      resolve(socket)
    }
    const silence = setTimeout(() => stop(silent({ host, port })), answerSeconds * 1000)
    const finish = () => {
      clearTimeout(silence)
      signal.removeEventListener('abort', onAbort)
      socket.off('error', onError).off('connect', onConnect)
    }
    socket.once('error', onError).once('connect', onConnect)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
  })
}

export function silent({ host, port }: Place): Failure {
  return { code: 'server-silent', facts: { address: host, port, seconds: answerSeconds } }
}

/** A name with several addresses fails with one error for each; a refusal says most, so it is told first. */
function reachFailure(error: Error, { host, port }: Place): Failure {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
  const codes = errors.map((each) => (each instanceof Error && 'code' in each ? String(each.code) : ''))
  if (codes.includes('ECONNREFUSED')) return { code: 'port-closed', facts: { address: host, port } }
  if (codes.includes('ETIMEDOUT')) return silent({ host, port })
  if (codes.includes('ENOTFOUND')) return { code: 'address-not-found', facts: { address: host } }
  const detail = plainText(errors.map((each) => (each instanceof Error ? each.message : '')).join('; '))
  return { code: 'server-unreachable', facts: { address: host, port, detail } }
}
