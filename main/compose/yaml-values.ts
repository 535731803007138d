import { type ParsedNode, isAlias, isMap, isScalar, isSeq } from 'yaml'
import { ComposeError } from './compose-error.ts'
import type { Place } from './place.ts'
import type { Entry, MapValue, Value } from './value.ts'
import { resolvePlain, resolveTagged } from './yaml-scalar.ts'

interface Known {
  readonly value: Value
  /** How many values it stands for, aliases followed. */
  readonly size: number
}

/** One alias can stand for as much text as a file holds. */
const charactersOfValue = 32

type Pairs = readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[]

/**
 * The values of a document: scalars resolved, aliases followed, `<<` merged (a key of the mapping itself wins over a
 * merged one, an earlier merged mapping over a later one). At most `limit` values, where long text counts for several.
 */
export function valuesOf(root: ParsedNode, placeAt: (offset: number) => Place, limit: number): Value {
  const anchors = new Map<string, Known | 'open'>()
  let size = 0

  function fail(detail: string, place: Place): never {
    throw new ComposeError({ code: 'yaml-invalid', detail }, place)
  }

  function count(more: number, place: Place): void {
    size += more
    if (size > limit) throw new ComposeError({ code: 'yaml-too-large', limit }, place)
  }

  function valueOf(node: ParsedNode, path: string): Value {
    const place = placeAt(node.range[0])
    if (isAlias(node)) {
      const known = anchors.get(node.source)
      if (known === undefined) fail(`unknown anchor "${node.source}"; define it before as &${node.source}`, place)
      if (known === 'open') fail(`the anchor "${node.source}" contains itself; name another value`, place)
      count(known.size, place)
      return known.value
    }
    const before = size
    count(1, place)
    if (node.anchor !== undefined) anchors.set(node.anchor, 'open')
    const value = plainValueOf(node, place, path)
    if (value.kind === 'text') count(Math.floor(value.text.length / charactersOfValue), place)
    if (node.anchor !== undefined) anchors.set(node.anchor, { value, size: size - before })
    return value
  }

  function plainValueOf(node: ParsedNode, place: Place, path: string): Value {
    if (isMap(node)) return mapOf(node.items, place, path)
    if (isSeq(node)) {
      const items = node.items.map((item, index) => valueOf(item, `${path}[${index}]`))
      return { kind: 'list', items, place }
    }
    if (!isScalar(node)) return fail('this is no value; write one', place)
    const text = typeof node.value === 'string' ? node.value : ''
    if (node.tag !== undefined && node.tag !== '!') {
      const resolved = resolveTagged(node.tag, text)
      return resolved === undefined
        ? fail(`"${text}" is not what its tag says; correct it or remove the tag`, place)
        : { ...resolved, place }
    }
    return node.type === 'PLAIN' ? { ...resolvePlain(text), place } : { kind: 'text', text, place }
  }

  function mapOf(pairs: Pairs, place: Place, path: string): MapValue {
    const entries = new Map<string, Entry>()
    const written = new Set<string>()
    const merged: Value[] = []
    for (const pair of pairs) {
      const key = keyOf(pair.key, path)
      if (key.kind === 'merge') {
        if (written.has('<<')) fail('the mapping key "<<" is defined twice; use one with a list', key.place)
        written.add('<<')
        for (const other of mergedBy(pair.value, key.place, path)) merged.push(other)
        continue
      }
      if (written.has(key.name)) fail(`the mapping key "${key.name}" is defined twice; remove one`, key.place)
      written.add(key.name)
      const value: Value =
        pair.value === null
          ? { kind: 'null', place: key.place }
          : valueOf(pair.value, path === '' ? key.name : `${path}.${key.name}`)
      entries.set(key.name, { place: key.place, value })
    }
    for (const other of merged) {
      if (other.kind !== 'map') fail('"<<" needs a mapping or a list of mappings; name an anchor of one', other.place)
      for (const [name, entry] of other.entries) if (!entries.has(name)) entries.set(name, entry)
    }
    return { kind: 'map', entries, place }
  }

  function keyOf(
    node: ParsedNode,
    path: string,
  ):
    | { readonly kind: 'key'; readonly name: string; readonly place: Place }
    | { readonly kind: 'merge'; readonly place: Place } {
    const place = placeAt(node.range[0])
    if (isScalar(node) && node.type === 'PLAIN' && node.value === '<<' && (node.tag ?? '!') === '!') {
      return { kind: 'merge', place }
    }
    const value = valueOf(node, path)
    if (value.kind === 'text') return { kind: 'key', name: value.text, place }
    throw new ComposeError({ code: 'yaml-key-not-text', path, key: node.toString().slice(0, 80) }, place)
  }

  function mergedBy(node: ParsedNode | null, place: Place, path: string): readonly Value[] {
    if (node === null) return fail('"<<" needs a mapping or a list of mappings; name an anchor of one', place)
    const value = valueOf(node, path)
    return value.kind === 'list' && isSeq(node) ? value.items : [value]
  }

  return valueOf(root, '')
}
