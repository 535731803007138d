import { TRPCClientError } from '@trpc/client'
import type { Failure } from '../../preload/contract/failure.ts'
import type { Router } from '../../preload/contract/router.ts'
import { say } from '../language/sentences.ts'

/** The failure of a refused call. A call that was under way when the core went away lost its connection; the rest is a bug. */
export function failureFrom(error: unknown): Failure {
  if (!isApiError(error)) return { code: 'unexpected', facts: { reference: '' } }
  return error.data?.failure ?? { code: 'connection-lost', facts: { server: say('shell.core') } }
}

function isApiError(error: unknown): error is TRPCClientError<Router> {
  return error instanceof TRPCClientError
}
