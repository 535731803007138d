import type { Failure } from '../../../preload/contract/failure.ts'
import { plainText } from './plain-text.ts'
import type { Place } from './reach.ts'

/** How far the way to a server had got when it broke. */
export type Phase = 'greeting' | 'handshake' | 'sign-in' | 'open'

/** What an error of ssh2, or the end of its stream, means to a member. `heard` is what the server said first. */
export function sshFailure(
  error: Error | null,
  phase: Phase,
  place: Place,
  heard: string,
  ended: () => Failure,
): Failure {
  const detail = plainText(error?.message ?? 'The connection was closed')
  switch (phase) {
    case 'greeting':
      return greetingFailure(place, heard, detail)
    case 'handshake':
      if (/no matching/i.test(detail)) {
        return { code: 'ssh-outdated', facts: { address: place.host, port: place.port, detail } }
      }
      return { code: 'server-unreachable', facts: { address: place.host, port: place.port, detail } }
    case 'sign-in':
      if (error === null || !('level' in error)) return ended()
      return { code: 'connection-lost', facts: { server: place.host } }
    case 'open':
      return { code: 'connection-lost', facts: { server: place.host } }
  }
}

/** A server that is too busy or has locked us out says so in a line, or nothing, where its greeting should be. */
function greetingFailure({ host, port }: Place, heard: string, detail: string): Failure {
  if (heard === '') return { code: 'server-unreachable', facts: { address: host, port, detail } }
  if (/^(Exceeded MaxStartups|Not allowed at this time)/.test(heard)) {
    return { code: 'server-unreachable', facts: { address: host, port, detail: plainText(heard) } }
  }
  return { code: 'not-ssh', facts: { address: host, port } }
}
