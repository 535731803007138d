import { type Failure, Trouble } from '../../preload/contract/failure.ts'

/** What a job that threw tells: expected trouble as it is, a bug by the reference that finds it in the log. */
export function failureOf(error: unknown, logBug: (error: unknown) => string): Failure {
  if (error instanceof Trouble) return error.failure
  return { code: 'unexpected', facts: { reference: logBug(error) } }
}
