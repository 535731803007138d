import { compare } from './merge-values.ts'

/**
 * Capabilities as Docker sends them: `net_admin` is CAP_NET_ADMIN; ALL stands for all others; what is added is not
 * dropped; RESET means nothing here; each once, sorted.
 */
export function effectiveCapabilities(add: readonly string[], drop: readonly string[]) {
  const added = normalized(add)
  const dropped = normalized(drop)
  return {
    add: [...added].filter((one) => one !== 'RESET').sort(compare),
    drop: [...dropped].filter((one) => one !== 'RESET' && !added.has(one)).sort(compare),
  }
}

function normalized(capabilities: readonly string[]): ReadonlySet<string> {
  const names = capabilities.map((capability) => {
    const name = capability.trim().toUpperCase()
    return name === 'ALL' || name === 'RESET' || name.startsWith('CAP_') ? name : `CAP_${name}`
  })
  return new Set(names.includes('ALL') ? ['ALL'] : names)
}
