import { Composer, type CST, type Document, Lexer, LineCounter, Parser, type YAMLError } from 'yaml'
import { ComposeError } from './compose-error.ts'
import type { Place } from './place.ts'
import type { MapValue } from './value.ts'
import { isDeeperThan } from './yaml-depth.ts'
import { deepenLines } from './yaml-lines.ts'
import { refusalOf } from './yaml-strictness.ts'
import { valuesOf } from './yaml-values.ts'

/** What a foreign file may cost: bytes before reading, levels before composing, values after following aliases. */
export const yamlLimits = { bytes: 256 * 1024, depth: 64, values: 200_000 } as const

/** Nobody reads more; each costs as much as a hundred values. */
const mostFaults = 1000

/** Characters that Docker's YAML reader refuses anywhere in a file. */
const control = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ud800-\udfff\ue000-\ufefe\uff00-\ufffd]/

/** Only such text can hold what `refusalOf` looks for. */
const needsLooking = /\t|\\\//

/**
 * Reads a compose file as Docker does (YAML 1.1's types as yaml.v3 has them, anchors, aliases, `<<`, the first document
 * only). Throws ComposeError for what is too large, too deep, no YAML or no mapping.
 */
export function readYaml(file: string, bytes: Uint8Array): MapValue {
  const top: Place = { file, line: 1, column: 1 }
  if (bytes.length > yamlLimits.bytes) {
    throw new ComposeError({ code: 'file-too-large', path: file, bytes: bytes.length, limit: yamlLimits.bytes }, top)
  }
  const original = decode(bytes, top)
  const refusal = needsLooking.test(original) ? refusalOf(original) : undefined
  if (refusal !== undefined) {
    throw new ComposeError({ code: 'yaml-invalid', detail: refusal.detail }, { ...top, line: refusal.line })
  }
  const { document, placeAt } = withShortStacks(() => composeTolerantly(file, original))
  const value = document?.contents ? valuesOf(document.contents, placeAt, yamlLimits.values) : undefined
  if (value?.kind !== 'map') throw new ComposeError({ code: 'not-a-mapping' }, value?.place ?? top)
  return value
}

function decode(bytes: Uint8Array, top: Place): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ComposeError({ code: 'yaml-invalid', detail: 'the file is not UTF-8 text; save it as UTF-8' }, top)
  }
  const at = text.search(control)
  if (at < 0) return text
  const before = text.slice(0, at).split('\n')
  const place = { file: top.file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
  throw new ComposeError({ code: 'yaml-invalid', detail: 'control characters are not allowed; remove it' }, place)
}

interface Composed {
  /** The first document; what follows it is not looked at, as in Docker. Undefined for an empty file. */
  readonly document: Document.Parsed | undefined
  readonly placeAt: (offset: number) => Place
}

/** Lines are only made deeper where the file cannot be read as it is: that costs more than reading. */
function composeTolerantly(file: string, original: string): Composed {
  const first = compose(file, original, new Map())
  if (faultOf(first) === undefined) return first
  const { text, added } = deepenLines(original)
  const composed = added.size === 0 ? first : compose(file, text, added)
  const fault = faultOf(composed)
  if (fault === undefined) return composed
  throw new ComposeError(
    { code: 'yaml-invalid', detail: `${fault.message}; correct the quotes, brackets or indentation here` },
    composed.placeAt(fault.pos[0]),
  )
}

function compose(file: string, text: string, added: ReadonlyMap<number, number>): Composed {
  const lines = new LineCounter()
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col - (added.get(line) ?? 0), 1) }
  }
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, version: '1.1', merge: false })
  for (const token of tokensOf(text, lines.addNewLine, placeAt)) {
    if (isDeeperThan(yamlLimits.depth, token)) {
      throw new ComposeError({ code: 'yaml-too-deep', limit: yamlLimits.depth }, placeAt(token.offset))
    }
    for (const document of composer.next(token)) return { document, placeAt }
  }
  for (const document of composer.end()) return { document, placeAt }
  return { document: undefined, placeAt }
}

/** The library makes an error of each fault of a file. A hundred thousand of them take seconds, most of it for their stacks. */
function withShortStacks<Answer>(work: () => Answer): Answer {
  const usual = Error.stackTraceLimit
  Error.stackTraceLimit = 1
  try {
    return work()
  } finally {
    Error.stackTraceLimit = usual
  }
}

/** Stops at depths and numbers of faults that only an attack has, before they cost what the rest of the file would. */
function* tokensOf(
  text: string,
  onNewLine: (offset: number) => void,
  placeAt: (offset: number) => Place,
): Generator<CST.Token> {
  const parser = new Parser(onNewLine)
  onNewLine(0)
  let faults = 0
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') faults += 1
      if (faults > mostFaults) return
      yield token
    }
    // Beside the values that are open there are the document and what is being read.
    if (parser.stack.length > yamlLimits.depth + 10) {
      throw new ComposeError({ code: 'yaml-too-deep', limit: yamlLimits.depth }, placeAt(parser.offset))
    }
  }
  yield* parser.end()
}

/** The first error; a missing space between quoted text and a comment is none to Docker's reader. */
function faultOf({ document }: Composed): YAMLError | undefined {
  return document?.errors.find(
    (error) => !(error.code === 'MISSING_CHAR' && error.message.startsWith('Comments must be separated')),
  )
}
