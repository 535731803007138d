import { ComposeError } from './compose-error.ts'
import { effectiveCapabilities } from './capabilities.ts'
import { mounts } from './convert-mounts.ts'
import { configReferences, credentialSpec, secretReferences } from './convert-references.ts'
import type { ContainerBody, HealthBody } from './engine-bodies.ts'
import { sentImage } from './image-reference.ts'
import { compare } from './merge-values.ts'
import type { Service, StackFile, Ulimit } from './stack-file.ts'
import { optionalRecord, stackLabels } from './stack-names.ts'

/** What runs in each task of a service. */
export function containerBody(service: Service, file: StackFile, stack: string): ContainerBody {
  const configs = configReferences(service, file, stack)
  const capabilities = effectiveCapabilities(service.capAdd ?? [], service.capDrop ?? [])
  return {
    Image: sentImage(service.image),
    Labels: stackLabels(stack, service.labels),
    Command: service.entrypoint,
    Args: service.command,
    Hostname: service.hostname || undefined,
    Env: environment(service.environment),
    Dir: service.workingDir || undefined,
    User: service.user || undefined,
    StopSignal: service.stopSignal || undefined,
    TTY: service.tty || undefined,
    OpenStdin: service.stdinOpen || undefined,
    ReadOnly: service.readOnly || undefined,
    Mounts: mounts(service, file, stack),
    StopGracePeriod: service.stopGracePeriod,
    Healthcheck: healthcheck(service),
    Hosts: service.extraHosts?.map(hostLine),
    DNSConfig: dnsConfig(service),
    Secrets: secretReferences(service, file, stack),
    Configs: configs,
    Isolation: service.isolation || undefined,
    Init: service.init,
    Sysctls: optionalRecord(service.sysctls),
    CapabilityAdd: capabilities.add,
    CapabilityDrop: capabilities.drop,
    Ulimits: [...(service.ulimits ?? [])]
      .map(([Name, limit]) => ({ Name, ...bothLimits(limit) }))
      .sort((one, other) => compare(one.Name, other.Name)),
    Privileges: { CredentialSpec: credentialSpec(service, configs, stack) },
  }
}

/** `KEY=value`, sorted; a key that has no value anywhere travels as `KEY`. */
function environment(variables: Service['environment']): readonly string[] {
  return [...variables].map(([name, value]) => (value === undefined ? name : `${name}=${value}`)).sort(compare)
}

/** The swarm's notation: address first. */
function hostLine(host: string): string {
  const at = host.indexOf(':')
  return `${host.slice(at + 1)} ${host.slice(0, at)}`
}

function dnsConfig(service: Service): ContainerBody['DNSConfig'] {
  if (!service.dns?.length && !service.dnsSearch?.length) return undefined
  return { Nameservers: service.dns, Search: service.dnsSearch }
}

function bothLimits(limit: Ulimit): { readonly Soft: number; readonly Hard: number } {
  return limit.single === 0 ? { Soft: limit.soft, Hard: limit.hard } : { Soft: limit.single, Hard: limit.single }
}

/** `disable: true` switches off the image's own check, too, and cannot stand beside a test. */
function healthcheck(service: Service): HealthBody | undefined {
  const check = service.healthcheck
  if (check === undefined) return undefined
  if (check.disable) {
    if (!check.test?.length) return { Test: ['NONE'] }
    const path = `services.${service.name}.healthcheck`
    throw new ComposeError(
      { code: 'options-conflict', path, options: ['test', 'disable'] },
      service.places.get('healthcheck') ?? service.place,
    )
  }
  return {
    Test: check.test,
    Interval: check.interval || undefined,
    Timeout: check.timeout || undefined,
    StartPeriod: check.startPeriod || undefined,
    StartInterval: check.startInterval || undefined,
    Retries: check.retries || undefined,
  }
}
