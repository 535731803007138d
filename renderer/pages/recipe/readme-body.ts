/**
 * What of a README is read on the recipe's page: without its first heading, which is the page's title, and without the metadata
 * block, which is shown as badges (abra.md §2.6).
 */
export function readmeBody(readme: string): string {
  return withoutMetadata(readme)
    .replace(/^\s*#[ \t][^\n]*(?:\n|$)/, '')
    .trim()
}

/** In two steps: a text that begins the block again and again and never ends it would be searched as often. */
function withoutMetadata(readme: string): string {
  const begin = readme.search(/<!--\s*metadata\s*-->/i)
  const rest = readme.slice(Math.max(begin, 0))
  const end = /<!--\s*endmetadata\s*-->/i.exec(rest)
  if (begin < 0 || end === null) return readme
  return readme.slice(0, begin) + rest.slice(end.index + end[0].length)
}
