/** White letters on each of these have a contrast of at least 4.5:1, in both themes. */
export const iconColours = [
  '#2a6fb0',
  '#8a5a2b',
  '#37785a',
  '#b0374a',
  '#6b4fa3',
  '#b3560f',
  '#1f7480',
  '#8d3f7f',
  '#56702a',
  '#4a5fb5',
] as const

/** The same name has the same colour everywhere and at every start. */
export function iconColour(name: string): string {
  let hash = 2166136261
  for (const character of name.toLowerCase()) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619)
  return iconColours[(hash >>> 0) % iconColours.length] ?? iconColours[0]
}

export function iconLetter(name: string): string {
  return (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? '?').toLocaleUpperCase()
}
