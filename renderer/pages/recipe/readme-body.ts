/**
 * What of a README is read on the recipe's page: without its first heading, which is the page's title, and without the metadata
 * block, which is shown as badges (abra.md §2.6).
 */
export function readmeBody(readme: string): string {
  return readme
    .replace(/<!--\s*metadata\s*-->[\s\S]*?<!--\s*endmetadata\s*-->/i, '')
    .replace(/^\s*#[ \t][^\n]*(?:\n|$)/, '')
    .trim()
}
