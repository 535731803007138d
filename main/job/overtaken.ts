import { Trouble } from '../../preload/contract/failure.ts'

/**
 * Whether the Engine refused because what was looked at a moment ago is another thing by now: a service was changed, or a name was
 * taken. Somebody else did it, or an earlier attempt of ours that was given up and arrived all the same.
 */
export function isOvertaken(error: unknown): boolean {
  if (!(error instanceof Trouble) || error.failure.code !== 'engine-refused') return false
  return /update out of sequence|name conflicts with an existing object|already exists/i.test(
    error.failure.facts.detail,
  )
}
