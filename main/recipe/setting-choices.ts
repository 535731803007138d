/** A comment that lists what a setting may be. */
export interface Choices {
  readonly choices: readonly string[]
  /** The list gives examples only. */
  readonly open: boolean
}

const word = String.raw`["'\x60]?[A-Za-z0-9][A-Za-z0-9._-]{0,40}["'\x60]?`
const separator = String.raw`(?:\s{0,2}[,|/]\s{0,2}(?:or\s|and\s)?|\sor\s)`
const list = String.raw`(${word}(?:${separator}${word}){1,20})`
const closed = String.raw`one of|either|available|options(?: are)?|choices(?: are)?|(?:possible |valid |allowed |supported )?values(?: are)?|can be|from less to more|set to`
const examples = String.raw`e\.?g\.?|for example|such as|examples?`
const lead = (words: string) => new RegExp(String.raw`(?:^|[^A-Za-z])(?:${words})\s{0,2}[:=,]?\s{0,2}${list}`, 'i')
const closedList = lead(closed)
const exampleList = lead(examples)
const inParentheses = new RegExp(String.raw`\(${list}\)`)
const defaultWord = new RegExp(String.raw`\bdefaults?(?: is| to)?\s{0,2}[:=]?\s{0,2}(${word})`, 'i')

/**
 * The choices that a help text lists, for example "one of: a, b, c" or "(debug, info, warning)"; null when it lists none. A value
 * that is not among them shows that the list is not complete.
 */
export function choicesIn(help: string, value: string): Choices | null {
  const text = help.slice(0, 2000)
  const closedMatch = closedList.exec(text) ?? (value === '' ? null : inParentheses.exec(text))
  const match = closedMatch ?? exampleList.exec(text)
  if (match?.[1] === undefined) return null
  const listed = match[1]
    .split(new RegExp(separator))
    .map(bare)
    .filter((choice) => choice !== '')
  const byDefault = bare(defaultWord.exec(text)?.[1] ?? '')
  const choices = [...new Set([...listed.slice(0, 1), byDefault, ...listed.slice(1)])].filter((choice) => choice !== '')
  const known = value === '' || choices.includes(value)
  // Prose has lists too: a value that is in none of them says that this one is about something else.
  if (!known) return null
  const goesOn = /^\s{0,2},?\s{0,2}(?:etc|\.\.\.|…|and so on)/i.test(text.slice(match.index + match[0].length))
  const numbersOnly = choices.every((choice) => /^\d+$/.test(choice))
  return numbersOnly && choices.length < 3 ? null : { choices, open: closedMatch === null || goesOn }
}

function bare(written: string): string {
  return written.replace(/^["'`]|["'`.]+$/g, '')
}
