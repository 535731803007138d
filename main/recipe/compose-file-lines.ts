import { setLine, setVariable } from './env-edit.ts'
import { type EnvFile, type EnvLine, parseEnvFile } from './env-file.ts'
import { commentOut, lineAsActive, withLineBehind } from './env-lines.ts'

/*
 * COMPOSE_FILE is a list of the parts that an app is put together from. Files name it once, with all parts in one value, or on
 * several lines that each add to what the lines above say (`COMPOSE_FILE="$COMPOSE_FILE:compose.smtp.yml"`, abra.md §3.5).
 */

/** The parts that a settings file puts together, in order. */
export function composeFiles(env: EnvFile): readonly string[] {
  const files = (env.variables.get('COMPOSE_FILE') ?? '').split(':').filter((file) => file !== '')
  return files.length === 0 ? ['compose.yml'] : files
}

/**
 * Puts a sample's lines for COMPOSE_FILE into use: the file's own where it has the same commented out in the right place, else
 * the sample's. One that adds goes behind the last that is in use, one that replaces behind the last that does not add.
 * @param base what the sample puts together by itself: a line that replaces takes these away
 */
export function withComposeLines(
  text: string,
  sample: string,
  lines: readonly EnvLine[],
  overlays: readonly string[],
  base: readonly string[],
): string {
  const env = parseEnvFile(text)
  const before = composeFiles(env)
  if (overlays.every((file) => before.includes(file))) return text
  let result = text
  for (const line of lines) result = withComposeLine(result, sample, line)
  if (!env.lines.some(isActive)) result = withBaseFile(result)
  const replaced = lines.some((line) => !adds(line)) ? new Set(base) : new Set<string>()
  const kept = before.filter((file) => !replaced.has(file) || file === 'compose.yml')
  return withFiles(result, [...new Set([...kept, ...overlays])], [])
}

/** Takes parts out of use; a line that says nothing else is commented out. */
export function withoutOverlays(text: string, overlays: readonly string[], lines: readonly EnvLine[]): string {
  const env = parseEnvFile(text)
  const before = composeFiles(env)
  const gone = new Set(overlays)
  if (!before.some((file) => gone.has(file))) return text
  const whole = new Set(lines.filter((line) => !adds(line)).map(bare))
  const active = env.lines.filter(isActive)
  let result = text
  for (const line of active.toReversed()) {
    const parts = bare(line).split(':')
    const left = parts.filter((part) => !gone.has(part))
    if (left.length === parts.length) continue
    const others = left.filter((part) => part !== '' && !part.includes('$'))
    const saysLittle =
      others.length === 0 ||
      (whole.has(bare(line)) && active[0] !== line) ||
      (active.length === 1 && others.every((part) => part === 'compose.yml'))
    result = saysLittle ? commentOut(result, line) : rewritten(result, line, left)
  }
  return withFiles(
    result,
    before.filter((file) => !gone.has(file)),
    overlays,
  )
}

/**
 * `COMPOSE_FILE="$COMPOSE_FILE:…"` adds to nothing where the sample has no active line before it; COMPOSE_FILE must then name
 * compose.yml itself (abra.md §3.5).
 */
export function withBaseFile(text: string): string {
  const first = parseEnvFile(text).lines.find((line) => line.key === 'COMPOSE_FILE' && !line.commentedOut)
  return first?.value.startsWith(':') === true ? setLine(text, first, `compose.yml${first.value}`) : text
}

/** Writes the whole list out where the lines do not come to it. */
function withFiles(text: string, wanted: readonly string[], unwanted: readonly string[]): string {
  const files = composeFiles(parseEnvFile(text))
  const isRight = wanted.every((file) => files.includes(file)) && !unwanted.some((file) => files.includes(file))
  if (isRight) return text
  return setVariable(text, 'COMPOSE_FILE', (wanted.length === 0 ? ['compose.yml'] : wanted).join(':'))
}

function withComposeLine(text: string, sample: string, line: EnvLine): string {
  const env = parseEnvFile(text)
  const active = env.lines.filter(isActive)
  const anchor = adds(line) ? active.at(-1) : active.findLast((one) => !adds(one))
  const next = anchor === undefined ? undefined : active[active.indexOf(anchor) + 1]
  const own = env.lines.find(
    (one) =>
      one.key === 'COMPOSE_FILE' &&
      one.commentedOut &&
      bare(one) === bare(line) &&
      one.start > (anchor?.start ?? -1) &&
      one.start < (next?.start ?? text.length),
  )
  return withLineBehind(text, anchor ?? null, own ?? null, lineAsActive(sample, line))
}

function isActive(line: EnvLine): boolean {
  return line.key === 'COMPOSE_FILE' && !line.commentedOut
}

/** It begins from what the lines above it say. */
function adds(line: EnvLine): boolean {
  return /\$\{?COMPOSE_FILE\b/.test(line.written)
}

function bare(line: EnvLine): string {
  return line.written.replace(/^["']|["']$/g, '')
}

function rewritten(text: string, line: EnvLine, parts: readonly string[]): string {
  const quote = /^["']/.exec(line.written)?.[0] ?? ''
  return text.slice(0, line.valueStart) + quote + parts.join(':') + quote + text.slice(line.valueEnd)
}
