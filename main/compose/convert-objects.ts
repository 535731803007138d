import { ComposeError } from './compose-error.ts'
import type { StackRequest } from './convert-types.ts'
import type { ConfigBody, NetworkBody, SecretBody } from './engine-bodies.ts'
import { type LoadContext, readTreeFile } from './load-context.ts'
import type { FileObject, Network, StackFile } from './stack-file.ts'
import { isUserNetwork, optionalRecord, scoped, stackLabels } from './stack-names.ts'

interface NetworkRequests {
  readonly networks: readonly StackRequest<NetworkBody>[]
  /** Networks that must exist already; those that every machine has are not named. */
  readonly external: readonly string[]
}

/** The networks that services use; declared ones that no service uses are not made. `default` needs no declaration. */
export function networkRequests(file: StackFile, stack: string): NetworkRequests {
  const networks = new Map<string, NetworkBody>()
  const external = new Set<string>()
  for (const key of usedNetworks(file)) {
    const network = file.networks.get(key)
    if (network?.external === true) {
      if (isUserNetwork(network.name)) external.add(network.name)
    } else {
      const name = network?.name || scoped(stack, key)
      networks.set(name, networkBody(name, stack, network))
    }
  }
  return { networks: [...networks].map(([name, body]) => ({ name, body })), external: [...external] }
}

function usedNetworks(file: StackFile): ReadonlySet<string> {
  const used = new Set<string>()
  for (const service of file.services.values()) {
    const names = [...(service.networks?.keys() ?? [])]
    for (const name of names.length === 0 ? ['default'] : names) used.add(name)
  }
  return used
}

function networkBody(Name: string, stack: string, network: Network | undefined): NetworkBody {
  const ipam = network?.ipam
  return {
    Name,
    Driver: network?.driver || 'overlay',
    Scope: '',
    Internal: network?.internal ?? false,
    Attachable: network?.attachable ?? false,
    Ingress: false,
    ConfigOnly: false,
    Labels: stackLabels(stack, network?.labels),
    Options: optionalRecord(network?.driverOptions),
    IPAM:
      ipam === undefined || (ipam.driver === '' && ipam.subnets.length === 0)
        ? undefined
        : { Driver: ipam.driver, Config: ipam.subnets.map((subnet) => (subnet === '' ? {} : { Subnet: subnet })) },
  }
}

/** Every secret that the files declare and that is not external, used or not; from its file or for its driver. */
export function secretRequests(file: StackFile, context: LoadContext): readonly StackRequest<SecretBody>[] {
  return declared(file.secrets).map(([key, secret]) => {
    const name = secret.name || scoped(context.stack, key)
    return {
      name,
      body: {
        Name: name,
        Labels: stackLabels(context.stack, secret.labels),
        Data: secret.driver === '' ? fileData(secret, `secrets.${key}`, 'secret', context) : undefined,
        Driver:
          secret.driver === '' ? undefined : { Name: secret.driver, Options: optionalRecord(secret.driverOptions) },
        Templating: secret.templateDriver === '' ? undefined : { Name: secret.templateDriver },
      },
    }
  })
}

/** Every config that the files declare and that is not external, used or not. */
export function configRequests(file: StackFile, context: LoadContext): readonly StackRequest<ConfigBody>[] {
  return declared(file.configs).map(([key, config]) => {
    const name = config.name || scoped(context.stack, key)
    return {
      name,
      body: {
        Name: name,
        Labels: stackLabels(context.stack, config.labels),
        Data: fileData(config, `configs.${key}`, 'config', context),
        Templating: config.templateDriver === '' ? undefined : { Name: config.templateDriver },
      },
    }
  })
}

function declared(objects: ReadonlyMap<string, FileObject>): readonly (readonly [string, FileObject])[] {
  return [...objects].filter(([, object]) => !object.external)
}

/** Undefined for an empty file, as Docker sends it. */
function fileData(object: FileObject, path: string, use: 'secret' | 'config', context: LoadContext) {
  if (object.file === '') throw new ComposeError({ code: 'option-missing', path, option: 'file' }, object.place)
  const bytes = readTreeFile(context.tree, context.folder, object.file, use, object.filePlace)
  context.meter.add('file-bytes', bytes.length, object.filePlace)
  return bytes.length === 0 ? undefined : Buffer.from(bytes).toString('base64')
}
