/**
 * Whether recipes and their list may be fetched from this address: https anywhere, http only from this computer (a
 * co-op's own catalogue, a practice server). Names and passwords within the address are refused, they would end in logs.
 */
export function mayBeFetched(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') return false
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && loopback.has(url.hostname)
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])
