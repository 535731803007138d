import type { Duplex } from 'node:stream'
import { Trouble } from '../../preload/contract/failure.ts'
import { plainText } from '../outside/ssh/plain-text.ts'
import type { CommandResult, SshConnection } from '../outside/ssh/ssh-types.ts'

/** How Docker is reached over an SSH connection. `open` opens one more channel; `most` is how many at once. */
export interface DockerWay {
  readonly kind: 'socket' | 'command'
  readonly open: () => Promise<Duplex>
  readonly most: number | undefined
}

const socketPath = '/var/run/docker.sock'
const command = 'docker system dial-stdio'
/** sshd lets ten commands run over a connection unless its MaxSessions says otherwise. */
const mostCommands = 6

/**
 * Finds the way to Docker: its socket, forwarded; or, where sshd forwards no sockets or Docker's is elsewhere, the command that
 * abra uses. Throws `docker-missing`, `docker-not-running`, `docker-not-allowed`, `forwarding-forbidden`, `connection-lost`.
 */
export async function findDockerWay(ssh: SshConnection, user: string, signal: AbortSignal): Promise<DockerWay> {
  const first = await ssh.openSocket(socketPath).catch((error: unknown) => {
    if (error instanceof Trouble && error.failure.code === 'forwarding-forbidden') return null
    throw error
  })
  if (first !== null) {
    const kept = [first]
    return { kind: 'socket', most: undefined, open: async () => kept.pop() ?? (await ssh.openSocket(socketPath)) }
  }
  // sshd gives one answer for a socket that it does not forward, that is not there and that the user may not open.
  const asked = await ssh.run(command, { input: 'GET /_ping HTTP/1.0\r\n\r\n', signal })
  if (/^HTTP\/1\.\d 200/.test(asked.stdout)) {
    return { kind: 'command', most: mostCommands, open: () => ssh.openCommand(command) }
  }
  throw await dockerTrouble(ssh, asked, user, signal)
}

/** Says whether the docker command is there, and what became of the usual socket. */
const look = `command -v docker >/dev/null && echo command; if [ ! -S ${socketPath} ]; then echo no-socket; elif [ -r ${socketPath} ] && [ -w ${socketPath} ]; then echo usable; else echo refused; fi`

async function dockerTrouble(
  ssh: SshConnection,
  { stdout, stderr }: CommandResult,
  user: string,
  signal: AbortSignal,
): Promise<Trouble> {
  const detail = plainText(`${stderr} ${stdout}`)
  const found = (await ssh.run(look, { signal })).stdout.split('\n')
  const refused = /dial unix .*permission denied|permission denied while trying to connect/i.test(detail)
  if (found.includes('refused') || refused) {
    return new Trouble({ code: 'docker-not-allowed', facts: { user, detail } })
  }
  if (found.includes('no-socket')) {
    const code = found.includes('command') ? 'docker-not-running' : 'docker-missing'
    return new Trouble({ code, facts: { detail } })
  }
  if (/cannot connect to the docker daemon|connection refused/i.test(detail)) {
    return new Trouble({ code: 'docker-not-running', facts: { detail } })
  }
  return new Trouble({ code: 'forwarding-forbidden', facts: { detail } })
}
