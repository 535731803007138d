import ssh2, {
  type AnyAuthMethod,
  type AuthenticationType,
  type AuthHandlerMiddleware,
  type BaseAgent,
  type NextAuthHandler,
} from 'ssh2'
import { type Failure, Trouble } from '../../../preload/contract/failure.ts'
import type { Login } from '../../../preload/contract/server.ts'
import { readPrivateKey } from './private-key.ts'
import type { SshTarget } from './ssh-types.ts'

export interface SignIn {
  readonly handler: AuthHandlerMiddleware
  /** Why there was no success: the first login that could not be used at all, or the server's refusal. */
  failure(): Failure
  /** Why the connection ended while signing in: refusals that were heard, or else a line that was cut. */
  endedBecause(): Failure
}

/**
 * Offers the target's logins one after the other, only by ways that the server accepts, and calls `giveUp` when none is left.
 * The first request asks for nothing (`none`), so that the server says what it accepts and no attempt is wasted.
 */
export function signIn(target: SshTarget, giveUp: (error: unknown) => void): SignIn {
  let accepted: readonly string[] = []
  let unusable: Failure | null = null
  let refused: Login['kind'] | null = null
  let offered = false
  let rejected = false

  async function* offers(): AsyncGenerator<AnyAuthMethod, undefined> {
    for (const login of target.logins) {
      try {
        for await (const method of methods(login, target, () => accepted)) {
          refused ??= login.kind
          yield method
        }
      } catch (error) {
        if (!(error instanceof Trouble)) throw error
        unusable ??= error.failure
      }
    }
  }
  const waiting = offers()

  const failure = (): Failure => {
    if (unusable !== null && refused === null) return unusable
    const tried = refused ?? target.logins[0]?.kind ?? 'agent'
    return { code: 'login-refused', facts: { user: target.user, tried, accepted: [...accepted] } }
  }
  const handler = (left: AuthenticationType[] | null, _partial: boolean | null, next: NextAuthHandler): void => {
    if (left === null) {
      next({ type: 'none', username: target.user })
      return
    }
    accepted = left
    rejected ||= offered
    offered = true
    waiting.next().then(({ value }) => (value === undefined ? giveUp(new Trouble(failure())) : next(value)), giveUp)
  }
  // A server ends the connection itself after too many attempts; before the first refusal it has no reason to.
  const endedBecause = (): Failure =>
    rejected ? failure() : { code: 'connection-lost', facts: { server: target.host } }
  return { handler, failure, endedBecause }
}

async function* methods(
  login: Login,
  target: SshTarget,
  accepted: () => readonly string[],
): AsyncGenerator<AnyAuthMethod> {
  const username = target.user
  switch (login.kind) {
    case 'password':
      if (accepted().includes('password')) yield { type: 'password', username, password: login.password }
      if (accepted().includes('keyboard-interactive')) {
        yield { type: 'keyboard-interactive', username, prompt: answerOnce(login.password) }
      }
      return
    case 'key':
    case 'key-file': {
      const key = await readPrivateKey(login)
      if (accepted().includes('publickey')) yield { type: 'publickey', username, key }
      return
    }
    case 'agent': {
      const agent = await openAgent(target.agent)
      if (accepted().includes('publickey')) yield { type: 'agent', username, agent }
      return
    }
  }
}

/** Answers the first hidden question with the password. A second round asks for something that we do not have. */
function answerOnce(password: string) {
  let answered = false
  return (
    _name: string,
    _instructions: string,
    _language: string,
    prompts: readonly { readonly echo?: boolean }[],
    finish: (answers: string[]) => void,
  ) => {
    finish(
      prompts.map((prompt) => {
        if (answered || prompt.echo === true) return ''
        answered = true
        return password
      }),
    )
  }
}

async function openAgent(address: string | null): Promise<BaseAgent> {
  const missing = (): Trouble => new Trouble({ code: 'agent-missing', facts: {} })
  if (address === null) throw missing()
  const agent = ssh2.createAgent(address)
  return await new Promise((resolve, reject) => {
    agent.getIdentities((error) => (error === undefined || error === null ? resolve(agent) : reject(missing())))
  })
}
