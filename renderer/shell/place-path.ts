/** The path of a place from its parts, which may hold any character: `/apps/garden/wiki.example.org`. */
export function placePath(...parts: readonly string[]): string {
  return `/${parts.map(encodeURIComponent).join('/')}`
}
