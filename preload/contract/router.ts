/** The only door from the renderer's side to the core's: a type, so that calls are checked; no code crosses. */
export type { Router } from '../../main/api/router.ts'
