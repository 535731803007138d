import type { IncomingMessage } from 'node:http'
import { IncomingMessage as Answer } from 'node:http'
import { Duplex, type Readable } from 'node:stream'
import { inspect } from 'node:util'
import Docker from 'dockerode'
import type { ChannelAgent } from './channel-agent.ts'

export interface Dialled {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  /** Begins with `/`, its parts already encoded. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: object | undefined
  /** A tar archive, sent as it comes. */
  readonly archive?: Readable | undefined
  /** Asks for the channel itself once the Engine has agreed: what goes over it is no HTTP any more. */
  readonly takeOver?: boolean | undefined
  readonly signal: AbortSignal
}

/** Sends a request; the answer comes as a stream whatever its status, or is the channel that was asked for. */
export type Dial = (request: Dialled) => Promise<IncomingMessage | Duplex>

/** `version` such as `v1.41`; without one for the question which it is. */
export function openModem(agent: ChannelAgent, version: string | undefined): Dial {
  // Host, port and protocol are given so that nothing of DOCKER_HOST gets in; the name stands in the Host header and means nothing.
  const options = {
    host: 'docker',
    port: 80,
    protocol: 'http' as const,
    agent,
    ...(version === undefined ? {} : { version }),
  }
  const { modem } = withoutDockerVariables(() => new Docker(options))
  tame(modem)

  return ({ method, path, query, body, archive, takeOver, signal }) =>
    new Promise((resolve, reject) => {
      const asked = Object.keys(query).length > 0
      const options = { ...(asked ? { _query: query } : {}), ...(method === 'POST' ? { _body: body ?? {} } : {}) }
      modem.dial(
        {
          path: asked ? `${path}?` : path,
          method,
          options,
          isStream: true,
          ...(archive === undefined ? {} : { file: archive }),
          ...(takeOver === true ? { hijack: true } : {}),
          statusCodes: everyStatus,
          abortSignal: signal,
        },
        (error, result) => {
          if (error !== null && error !== undefined) reject(error)
          else if (result instanceof Answer || result instanceof Duplex) resolve(result)
          else reject(new Error('dockerode gave no stream'))
        },
      )
    })
}

/**
 * Two things for which the modem offers no setting. A server could answer with a redirection and have this computer ask
 * elsewhere. And for its debug output it prints each request's options to the last hidden field, channels and all, whether
 * anybody reads it or not: 30 ms of work a request, measured with eight channels open.
 */
function tame(modem: Docker['modem']): void {
  const buildRequest: unknown = Reflect.get(modem, 'buildRequest')
  if (typeof buildRequest !== 'function') throw new Error('docker-modem builds requests in another way than before')
  Object.assign(modem, {
    buildRequest: (options: object, ...rest: readonly unknown[]) => {
      const tamed = { ...options, maxRedirects: 0, [inspect.custom]: () => 'request' }
      Reflect.apply(buildRequest, modem, [tamed, ...rest])
    },
  })
}

/** For dockerode, an answer to read rather than an error: this client bounds what it reads of refusals too. */
const everyStatus = Object.fromEntries(Array.from({ length: 600 }, (_, status) => [status, true]))

/** dockerode reads these when it is made, and certificates from files they name: a server has its own way in. */
function withoutDockerVariables<Value>(make: () => Value): Value {
  const names = ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_PATH_PREFIX', 'DOCKER_CLIENT_TIMEOUT']
  const kept = names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]))
  for (const name of names) delete process.env[name]
  try {
    return make()
  } finally {
    for (const [name, value] of kept) process.env[name] = value
  }
}
