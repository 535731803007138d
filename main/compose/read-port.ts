import type { Port } from './stack-file.ts'

type ReadPorts =
  { readonly kind: 'ports'; readonly ports: readonly Port[]; readonly address: string } | { readonly kind: 'invalid' }

interface Range {
  readonly first: number
  readonly last: number
}

/**
 * A port in short form, `[address:][published:]target[/protocol]`, with ranges, as docker/go-connections reads it: a
 * range of published ports for one target publishes all of them. The address is only kept to say that a swarm ignores
 * it. Without a published port the swarm chooses (0).
 */
export function readPort(text: string): ReadPorts {
  const parts = text.split(':')
  const target = parts.pop() ?? ''
  const published = parts.pop() ?? ''
  const address = addressOf(parts.join(':'))
  const [targetPorts = '', protocol = ''] = target.split('/')
  const kind = (protocol || 'tcp').toLowerCase()
  const targets = rangeOf(targetPorts)
  const publisheds = published === '' ? undefined : rangeOf(published)
  if (address === undefined || targets === undefined || (published !== '' && publisheds === undefined)) {
    return { kind: 'invalid' }
  }
  if (!['tcp', 'udp', 'sctp'].includes(kind)) return { kind: 'invalid' }
  const count = targets.last - targets.first
  const publishedCount = publisheds === undefined ? count : publisheds.last - publisheds.first
  if (count !== publishedCount && count !== 0) return { kind: 'invalid' }
  const ports: Port[] = []
  for (let step = 0; step <= Math.max(count, publishedCount); step += 1) {
    ports.push({
      mode: 'ingress',
      target: targets.first + (count === 0 ? 0 : step),
      published: publisheds === undefined ? 0 : publisheds.first + step,
      protocol: kind,
    })
  }
  if (count > 0) ports.sort((one, other) => compareAsText(one.target, other.target))
  return { kind: 'ports', ports, address }
}

function compareAsText(one: number, other: number): number {
  return String(one) < String(other) ? -1 : 1
}

/** `8000` or `8000-8010`, up to 65535; a third part is ignored, as in Docker. */
function rangeOf(text: string): Range | undefined {
  const [first = '', last = first] = text.split('-')
  if (!/^\d+$/.test(first) || !/^\d+$/.test(last)) return undefined
  const range = { first: Number(first), last: Number(last) }
  return range.first > 65535 || range.last > 65535 || range.last < range.first ? undefined : range
}

/** An IPv4 or IPv6 address, the latter also in brackets; '' where there is none; undefined where it is not one. */
function addressOf(text: string): string | undefined {
  if (text === '') return ''
  const bare = /^\[([^[\]]*)\]$/.exec(text)?.[1] ?? text
  if (bare === '') return ''
  return isIPv4(bare) || isIPv6(bare) ? bare : undefined
}

function isIPv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

function isIPv6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  let groups = 0
  for (const [half, groupText] of halves.entries()) {
    const parts = groupText === '' ? [] : groupText.split(':')
    for (const [index, part] of parts.entries()) {
      const isLast = index === parts.length - 1 && half === halves.length - 1
      if (isLast && part.includes('.')) {
        if (!isIPv4(part)) return false
        groups += 2
      } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups += 1
      else return false
    }
  }
  return halves.length === 2 ? groups < 8 : groups === 8
}
