import type { Failure } from '../../preload/contract/failure.ts'
import { failureDetail, sayFailure } from '../../renderer/language/say.ts'
import { plainText } from '../recipe/plain-text.ts'
import type { AskedServer } from './arguments.ts'
import { marked, wrapped } from './lines.ts'
import type { Page } from './paint.ts'

/** A failure as the window says it: what, what it means, what to do next; then the details, and what to do in a terminal. */
export function failureText(failure: Failure, server: AskedServer['kind'], { paint, width }: Page): string {
  const { what, means, next } = sayFailure(failure)
  const more = [means, next, hintFor(failure, server)].filter((part) => part !== null)
  const detail = failureDetail(failure)
  const lines = [
    ...marked('✗', wrapped(what, width, '  '), paint.bad),
    ...more.flatMap((part) => wrapped(part, width, '  ')),
    ...(detail === null ? [] : plainText(detail).split('\n')).map((line) => paint.soft(`  | ${line}`)),
  ]
  return `${lines.join('\n')}\n`
}

/** Which option does what the window does with a button. */
function hintFor(failure: Failure, server: AskedServer['kind']): string | null {
  switch (failure.code) {
    case 'host-key-unknown': {
      const { sha256, sentence, keyType } = failure.facts
      const identity = `It shows: ${sentence} As ${keyType} it is ${sha256}.`
      const how =
        server === 'address'
          ? `If this is your server, add --host-key ${sha256}.`
          : 'Sign in with ssh once, which remembers it, or add the server in Canteen.'
      return `${identity} ${how}`
    }
    case 'secret-missing':
      return 'A password that only you know is given with --secret-file NAME=FILE.'
    case 'key-needs-passphrase':
      return 'Here the SSH agent opens such a key: add it with ssh-add, and leave --key out.'
    case 'setting-required':
      return `Here that is --set ${failure.facts.key}=…`
    case 'name-not-typed':
      return 'Give it with --name.'
    case 'job-running':
      return 'Where an earlier job was cut short, Canteen’s window goes on with it.'
    default:
      return null
  }
}
