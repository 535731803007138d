import type { Place } from './place.ts'
import type { ServiceVolume } from './stack-file.ts'

const propagations = new Set(['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave'])

/**
 * A volume in short form, `[source:]target[:options]`, as Docker reads it for any system: a source that starts with
 * `.`, `/`, `~`, a drive letter or `\\` is a bind mount, any other the name of a volume. Options are ro, rw, nocopy and
 * the propagation modes; others are ignored. Undefined for what is no volume.
 */
export function readVolume(text: string, place: Place): ServiceVolume | undefined {
  if (text === '') return undefined
  if (new TextEncoder().encode(text).length <= 2) return volumeOf('', text, '', place)
  const fields: string[] = []
  let field = ''
  const characters = [...text]
  for (const character of characters) {
    if (character !== ':' || isDrive(field)) field += character
    else {
      fields.push(field)
      field = ''
    }
  }
  fields.push(field)
  if (fields.includes('') || fields.length > 3) return undefined
  const [first = '', second, options = ''] = fields
  return second === undefined ? volumeOf('', first, '', place) : volumeOf(first, second, options, place)
}

function volumeOf(source: string, target: string, options: string, place: Place): ServiceVolume {
  let readOnly = false
  let noCopy = false
  let propagation: string | undefined
  for (const option of options.split(',')) {
    if (option === 'ro' || option === 'rw') readOnly = option === 'ro'
    else if (option === 'nocopy') noCopy = true
    else if (propagations.has(option)) propagation = option
  }
  return {
    place,
    type: isFilePath(source) ? 'bind' : 'volume',
    source,
    target,
    readOnly,
    consistency: '',
    bind: propagation === undefined ? undefined : { propagation },
    volume: noCopy ? { noCopy, subpath: '' } : undefined,
    tmpfs: undefined,
  }
}

/** A single letter: with the colon that follows, a drive. */
function isDrive(field: string): boolean {
  return /^\p{L}$/u.test(field)
}

function isFilePath(source: string): boolean {
  return /^(?:[./~]|\\\\)/.test(source) || /^\p{L}:/u.test(source)
}
