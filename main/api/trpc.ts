import { initTRPC } from '@trpc/server'
import { ZodError } from 'zod'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import type { Core } from './core.ts'

export interface Context {
  readonly core: Core
  /** Writes a bug with its stack to the log and answers the reference that finds it there. */
  readonly logBug: (error: unknown) => string
}

const api = initTRPC.context<Context>().create({
  // Failures travel as data beside tRPC's own shape; neither stack nor message of an error crosses.
  errorFormatter({ shape, error, ctx }) {
    const failure = failureOf(error.cause ?? error, ctx)
    return {
      ...shape,
      message: failure.code,
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, failure },
    }
  },
})

function failureOf(error: unknown, context: Context | undefined): Failure {
  if (error instanceof Trouble) return error.failure
  if (error instanceof ZodError) {
    const detail = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    return { code: 'input-invalid', facts: { detail } }
  }
  return { code: 'unexpected', facts: { reference: context?.logBug(error) ?? '' } }
}

export const router = api.router
export const call = api.procedure
