import type { Duplex } from 'node:stream'
import type { Login } from '../../../preload/contract/server.ts'
import type { Failure } from '../../../preload/contract/failure.ts'

/** A server's public key as it was shown during the handshake. */
export interface HostKey {
  /** Such as `ssh-ed25519` or `ecdsa-sha2-nistp256`; RSA keys are `ssh-rsa` whatever the signature. */
  readonly type: string
  /** The key in SSH's own encoding: what known_hosts files hold in base64. */
  readonly bytes: Buffer
}

export interface SshTarget {
  readonly host: string
  readonly port: number
  readonly user: string
  /** Tried in this order until one is accepted. */
  readonly logins: readonly Login[]
  /** The SSH agent's socket or pipe; null where there is none. */
  readonly agent: string | null
  /** Reached through this server when given. */
  readonly jump?: SshTarget | undefined
  /** Types of the keys already known for this host, so that it shows one of them rather than another of its keys. */
  readonly knownKeyTypes: readonly string[]
  /** Refuses the host by throwing a Trouble, at every key exchange; nothing about the login has been sent by the first. */
  readonly checkHostKey: (key: HostKey) => void
  /** Told as the way is gone; not told for the jump host, whose target has its own. */
  readonly onStep?: ((step: 'reached' | 'identified') => void) | undefined
}

export interface CommandResult {
  /** null when a signal ended the command. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface SshConnection {
  /** A stream to a Unix socket on the server. Throws `forwarding-forbidden` when the server does not open it. */
  openSocket(path: string): Promise<Duplex>
  /**
   * A stream to a command's standard input and output; what it says on standard error is dropped. sshd allows ten of these at
   * once unless its MaxSessions says otherwise: the caller keeps to six.
   */
  openCommand(command: string): Promise<Duplex>
  /** Runs a command to its end; output past 1 MiB is cut off. */
  run(
    command: string,
    options?: { input?: string | undefined; signal?: AbortSignal | undefined },
  ): Promise<CommandResult>
  /** Resolves when the connection has ended: with the failure that ended it, or null when `close` did. */
  readonly closed: Promise<Failure | null>
  close(): void
}
