import { randomUUID } from 'node:crypto'

/** A plan's id is its job's too. */
export function newPlanId(): string {
  return randomUUID()
}
