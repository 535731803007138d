import type { Message } from './message.ts'

export type PlanKind =
  | 'install'
  | 'update'
  | 'go-back'
  | 'change-settings'
  | 'rotate'
  | 'restart'
  | 'scale'
  | 'undo'
  | 'turn-on'
  | 'turn-off'
  | 'delete'
  | 'set-up-server'

/** What would be done, computed from what is wanted and what is there. Nothing has changed yet. */
export interface PlanView {
  readonly id: string
  readonly kind: PlanKind
  readonly server: string
  readonly app: string | null
  /** As a person calls it: the recipe's title, or the server's name. */
  readonly title: string
  /** What will be other than it is; none where everything is new or goes. */
  readonly changes: readonly Message[]
  readonly steps: readonly PlanStepView[]
  readonly warnings: readonly Message[]
  readonly promises: readonly Message[]
  /** Something is lost for good: the button is then not the default and says so. */
  readonly destructive: boolean
  /** The app can be brought back by itself to what runs now, should the new state not come to rest. */
  readonly returns: boolean
  readonly room: Room | null
  readonly details: readonly PlanDetail[]
}

/** A plan together with the passwords that were made for it: the one answer that shows them. */
export interface PlanWithPasswords {
  readonly plan: PlanView
  readonly made: readonly { readonly name: string; readonly value: string }[]
}

export interface PlanStepView {
  readonly message: Message
  /** A guess in seconds, null where nothing is known. */
  readonly seconds: number | null
}

export interface Room {
  readonly memoryNeeded: number | null
  readonly memoryFree: number | null
  readonly diskNeeded: number | null
  readonly diskFree: number | null
}

/** For technicians: an Engine request, or the abra command that does the same. */
export type PlanDetail =
  | { readonly kind: 'request'; readonly method: string; readonly path: string; readonly body: string }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'file'; readonly path: string; readonly content: string }
