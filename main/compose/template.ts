/**
 * Variable substitution as Docker's stack loader does it (cli/compose/template): `$X`, `${X}`, `${X:-d}`, `${X-d}`,
 * `${X:?e}`, `${X?e}`, `$$`. Names are letters, digits and `_` in either case. An unset variable is blank. Defaults are
 * taken literally, up to the next `}`; so they are after an unbraced `$X-`, too, as in Docker.
 */
const reference = /[_a-z][_a-z0-9]*(?::?[-?][^}]*)?/iy

export type Lookup = (name: string) => string | undefined

type Substituted =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'syntax' }
  | { readonly kind: 'required'; readonly variable: string; readonly message: string }
  | { readonly kind: 'too-long' }

/**
 * Where a text has several faults the last substitution decides, as in Docker: `${ $X` is no fault when X follows, the
 * faulty part is blank.
 * @param limit characters that the result may have
 */
export function substitute(template: string, lookup: Lookup, limit = Number.MAX_SAFE_INTEGER): Substituted {
  let fault: Substituted | undefined
  let text = ''
  let done = 0
  for (const use of referencesIn(template)) {
    text += template.slice(done, use.start)
    done = use.end
    if (use.kind === 'dollar') text += '$'
    if (use.kind === 'syntax') fault = { kind: 'syntax' }
    if (use.kind === 'reference') {
      const value = valueOf(use.reference, lookup)
      fault = typeof value === 'string' ? undefined : value
      if (typeof value === 'string') text += value
    }
    if (text.length > limit) return { kind: 'too-long' }
  }
  return fault ?? { kind: 'text', text: text + template.slice(done) }
}

/** A `$` with what belongs to it. */
type Use = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'dollar' }
  | { readonly kind: 'syntax' }
  /** `X`, `X:-d` and so on. */
  | { readonly kind: 'reference'; readonly reference: string }
)

function* referencesIn(template: string): Generator<Use> {
  // Behind it no brace closes: looking again from every `${` would take the square of the text's length.
  const lastClosing = template.lastIndexOf('}')
  let end = 0
  for (let start = template.indexOf('$'); start >= 0; start = template.indexOf('$', end)) {
    const use = referenceAt(template, start, lastClosing)
    yield use
    end = use.end
  }
}

function referenceAt(template: string, start: number, lastClosing: number): Use {
  const next = template[start + 1]
  if (next === '$') return { kind: 'dollar', start, end: start + 2 }
  const isBraced = next === '{'
  if (!isBraced || start < lastClosing) {
    reference.lastIndex = isBraced ? start + 2 : start + 1
    const [found] = reference.exec(template) ?? []
    const end = reference.lastIndex
    if (found !== undefined && !isBraced) return { kind: 'reference', reference: found, start, end }
    if (found !== undefined && template[end] === '}')
      return { kind: 'reference', reference: found, start, end: end + 1 }
  }
  return { kind: 'syntax', start, end: start + 1 }
}

function valueOf(use: string, lookup: Lookup): string | Substituted {
  const soft = cut(use, ':-')
  if (soft !== undefined) return lookup(soft.before) || soft.after
  const hard = cut(use, '-')
  if (hard !== undefined) return lookup(hard.before) ?? hard.after
  const filled = cut(use, ':?')
  if (filled !== undefined) {
    return lookup(filled.before) || { kind: 'required', variable: filled.before, message: filled.after }
  }
  const required = cut(use, '?')
  if (required !== undefined) {
    return lookup(required.before) ?? { kind: 'required', variable: required.before, message: required.after }
  }
  return lookup(use) ?? ''
}

function cut(text: string, separator: string): { readonly before: string; readonly after: string } | undefined {
  const at = text.indexOf(separator)
  return at < 0 ? undefined : { before: text.slice(0, at), after: text.slice(at + separator.length) }
}

/** The variables of a text and their defaults ('' where it has none), in order; the last mention of a name counts. */
export function variablesIn(template: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const use of referencesIn(template)) {
    if (use.kind !== 'reference') continue
    const required = cut(use.reference, ':?') ?? cut(use.reference, '?')
    const defaulted = cut(use.reference, ':-') ?? cut(use.reference, '-')
    if (required !== undefined) found.set(required.before, '')
    else found.set(defaulted?.before ?? use.reference, defaulted?.after ?? '')
  }
  return found
}
