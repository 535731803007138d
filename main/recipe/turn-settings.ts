import type { SettingSwitch } from '../../preload/contract/settings-form.ts'
import { composeFiles, withComposeLines, withoutOverlays } from './compose-file-lines.ts'
import { setLine, setVariables, uncommentLines } from './env-edit.ts'
import { type EnvLine, parseEnvFile } from './env-file.ts'
import { commentOut, lineAsActive, withLinesAtEnd } from './env-lines.ts'
import { isFlag } from './setting-switch.ts'

/** What a sample's switches mean for a settings file that was made from an earlier or another one. */
export interface Turning {
  /** The sample's lines that a switch is about. */
  linesOf(one: SettingSwitch): readonly EnvLine[]
  /** The value that a line's key has once the switch is on. */
  valueOnceOn(line: EnvLine): string
}

/** Both texts must be readable. */
export function openTurning(text: string, sample: string): Turning {
  const known = parseEnvFile(sample)
  const own = parseEnvFile(text)
  const ownByKey = Map.groupBy(own.lines, ({ key }) => key)
  const samplesByKey = Map.groupBy(known.lines, ({ key }) => key)
  const byNumber = Map.groupBy(
    known.lines.filter(({ commentedOut }) => commentedOut),
    ({ number }) => number,
  )
  return {
    linesOf: (one) => one.lines.flatMap((number) => byNumber.get(number) ?? []),
    valueOnceOn(line) {
      const way = wayOn(line, ownByKey.get(line.key) ?? [], samplesByKey.get(line.key) ?? [])
      return way.kind === 'stays' || way.kind === 'own' ? way.line.value : line.value
    },
  }
}

/** Set as the sample has it; what only says that its neighbours are meant must say so. */
export function isTurnedOn(line: EnvLine, value: string | undefined): boolean {
  return value !== undefined && (!isFlag(line) || /^(?:1|true|yes|on)$/i.test(value))
}

/** Turns something on: lines that the file has commented out become active, what it lacks comes from the sample. */
export function turnOn(text: string, sample: string, one: SettingSwitch): string {
  const known = parseEnvFile(sample)
  const lines = openTurning(text, sample).linesOf(one)
  const ownByKey = Map.groupBy(parseEnvFile(text).lines, ({ key }) => key)
  const samplesByKey = Map.groupBy(known.lines, ({ key }) => key)
  const own: number[] = []
  const written: string[] = []
  const flags = new Map<string, string>()
  for (const line of lines.filter(({ key }) => key !== 'COMPOSE_FILE')) {
    const way = wayOn(line, ownByKey.get(line.key) ?? [], samplesByKey.get(line.key) ?? [])
    if (way.kind === 'own') own.push(way.line.number)
    if (way.kind === 'sample') written.push(lineAsActive(sample, line))
    if (way.kind === 'flag') flags.set(line.key, line.value)
  }
  const turned = setVariables(withLinesAtEnd(uncommentLines(text, own), written), flags)
  const composeLines = lines.filter(({ key }) => key === 'COMPOSE_FILE')
  return withComposeLines(turned, sample, composeLines, one.overlays, composeFiles(known))
}

/**
 * Turns something off: its lines are commented out and its parts taken out of use, but for what something that is still on
 * needs as well. A key that the sample sets without it, too, goes back to that.
 */
export function turnOff(text: string, sample: string, one: SettingSwitch, stillOn: readonly SettingSwitch[]): string {
  const { linesOf } = openTurning(text, sample)
  const needed = new Set(stillOn.flatMap(linesOf).map(({ key }) => key))
  const base = parseEnvFile(sample).variables
  const lines = linesOf(one)
  let result = text
  for (const key of new Set(lines.map((line) => line.key))) {
    if (key === 'COMPOSE_FILE' || needed.has(key)) continue
    const active = parseEnvFile(result).lines.filter((line) => line.key === key && !line.commentedOut)
    const last = active.at(-1)
    const value = base.get(key)
    if (last === undefined) continue
    if (value === undefined || active.length > 1) result = commentOut(result, last)
    else result = setLine(result, last, value)
  }
  const used = new Set(stillOn.flatMap(({ overlays }) => overlays))
  return withoutOverlays(
    result,
    one.overlays.filter((file) => !used.has(file)),
    lines.filter(({ key }) => key === 'COMPOSE_FILE'),
  )
}

/** How a line of a switch comes into force. */
type WayOn =
  { readonly kind: 'stays' | 'own'; readonly line: EnvLine } | { readonly kind: 'sample' } | { readonly kind: 'flag' }

/** `own` and `samples`: all lines of the key in the file, and in the sample. */
function wayOn(line: EnvLine, own: readonly EnvLine[], samples: readonly EnvLine[]): WayOn {
  const active = own.findLast((one) => !one.commentedOut)
  if (active !== undefined) {
    if (!isTurnedOn(line, active.value)) return { kind: 'flag' }
    const usual = samples.findLast((one) => !one.commentedOut)
    // What the app has without the switch gives way to what the switch says; a member's own value does not.
    const givesWay = usual !== undefined && usual.value === active.value && line.value !== active.value
    return givesWay ? { kind: 'sample' } : { kind: 'stays', line: active }
  }
  const written = new Set(samples.map((one) => one.value))
  const found = own.find((one) => one.value === line.value) ?? own.findLast((one) => !written.has(one.value))
  return found === undefined ? { kind: 'sample' } : { kind: 'own', line: found }
}
