/**
 * Variable substitution as Docker's stack loader does it (cli/compose/template): `$X`, `${X}`, `${X:-d}`, `${X-d}`,
 * `${X:?e}`, `${X?e}`, `$$`. Names are letters, digits and `_` in either case. An unset variable is blank. Defaults are
 * taken literally, up to the next `}`; so they are after an unbraced `$X-`, too, as in Docker.
 */
const name = '[_a-z][_a-z0-9]*'
const substitution = `${name}(?::?[-?][^}]*)?`
const pattern = new RegExp(`\\$(?:(\\$)|(${substitution})|\\{(${substitution})\\}|)`, 'gi')

export type Lookup = (name: string) => string | undefined

type Substituted =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'syntax' }
  | { readonly kind: 'required'; readonly variable: string; readonly message: string }

/**
 * Where a text has several faults the last substitution decides, as in Docker: `${ $X` is no fault when X follows, the
 * faulty part is blank.
 */
export function substitute(template: string, lookup: Lookup): Substituted {
  let fault: Substituted | undefined
  const text = template.replace(pattern, (_whole, escaped?: string, named?: string, braced?: string) => {
    if (escaped !== undefined) return escaped
    const reference = named ?? braced
    if (reference === undefined) {
      fault = { kind: 'syntax' }
      return ''
    }
    const value = valueOf(reference, lookup)
    fault = typeof value === 'string' ? undefined : value
    return typeof value === 'string' ? value : ''
  })
  return fault ?? { kind: 'text', text }
}

function valueOf(reference: string, lookup: Lookup): string | Substituted {
  const soft = cut(reference, ':-')
  if (soft !== undefined) return lookup(soft.before) || soft.after
  const hard = cut(reference, '-')
  if (hard !== undefined) return lookup(hard.before) ?? hard.after
  const filled = cut(reference, ':?')
  if (filled !== undefined) {
    return lookup(filled.before) || { kind: 'required', variable: filled.before, message: filled.after }
  }
  const required = cut(reference, '?')
  if (required !== undefined) {
    return lookup(required.before) ?? { kind: 'required', variable: required.before, message: required.after }
  }
  return lookup(reference) ?? ''
}

function cut(text: string, separator: string): { readonly before: string; readonly after: string } | undefined {
  const at = text.indexOf(separator)
  return at < 0 ? undefined : { before: text.slice(0, at), after: text.slice(at + separator.length) }
}

/** The variables of a text and their defaults ('' where it has none), in order; the last mention of a name counts. */
export function variablesIn(template: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, escaped, named, braced] of template.matchAll(pattern)) {
    if (escaped !== undefined) continue
    const reference = named ?? braced ?? ''
    const required = cut(reference, ':?') ?? cut(reference, '?')
    const defaulted = cut(reference, ':-') ?? cut(reference, '-')
    if (required !== undefined) found.set(required.before, '')
    else found.set(defaulted?.before ?? reference, defaulted?.after ?? '')
  }
  return found
}
