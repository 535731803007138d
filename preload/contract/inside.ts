import { z } from 'zod'
import { appReference } from './app.ts'
import type { Failure } from './failure.ts'

const shortText = z.string().min(1).max(200)

/** One part of an app by the recipe's name for it; `container` where it runs more than once on the machine. */
export const partReference = appReference.extend({
  part: shortText,
  container: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})
export type PartReference = z.infer<typeof partReference>

/** A path within a part, from its root on. */
export const partPath = z
  .string()
  .max(4096)
  .regex(/^\/[^\0]*$/)

export interface PartInside {
  readonly name: string
  readonly fullName: string
  /** Those on the machine that is connected to, newest first. */
  readonly containers: readonly { readonly id: string; readonly createdAt: number }[]
  /** Other machines of the server that run it: nobody can look into it from here. */
  readonly elsewhere: readonly string[]
  /** Where its files and data are. */
  readonly volumes: readonly { readonly name: string; readonly fullName: string; readonly path: string }[]
}

export interface InsideView {
  readonly parts: readonly PartInside[]
}

/** `deployed` is what the server has, `wanted` what the recipe says; null where it is not there. */
export interface LabelRow {
  readonly key: string
  readonly deployed: string | null
  readonly wanted: string | null
}

export interface LabelsView {
  /** The recipe's version that the app runs. */
  readonly version: string | null
  readonly parts: readonly { readonly name: string; readonly labels: readonly LabelRow[] }[]
  /** Why it is not known what the recipe wants. */
  readonly failure: Failure | null
}

/** A function of the recipe's `abra.sh`. Foreign text without control characters. */
export interface RecipeCommand {
  readonly name: string
  readonly about: string
  readonly code: string
}

export interface CommandsView {
  readonly recipe: string
  readonly version: string
  readonly commands: readonly RecipeCommand[]
  /** All of `abra.sh`: whoever runs one command runs what stands around it as well. */
  readonly code: string
  /** Its SHA-256: what was looked at is what runs, or nothing does. */
  readonly hash: string
  /** This computer has what commands need to run on it. */
  readonly hasBash: boolean
}

export const terminalSize = z.object({
  columns: z.number().int().min(2).max(1000),
  rows: z.number().int().min(1).max(1000),
})
export type TerminalSize = z.infer<typeof terminalSize>

const command = {
  name: z.string().regex(/^[A-Za-z0-9_]{1,256}$/),
  words: z.array(z.string().max(4096)).max(100),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
}

/** A shell in a part, or a command of the recipe. `user` is whom the part itself runs as when left out. */
export const openTerminalInput = partReference.extend({
  size: terminalSize,
  user: z
    .string()
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/)
    .optional(),
  run: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('shell') }),
    z.object({ kind: z.literal('command'), ...command }),
  ]),
})
export type OpenTerminalInput = z.infer<typeof openTerminalInput>

export const runHereInput = appReference.extend(command)
export type RunHereInput = z.infer<typeof runHereInput>

const terminal = z.uuid()
export const terminalInput = z.object({ terminal, text: z.string().max(64 * 1024) })
export type TerminalInput = z.infer<typeof terminalInput>
export const resizeInput = z.object({ terminal, size: terminalSize })
export type ResizeInput = z.infer<typeof resizeInput>
export const terminalTakenInput = z.object({
  terminal,
  batch: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
})
export type TerminalTakenInput = z.infer<typeof terminalTakenInput>

/**
 * Begins with its name. Nothing of the output is left out: the page says which batch it has taken (`inside.terminalTaken`), few
 * are on their way at a time, and the program waits meanwhile. `exitCode` is null where nobody knows it; `isStopped` says that the
 * whole container has ended.
 */
export type TerminalEvent =
  | { readonly kind: 'began'; readonly terminal: string }
  | { readonly kind: 'output'; readonly batch: number; readonly text: string }
  | ({ readonly kind: 'ended' } & TerminalEnd)

export interface TerminalEnd {
  readonly exitCode: number | null
  readonly isStopped: boolean
  readonly failure: Failure | null
}

export const folderInput = partReference.extend({ path: partPath })
export type FolderInput = z.infer<typeof folderInput>

export interface FolderEntry {
  /** As it is: it may hold any character but `/`. */
  readonly name: string
  /** False where its name is no text: it can be seen, and that is all. */
  readonly isNamed: boolean
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  /** What a link leads to; null for what is none and for a link that leads nowhere. */
  readonly leadsTo: 'file' | 'folder' | 'other' | null
  readonly size: number
  readonly changedAt: number
  /** As `ls` writes it: `rw-r--r--`. */
  readonly mode: string
  /** Numbers of its user and group. */
  readonly owner: string
}

export interface FolderView {
  readonly path: string
  /** Folders first, by name. */
  readonly entries: readonly FolderEntry[]
  /** All that is in it, of which `entries` may be the first. */
  readonly total: number
}

export const downloadInput = partReference.extend({ path: partPath })
export type DownloadInput = z.infer<typeof downloadInput>

/** `total` is null for a folder. `file` is an absolute path on the computer that Canteen runs on. */
export type DownloadEvent =
  | { readonly kind: 'progress'; readonly bytes: number; readonly total: number | null }
  | { readonly kind: 'done'; readonly file: string; readonly bytes: number }

export const uploadInput = partReference.extend({
  folder: partPath,
  name: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^/\0]+$/)
    .refine((name) => name !== '.' && name !== '..'),
  size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** Whether a file that has the name already may be replaced. */
  replace: z.boolean(),
})
export type UploadInput = z.infer<typeof uploadInput>

/** Bytes of a piece, at most. */
export const pieceBytes = 256 * 1024

/** The next bytes of the file, in base64. */
export const uploadPieceInput = z.object({ upload: z.uuid(), data: z.base64().max(Math.ceil(pieceBytes / 3) * 4) })
export type UploadPieceInput = z.infer<typeof uploadPieceInput>

/** After `began` the page sends the pieces, one after the other. Leaving the stream before `done` takes back what came. */
export type UploadEvent =
  { readonly kind: 'began'; readonly upload: string } | { readonly kind: 'done'; readonly path: string }
