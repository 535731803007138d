/** Control characters, and those that turn the direction of text or hide in it. */
const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]/g

/** A name as it can be told from others: what cannot be seen stands as its number, such as `‹0A›`. */
export function shownName(name: string): string {
  return name.replace(unseen, (sign) => `‹${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}›`)
}
