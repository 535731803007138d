/**
 * The address to hand to the system's browser, or null where it must not be opened: recipes and servers choose these
 * addresses, and the system would start programs for `file:`, `smb:` and others. Plain http is for apps on this computer only.
 */
export function externalAddress(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || url.username !== '' || url.password !== '') return null
  if (url.protocol === 'https:') return url.href
  return url.protocol === 'http:' && isThisComputer(url.hostname) ? url.href : null
}

/** `hostname` as the URL parser writes it, so other spellings of 127.0.0.1 have become that. */
function isThisComputer(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]') return true
  return /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
}
