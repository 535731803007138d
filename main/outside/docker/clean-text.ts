// eslint-disable-next-line no-control-regex
const escapeSequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g
/** C0 but tab, DEL, C1, and what turns the direction of text around or hides in it. */
// eslint-disable-next-line no-control-regex
const unseen =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g

/** One line of text from a server that can be shown: no escape sequences, no control or direction characters, at most `limit` characters. */
export function cleanLine(text: string, limit: number): string {
  // Twice the limit is plenty for sequences that are taken out, and keeps the work bounded.
  const bounded = text.length > limit * 2 ? text.slice(0, limit * 2) : text
  const clean = bounded.replace(escapeSequences, '').replace(unseen, '')
  return clean.length > limit || bounded.length < text.length ? `${clean.slice(0, limit)}…` : clean
}

/** What a server says about trouble, as one line for the Details fold. */
export function cleanDetail(text: string): string {
  return cleanLine(text.replace(/\s+/g, ' ').trim(), 1000)
}
