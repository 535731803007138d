import { Trouble } from '../../../preload/contract/failure.ts'
import { cleanDetail } from './clean-text.ts'

export interface Whose {
  readonly server: string
  readonly user: string
}

/** What an answer other than 2xx means. `request` is method and path, without what was sent. */
export function refusal(status: number, said: string, request: string, whose: Whose): Trouble {
  const detail = cleanDetail(said)
  // The Engine answers 503 (406 before 17.10) on a machine that manages no swarm, and tells the cases apart in words only.
  if ((status === 503 || status === 406) && /swarm manager|not part of a swarm/i.test(detail)) {
    const code = /worker nodes/i.test(detail) ? 'swarm-worker' : 'swarm-off'
    return new Trouble({ code, facts: { server: whose.server } })
  }
  return new Trouble({ code: 'engine-refused', facts: { request, detail: detail === '' ? `HTTP ${status}` : detail } })
}

const lost = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
])

/** Says in our words what went wrong on the way to the Engine; what is not known is a bug and comes back as it is. */
export function onTheWay(error: unknown, request: string, whose: Whose): unknown {
  if (error instanceof Trouble || !(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const detail = cleanDetail(error.message)
  const options = { cause: error }
  if (code === 'EACCES' || code === 'EPERM')
    return new Trouble({ code: 'docker-not-allowed', facts: { user: whose.user, detail } }, options)
  if (code === 'ENOENT') return new Trouble({ code: 'docker-missing', facts: { detail } }, options)
  if (code === 'ECONNREFUSED') return new Trouble({ code: 'docker-not-running', facts: { detail } }, options)
  if (lost.has(code) || error.message === 'socket hang up' || error.message === 'aborted')
    return new Trouble({ code: 'connection-lost', facts: { server: whose.server } }, options)
  // Whatever listens there speaks something other than HTTP, or sends the request elsewhere, which is never followed.
  if (code.startsWith('HPE_') || error.message.startsWith('Max redirects'))
    return new Trouble({ code: 'engine-refused', facts: { request, detail } }, options)
  return error
}
