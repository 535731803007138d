import { access } from 'node:fs/promises'
import path from 'node:path'

export interface Computer {
  readonly platform: NodeJS.Platform
  readonly home: string
}

/**
 * Where Docker listens on this computer: the usual place, then that of Docker Desktop. DOCKER_HOST is not looked at: it would
 * make another machine pass for this one. Answers the usual place when nothing is there.
 */
export async function localDocker({ platform, home }: Computer): Promise<{ socketPath: string; there: boolean }> {
  if (platform === 'win32') return await look(String.raw`\\.\pipe\docker_engine`)
  const usual = await look('/var/run/docker.sock')
  if (usual.there) return usual
  const desktop = await look(path.join(home, '.docker', 'run', 'docker.sock'))
  return desktop.there ? desktop : usual
}

async function look(socketPath: string): Promise<{ socketPath: string; there: boolean }> {
  return await access(socketPath).then(
    () => ({ socketPath, there: true }),
    () => ({ socketPath, there: false }),
  )
}
