import { ComposeError, type WantedValue } from './compose-error.ts'
import { parseGoFloat } from './go-float.ts'
import { type Lookup, substitute } from './template.ts'
import type { MapValue, ScalarValue, Value } from './value.ts'

type Cast = 'integer' | 'number' | 'boolean'

/**
 * Options whose text becomes a number or a boolean once a variable was replaced in it (Docker's cli/compose/loader,
 * interpolate.go); `*` is any key, `[]` any item. Everything else stays text, and the format then refuses a duration or
 * a size that wants another type.
 */
const casts: Readonly<Record<string, Cast>> = {
  'services.*.configs.[].mode': 'integer',
  'services.*.secrets.[].mode': 'integer',
  'services.*.healthcheck.retries': 'integer',
  'services.*.healthcheck.disable': 'boolean',
  'services.*.deploy.replicas': 'integer',
  'services.*.deploy.update_config.parallelism': 'integer',
  'services.*.deploy.update_config.max_failure_ratio': 'number',
  'services.*.deploy.rollback_config.parallelism': 'integer',
  'services.*.deploy.rollback_config.max_failure_ratio': 'number',
  'services.*.deploy.restart_policy.max_attempts': 'integer',
  'services.*.deploy.placement.max_replicas_per_node': 'integer',
  'services.*.ports.[].target': 'integer',
  'services.*.ports.[].published': 'integer',
  'services.*.ulimits.*': 'integer',
  'services.*.ulimits.*.hard': 'integer',
  'services.*.ulimits.*.soft': 'integer',
  'services.*.oom_score_adj': 'integer',
  'services.*.privileged': 'boolean',
  'services.*.read_only': 'boolean',
  'services.*.stdin_open': 'boolean',
  'services.*.tty': 'boolean',
  'services.*.volumes.[].read_only': 'boolean',
  'services.*.volumes.[].volume.nocopy': 'boolean',
  'networks.*.external': 'boolean',
  'networks.*.internal': 'boolean',
  'networks.*.attachable': 'boolean',
  'volumes.*.external': 'boolean',
  'secrets.*.external': 'boolean',
  'configs.*.external': 'boolean',
}

/** The casts below a place in the format. */
interface Casts {
  cast?: Cast
  readonly below: Map<string, Casts>
}

const allCasts: Casts = { below: new Map() }
for (const [path, cast] of Object.entries(casts)) {
  let place = allCasts
  for (const part of path.split('.')) {
    const below = place.below.get(part) ?? { below: new Map() }
    place.below.set(part, below)
    place = below
  }
  place.cast = cast
}

/** What the variables of a file may come to: a long value can be named many times. */
const mostCharacters = 2 * 1024 * 1024

/**
 * Replaces the variables in every text of a file; keys are left alone. Throws ComposeError for a faulty use of a
 * variable, a required one without a value, and text that cannot be what its option needs or grows too long.
 */
export function interpolate(file: MapValue, lookup: Lookup): MapValue {
  let left = mostCharacters

  function mapOf(map: MapValue, path: string, casts: Casts | undefined): MapValue {
    const entries = new Map(map.entries)
    for (const [key, entry] of map.entries) {
      const value = valueOf(entry.value, path === '' ? key : `${path}.${key}`, castsBelow(casts, key))
      if (value !== entry.value) entries.set(key, { place: entry.place, value })
    }
    return { ...map, entries }
  }

  function valueOf(value: Value, path: string, casts: Casts | undefined): Value {
    switch (value.kind) {
      case 'map':
        return mapOf(value, path, casts)
      case 'list':
        return { ...value, items: value.items.map((item) => valueOf(item, `${path}.[]`, castsBelow(casts, '[]'))) }
      case 'text':
        return value.text.includes('$') ? textOf(value, path, casts?.cast) : value
      case 'integer':
      case 'float':
      case 'boolean':
      case 'date':
      case 'null':
        return value
    }
  }

  function textOf(value: ScalarValue & { readonly kind: 'text' }, path: string, cast: Cast | undefined): Value {
    const result = substitute(value.text, lookup, left)
    switch (result.kind) {
      case 'syntax':
        throw new ComposeError({ code: 'variable-syntax', path, text: value.text }, value.place)
      case 'required':
        throw new ComposeError(
          { code: 'variable-required', path, variable: result.variable, message: result.message },
          value.place,
        )
      case 'too-long':
        throw new ComposeError({ code: 'variables-too-long', path, limit: mostCharacters }, value.place)
      case 'text': {
        left -= result.text.length
        if (result.text === value.text) return value
        return cast === undefined ? { ...value, text: result.text } : castTo(cast, result.text, value, path)
      }
    }
  }

  return mapOf(file, '', allCasts)
}

/** By the dotted path, as in Docker: a service whose name has a dot in it gets no casts. */
function castsBelow(casts: Casts | undefined, key: string): Casts | undefined {
  if (casts === undefined) return undefined
  let place: Casts | undefined = casts
  for (const part of key.split('.')) place = place?.below.get(part) ?? place?.below.get('*')
  return place
}

function castTo(cast: Cast, text: string, value: Value, path: string): Value {
  const { place } = value
  const fail = (wanted: WantedValue) => new ComposeError({ code: 'value-invalid', path, value: text, wanted }, place)
  switch (cast) {
    case 'integer': {
      const number = /^[-+]?[0-9]+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined
      if (number === undefined || BigInt.asIntN(64, number) !== number) throw fail('integer')
      return { kind: 'integer', number, place }
    }
    case 'number': {
      const number = parseGoFloat(text)
      if (number === undefined) throw fail('number')
      return { kind: 'float', number, place }
    }
    case 'boolean':
      if (/^(y|yes|true|on)$/i.test(text)) return { kind: 'boolean', boolean: true, place }
      if (/^(n|no|false|off)$/i.test(text)) return { kind: 'boolean', boolean: false, place }
      throw fail('boolean')
  }
}
