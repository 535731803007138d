import { type Failure, Trouble } from '../../preload/contract/failure.ts'

/** The failure that work ends in; anything else it ends in is thrown. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work
  } catch (error) {
    if (error instanceof Trouble) return error.failure
    throw error
  }
  throw new Error('It ended well')
}
