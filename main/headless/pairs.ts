import { z } from 'zod'

/** `NAME=VALUE`, each given once; the value may be empty and may hold further `=`. */
export const pairs = z.array(z.string()).transform((words, context) => {
  const found = new Map<string, string>()
  for (const word of words) {
    const at = word.indexOf('=')
    const name = word.slice(0, at)
    if (at < 1 || found.has(name)) {
      context.addIssue({ code: 'custom', message: at < 1 ? 'no name' : 'given twice' })
      return z.NEVER
    }
    found.set(name, word.slice(at + 1))
  }
  return Object.fromEntries(found)
})
