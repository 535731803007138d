import { ComposeError } from './compose-error.ts'
import type { LoadContext } from './load-context.ts'
import { type Options, flag, integer, invalid, items, optionsOf, text, within, word } from './read-option.ts'
import { readPort } from './read-port.ts'
import { readVolume } from './read-volume.ts'
import type { Port, ServiceVolume } from './stack-file.ts'
import { type Value, scalarText } from './value.ts'

/** Ports in short form (text or a number) and in long form; the long form is taken as it is. */
export function loadPorts(options: Options, service: string, context: LoadContext): readonly Port[] | undefined {
  const ports: Port[] = []
  const entries = items(options, 'ports')
  for (const { value, path } of entries ?? []) {
    const more = portsOf(value, path, service, context)
    context.meter.add('ports', more.length, value.place)
    for (const port of more) ports.push(port)
  }
  return entries && ports
}

function portsOf(value: Value, path: string, service: string, context: LoadContext): readonly Port[] {
  if (value.kind === 'map') {
    const port = optionsOf(value, path)
    return [
      {
        mode: text(port, 'mode'),
        target: word(port, 'target') ?? 0,
        published: word(port, 'published') ?? 0,
        protocol: text(port, 'protocol'),
      },
    ]
  }
  // A number with a fraction part, even .0, is no port to Docker.
  const written = value.kind === 'text' || value.kind === 'integer' ? scalarText(value) : undefined
  const read = written === undefined ? undefined : readPort(written)
  if (written === undefined || read?.kind !== 'ports') throw invalid(value, path, 'port')
  if (read.address !== '' && !/^(0\.0\.0\.0|[0:]+)$/.test(read.address)) {
    context.warnings.push({ code: 'port-address-ignored', service, address: read.address, port: written })
  }
  return read.ports
}

/** Volumes in short and long form; the sources of bind mounts are made absolute. */
export function loadVolumes(
  options: Options,
  service: string,
  context: LoadContext,
): readonly ServiceVolume[] | undefined {
  return items(options, 'volumes')?.map(({ value, path }) => {
    const volume = value.kind === 'text' ? readVolume(value.text, value.place) : longVolume(optionsOf(value, path))
    if (volume === undefined) throw invalid(value, path, 'volume')
    if (volume.type !== 'bind') return volume
    if (volume.source === '') {
      throw new ComposeError({ code: 'mount-invalid', service, type: 'bind', fault: 'source-missing' }, value.place)
    }
    return { ...volume, source: bindSource(volume.source, service, context) }
  })
}

function longVolume(options: Options): ServiceVolume {
  const [bind, volume, tmpfs] = [within(options, 'bind'), within(options, 'volume'), within(options, 'tmpfs')]
  return {
    place: options.map.place,
    type: text(options, 'type'),
    source: text(options, 'source'),
    target: text(options, 'target'),
    readOnly: flag(options, 'read_only'),
    consistency: text(options, 'consistency'),
    bind: bind && { propagation: text(bind, 'propagation') },
    volume: volume && { noCopy: flag(volume, 'nocopy'), subpath: text(volume, 'subpath') },
    tmpfs: tmpfs && { size: integer(tmpfs, 'size') ?? 0 },
  }
}

/**
 * Stands for the recipe's folder in a bind mount: Docker writes the folder's path on the computer that it runs on,
 * which no server has.
 */
const recipeFolder = '@TREE@'

/** `~` is HOME of the app's environment; a relative path is the recipe's. */
function bindSource(source: string, service: string, context: LoadContext): string {
  let path = source
  if (source.startsWith('~')) {
    const home = context.lookup('HOME')
    if (home === undefined) context.warnings.push({ code: 'no-home', service, path: source })
    else path = home + source.slice(1)
  }
  if (path.startsWith('/') || isWindowsPath(path)) return path
  context.warnings.push({ code: 'bind-of-recipe-file', service, path: source })
  return cleanPath([recipeFolder, context.folder, path])
}

/** `C:\\x` and `\\\\server\\share\\x`; a pipe, `\\\\.\\pipe\\x`, is relative to Docker on other systems. */
function isWindowsPath(path: string): boolean {
  return /^(?:[a-zA-Z]:|[\\/]{2}[^\\/.][^\\/]*[\\/][^\\/.][^\\/]*)[\\/]/.test(path)
}

function cleanPath(path: readonly string[]): string {
  const parts: string[] = []
  for (const part of path.join('/').split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 1 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}
