/** The forms that yaml.v3 takes, as Go's time.Parse reads them; a space may be several, a point may be a comma. */
const pattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(?:Z|([-+])(\d\d):(\d\d))| +(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?))?$/

export interface YamlDate {
  /** As Go prints it, `2001-12-14 21:59:43.1 +0000 UTC`. */
  readonly text: string
  /** False where Go cannot write it as JSON: a time zone a day away. */
  readonly isWritable: boolean
}

/** A date, with or without a time; undefined for other text and for what no calendar has. */
export function yamlDate(text: string): YamlDate | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const [, year, month, day] = match
  const [hour, minute, second, fraction = ''] = match[4] === undefined ? match.slice(11, 15) : match.slice(4, 8)
  const zone = Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)
  const calendar = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const isDay = calendar.getUTCMonth() === Number(month) - 1 && Number(day) > 0
  const isTime = Number(hour ?? 0) < 24 && Number(minute ?? 0) < 60 && Number(second ?? 0) < 60
  if (!isDay || !isTime || Number(match[9] ?? 0) > 24 || Number(match[10] ?? 0) > 60) return undefined
  const time = [hour, minute, second].map(two).join(':')
  const parts = fraction === '' ? '' : `.${fraction.slice(0, 9)}`.replace(/\.?0*$/, '')
  return {
    text: `${year}-${two(month)}-${two(day)} ${time}${parts} ${zoneText(match[8] ?? '+', zone)}`,
    isWritable: zone < 24 * 60,
  }
}

function zoneText(sign: string, minutes: number): string {
  if (minutes === 0) return '+0000 UTC'
  const offset = sign + two(Math.trunc(minutes / 60)) + two(minutes % 60)
  return `${offset} ${offset}`
}

function two(number: string | number | undefined): string {
  return String(number ?? 0).padStart(2, '0')
}
