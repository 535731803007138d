import { currentLocale } from './locale.ts'

const seconds = { day: 86_400, hour: 3_600, minute: 60 } as const

/** `12 seconds ago`, `3 days ago`; `at` and `now` in milliseconds since 1970. */
export function formatAgo(at: number, now: number): string {
  const relative = relativeTime(currentLocale())
  const past = Math.max(0, Math.round((now - at) / 1000))
  if (past < 60) return relative.format(-past, 'second')
  if (past < seconds.hour) return relative.format(-Math.floor(past / seconds.minute), 'minute')
  if (past < seconds.day) return relative.format(-Math.floor(past / seconds.hour), 'hour')
  return relative.format(-Math.floor(past / seconds.day), 'day')
}

let lastRelative: { readonly locale: string; readonly format: Intl.RelativeTimeFormat } | null = null

/** Making one takes longer than a hundred uses of it. */
function relativeTime(locale: string): Intl.RelativeTimeFormat {
  if (lastRelative?.locale !== locale) {
    lastRelative = { locale, format: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }) }
  }
  return lastRelative.format
}

/** `today, 06:10` · `yesterday, 06:10` · `Monday, 06:10` in the last week · `2 May, 06:10` before. */
export function formatWhen(at: number, now: number): string {
  const locale = currentLocale()
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(at)
  return `${formatDay(at, now, locale)}, ${time}`
}

function formatDay(at: number, now: number, locale: string): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / (seconds.day * 1000))
  if (days === 0 || days === 1) return relativeTime(locale).format(-days, 'day')
  if (days > 1 && days < 7) return new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(at)
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
}

let lastLogTime: { readonly kind: string; readonly format: Intl.DateTimeFormat } | null = null

/** `06:10:25`, or `2 May 06:10:25` with its day. */
export function formatLogTime(at: number, withDay: boolean): string {
  const locale = currentLocale()
  const kind = `${locale} ${withDay}`
  if (lastLogTime?.kind !== kind) {
    const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
    const day = { day: '2-digit', month: 'short' } as const
    lastLogTime = { kind, format: new Intl.DateTimeFormat(locale, withDay ? { ...day, ...time } : time) }
  }
  return lastLogTime.format.format(at)
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

/** `40 s`, `2 min 5 s`, `1 hr 12 min`; takes seconds. */
export function formatDuration(length: number): string {
  const whole = Math.max(0, Math.round(length))
  const hours = Math.floor(whole / seconds.hour)
  const minutes = Math.floor((whole % seconds.hour) / seconds.minute)
  const rest = whole % seconds.minute
  if (hours > 0) return joined([unit(hours, 'hour'), minutes > 0 ? unit(minutes, 'minute') : ''])
  if (minutes > 0) return joined([unit(minutes, 'minute'), rest > 0 ? unit(rest, 'second') : ''])
  return unit(rest, 'second')
}

function unit(amount: number, name: 'hour' | 'minute' | 'second'): string {
  return new Intl.NumberFormat(currentLocale(), { style: 'unit', unit: name, unitDisplay: 'short' }).format(amount)
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** `412 MB`, `1.5 GB`: decimal units, at most one digit after the point. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(sizes.length - 1, Math.floor(Math.log10(bytes) / 3))
  const amount = bytes / 1000 ** step
  return new Intl.NumberFormat(currentLocale(), {
    style: 'unit',
    unit: sizes[step] ?? 'byte',
    maximumFractionDigits: amount < 10 && step > 0 ? 1 : 0,
  }).format(amount)
}

/** `a, b and c`. */
export function formatList(values: readonly string[]): string {
  return new Intl.ListFormat(currentLocale(), { type: 'conjunction' }).format(values)
}
