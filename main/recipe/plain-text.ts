/** Everything a terminal may take for a command: CSI, OSC and other string sequences, two-character escapes. */
const escapeSequences =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /\u001b\[[0-?]{0,64}[ -/]{0,16}[@-~]?|\u009b[0-?]{0,64}[ -/]{0,16}[@-~]?|(?:\u001b[\]P^_X]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\n]{0,4096}(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]{0,16}[0-~]?/g
/** Control characters other than tab and newline, and the signs that turn the reading direction around. */
// eslint-disable-next-line no-control-regex -- as above
const invisibleControls =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]/g

/**
 * Foreign text as harmless plain text: no terminal escape codes, no control characters, no reversed reading direction, line ends
 * as `\n`, at most `maximum` characters. It is still foreign: show it as text, never as markup.
 */
export function plainText(text: string, maximum = 64 * 1024): string {
  const clean = text
    .slice(0, maximum * 2)
    .replace(escapeSequences, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(invisibleControls, '')
  return clean.length <= maximum ? clean : `${clean.slice(0, maximum)}…`
}

/** The same on one line. */
export function plainLine(text: string, maximum = 1024): string {
  return plainText(text.slice(0, maximum * 4), maximum)
    .replace(/\s+/g, ' ')
    .trim()
}
