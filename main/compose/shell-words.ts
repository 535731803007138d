/**
 * Splits a command as Docker does (google/shlex): words at white space, '…' literally, "…" with backslashes, a
 * backslash before any character, a comment from a `#` at the start of a word to the end of the line. Nothing is
 * expanded. Undefined where a quote or a backslash is not complete.
 */
export function splitCommand(command: string): readonly string[] | undefined {
  const words: string[] = []
  const characters = [...command]
  let word: string | undefined
  let quote: '' | "'" | '"' = ''
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? ''
    if (quote === "'") {
      if (character === "'") quote = ''
      else word += character
    } else if (character === '\\') {
      at += 1
      const escaped = characters[at]
      if (escaped === undefined) return undefined
      word = (word ?? '') + escaped
    } else if (quote === '"') {
      if (character === '"') quote = ''
      else word += character
    } else if (character === "'" || character === '"') {
      quote = character
      word ??= ''
    } else if (' \t\r\n'.includes(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (character === '#' && word === undefined) {
      while (at < characters.length && characters[at] !== '\n') at += 1
    } else {
      word = (word ?? '') + character
    }
  }
  if (quote !== '') return undefined
  if (word !== undefined) words.push(word)
  return words
}
