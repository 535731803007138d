import { ComposeError, type MountFault } from './compose-error.ts'
import type { MountBody } from './engine-bodies.ts'
import type { Service, ServiceVolume, StackFile, Volume } from './stack-file.ts'
import { optionalRecord, scoped, stackLabels } from './stack-names.ts'

/** The mounts of a service, in order. Throws ComposeError for undefined volumes and options of another type. */
export function mounts(service: Service, file: StackFile, stack: string): readonly MountBody[] {
  return (service.volumes ?? []).map((volume) => mount(volume, service, file, stack))
}

function mount(volume: ServiceVolume, service: Service, file: StackFile, stack: string): MountBody {
  const refuse = (fault: MountFault | false) => {
    if (fault === false) return
    throw new ComposeError({ code: 'mount-invalid', service: service.name, type: volume.type, fault }, volume.place)
  }
  const body: MountBody = {
    Type: volume.type || undefined,
    Source: volume.source || undefined,
    Target: volume.target || undefined,
    ReadOnly: volume.readOnly || undefined,
    Consistency: volume.consistency || undefined,
  }
  const bind = volume.bind && { BindOptions: { Propagation: volume.bind.propagation || undefined } }
  switch (volume.type) {
    case 'volume':
    case '':
      refuse(volume.tmpfs !== undefined && 'tmpfs-options')
      refuse(volume.bind !== undefined && 'bind-options')
      return volume.source === '' ? body : { ...body, ...namedVolume(volume, service, file, stack) }
    case 'bind':
    case 'npipe':
      refuse(volume.source === '' && 'source-missing')
      refuse(volume.volume !== undefined && 'volume-options')
      refuse(volume.tmpfs !== undefined && 'tmpfs-options')
      return { ...body, ...bind }
    case 'tmpfs':
      refuse(volume.source !== '' && 'source-not-allowed')
      refuse(volume.bind !== undefined && 'bind-options')
      refuse(volume.volume !== undefined && 'volume-options')
      return { ...body, TmpfsOptions: volume.tmpfs && { SizeBytes: volume.tmpfs.size || undefined } }
    case 'image':
      refuse(volume.source === '' && 'source-missing')
      refuse(volume.tmpfs !== undefined && 'tmpfs-options')
      refuse(volume.bind !== undefined && 'bind-options')
      refuse(volume.volume !== undefined && 'volume-options')
      return body
    case 'cluster':
      refuse(volume.source === '' && 'source-missing')
      refuse(volume.tmpfs !== undefined && 'tmpfs-options')
      refuse(volume.bind !== undefined && 'bind-options')
      refuse(volume.volume !== undefined && 'volume-options')
      return { ...body, Source: clusterSource(volume, service, file, stack), ClusterOptions: {} }
    default:
      throw new ComposeError(
        { code: 'mount-invalid', service: service.name, type: volume.type, fault: 'unknown-type' },
        volume.place,
      )
  }
}

/** A volume by name: the server makes it with these labels and this driver where it does not exist. */
function namedVolume(mounted: ServiceVolume, service: Service, file: StackFile, stack: string): Partial<MountBody> {
  const volume = lookUp(mounted, service, file)
  const Source = volume.name || scoped(stack, mounted.source)
  const own = { NoCopy: mounted.volume?.noCopy || undefined, Subpath: mounted.volume?.subpath || undefined }
  if (volume.external) return { Source, VolumeOptions: own }
  const hasDriver = volume.driver !== '' || volume.driverOptions !== undefined
  return {
    Source,
    VolumeOptions: {
      ...own,
      Labels: stackLabels(stack, volume.labels),
      DriverConfig: hasDriver
        ? { Name: volume.driver || undefined, Options: optionalRecord(volume.driverOptions) }
        : undefined,
    },
  }
}

/** A group of cluster volumes is named as it is. */
function clusterSource(mounted: ServiceVolume, service: Service, file: StackFile, stack: string): string {
  if (mounted.source.startsWith('group:')) return mounted.source
  return lookUp(mounted, service, file).name || scoped(stack, mounted.source)
}

function lookUp({ source: name, place }: ServiceVolume, service: Service, file: StackFile): Volume {
  const volume = file.volumes.get(name)
  if (volume !== undefined) return volume
  throw new ComposeError({ code: 'undefined-reference', service: service.name, kind: 'volume', name }, place)
}
