/** What another program said, fit for the Details fold: one line, no control characters, at most 500 characters. */
export function plainText(text: string): string {
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 500)
}
