import path from 'node:path'

/** Where files live; absolute paths. */
export interface Folders {
  /** Shared with the command-line client: `servers/`, `recipes/`. */
  readonly abra: string
  /** Docker's own settings and contexts. */
  readonly docker: string
  /** Canteen's own data. */
  readonly own: string
}

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly home: string
}

/**
 * ABRA_DIR, DOCKER_CONFIG and CANTEEN_HOME move the folders; an empty variable counts as unset. A window has no meaningful
 * current folder, so abra's search for an `abra.yaml` upwards from there (abra.md §1.1) is left out.
 */
export function folders({ environment, platform, home }: Surroundings): Folders {
  const paths = platform === 'win32' ? path.win32 : path.posix
  const said = (name: string): string | undefined => {
    const value = environment[name]
    return value ? paths.resolve(value) : undefined
  }
  return {
    abra: said('ABRA_DIR') ?? paths.join(home, '.abra'),
    docker: said('DOCKER_CONFIG') ?? paths.join(home, '.docker'),
    own: said('CANTEEN_HOME') ?? ownData({ environment, platform, home }),
  }
}

function ownData({ environment, platform, home }: Surroundings): string {
  if (platform === 'win32') {
    return path.win32.join(environment.APPDATA || path.win32.join(home, 'AppData', 'Roaming'), 'Canteen')
  }
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'Canteen')
  // The XDG base directory specification has a relative value ignored.
  const data = environment.XDG_DATA_HOME
  return path.posix.join(data?.startsWith('/') ? data : path.posix.join(home, '.local', 'share'), 'canteen')
}
