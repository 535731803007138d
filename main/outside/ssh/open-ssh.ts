import type { Duplex } from 'node:stream'
import { connectSsh } from './connect-ssh.ts'
import { reach } from './reach.ts'
import type { SshConnection, SshTarget } from './ssh-types.ts'
import { SshLink } from './ssh-link.ts'

/**
 * Opens an SSH connection, through the target's jump host where it has one. Throws a Trouble for everything that can be
 * expected on the way, and whatever `checkHostKey` throws. Whoever opens it closes it.
 */
export async function openSsh(target: SshTarget, signal: AbortSignal): Promise<SshConnection> {
  return await openLink(target, signal)
}

async function openLink(target: SshTarget, signal: AbortSignal): Promise<SshLink> {
  const jump = target.jump === undefined ? null : await openLink(target.jump, signal)
  try {
    const stream: Duplex = jump === null ? await reach(target, signal) : await jump.openWay(target, signal)
    target.onStep?.('reached')
    const link = new SshLink(await connectSsh(stream, target, signal), stream, target)
    if (jump !== null) void link.closed.then(() => jump.close())
    return link
  } catch (error) {
    jump?.close()
    throw error
  }
}
