/** In characters; the longest READMEs of recipes have half of it. */
const longest = 64 * 1024
/** Levels of quotes and lists that one line opens. */
const deepest = 12
/** Tables are filled up to their widest line: a row of two characters can become a row of thousands of cells. */
const mostCells = 20_000
/** In one paragraph: the parser's work grows with the square of these. */
const most = { brackets: 500, emphasis: 1000 }

export type TameText =
  { readonly kind: 'markdown'; readonly text: string } | { readonly kind: 'plain'; readonly text: string }

/**
 * Foreign Markdown that can be drawn within moments, or its words as they are: some hundred signs that no person writes keep
 * the parser busy for minutes, or are nested so deeply that drawing them fails. What is too long is cut.
 */
export function tameMarkdown(foreign: string): TameText {
  const text = foreign.length <= longest ? foreign : `${foreign.slice(0, longest)}…`
  const blocks = text.split(/\n[ \t]*\n/).map((block) => block.split('\n'))
  const cells = blocks.reduce((sum, lines) => sum + lines.length * Math.max(...lines.map(pipes)), 0)
  return { kind: cells <= mostCells && blocks.every(isTame) ? 'markdown' : 'plain', text }
}

function isTame(lines: readonly string[]): boolean {
  const block = lines.join('\n')
  return (
    count(block, /[[<]/g) <= most.brackets &&
    count(block, /[*_~]/g) <= most.emphasis &&
    lines.every(
      (line) => count(/^(?:[ \t]|>|(?:[*+-]|\d{1,9}[.)])(?=[ \t]))*/.exec(line)?.[0] ?? '', /[>*+.)-]/g) <= deepest,
    )
  )
}

function pipes(line: string): number {
  return count(line, /\|/g)
}

function count(text: string, signs: RegExp): number {
  return text.match(signs)?.length ?? 0
}
