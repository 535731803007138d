import { Trouble, type Failure } from '../../../preload/contract/failure.ts'

/** The failure that `act` throws. Fails when it throws none, or a bug. */
export function failureOf(act: () => unknown): Failure {
  try {
    act()
  } catch (error) {
    if (error instanceof Trouble) return error.failure
    throw error
  }
  throw new Error('expected trouble, and there was none')
}
