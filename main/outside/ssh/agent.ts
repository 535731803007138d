import { createConnection } from 'node:net'

/** Where the SSH agent listens: what SSH_AUTH_SOCK says; on Windows the pipe of its own agent. null where none is known. */
export function agentAddress(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | null {
  const said = environment.SSH_AUTH_SOCK
  if (said !== undefined && said !== '') return said
  return platform === 'win32' ? String.raw`\\.\pipe\openssh-ssh-agent` : null
}

/** Whether an agent answers there, within half a second. */
export async function agentListens(address: string | null): Promise<boolean> {
  if (address === null) return false
  const socket = createConnection(address)
  try {
    return await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.setTimeout(500, () => resolve(false))
    })
  } finally {
    socket.destroy()
  }
}
