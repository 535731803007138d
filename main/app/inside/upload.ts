import { randomBytes, randomUUID } from 'node:crypto'
import path from 'node:path'
import { Readable } from 'node:stream'
import { Trouble } from '../../../preload/contract/failure.ts'
import type { UploadEvent, UploadInput } from '../../../preload/contract/inside.ts'
import type { Core } from '../../api/core.ts'
import type { Engine } from '../../outside/docker/engine.ts'
import { type TarFile, tarHead, tarTail } from '../../outside/docker/tar.ts'
import { plainText } from '../../recipe/plain-text.ts'
import { root } from './folder.ts'
import type { InsideNeeds } from './inside.ts'
import { findPart } from './part.ts'
import { openPieces, type Pieces } from './pieces.ts'
import { findShell } from './shell.ts'

/** Files from this computer into parts of apps: written beside, and put in place once all of it is there. */
export function openUploads(needs: InsideNeeds): Pick<Core['inside'], 'upload' | 'uploadPiece'> {
  const open = new Map<string, Pieces>()
  return {
    async *upload(input, signal) {
      const docker = await needs.engine(input.server, signal)
      const { id } = await findPart(docker, await needs.stackOf(input), input, signal)
      const shell = await findShell(docker, id, input.part, signal)
      const place: Place = { docker, id, shell, folder: path.posix.normalize(input.folder), name: input.name }
      await checkPlace(place, input, signal)
      const name = randomUUID()
      const pieces = openPieces(input.size)
      const left = () => pieces.stop(new Trouble({ code: 'cancelled', facts: {} }))
      signal.addEventListener('abort', left)
      open.set(name, pieces)
      try {
        yield { kind: 'began', upload: name }
        yield await put(place, input, pieces, needs.now(), signal)
      } finally {
        signal.removeEventListener('abort', left)
        open.delete(name)
      }
    },

    async uploadPiece({ upload, data }) {
      const pieces = open.get(upload)
      if (pieces === undefined) throw new Trouble({ code: 'upload-cut', facts: { name: '' } })
      await pieces.add(Buffer.from(data, 'base64'))
    },
  }
}

interface Place {
  readonly docker: Engine
  readonly id: string
  readonly shell: string
  readonly folder: string
  readonly name: string
}

async function checkPlace({ docker, id, folder, name }: Place, input: UploadInput, signal: AbortSignal): Promise<void> {
  const at = await docker.findFile(id, folder, signal)
  const behind = at?.leadsTo ? await docker.findFile(id, at.leadsTo, signal) : at
  if (behind?.kind !== 'folder') throw new Trouble({ code: 'folder-not-found', facts: { path: folder } })
  const file = path.posix.join(folder, name)
  const there = await docker.findFile(id, file, signal)
  if (there?.kind === 'folder') throw new Trouble({ code: 'folder-there', facts: { path: file } })
  if (there !== null && !input.replace) throw new Trouble({ code: 'file-there', facts: { path: file } })
}

async function put(
  place: Place,
  { size, name, replace, server }: UploadInput,
  pieces: Pieces,
  now: number,
  signal: AbortSignal,
): Promise<UploadEvent> {
  const { docker, id, folder } = place
  const beside = `.canteen-${randomBytes(8).toString('hex')}.part`
  const head = { name: beside, size, changedAt: now / 1000, ...(await rightsFor(place, signal)) }
  try {
    await docker.writeArchive(id, folder, Readable.from(archived(head, pieces)), signal)
    const moved = await run(place, moveScript, [beside, name, replace ? 'replace' : 'keep'], signal)
    const file = path.posix.join(folder, name)
    if (moved.exitCode === 5) throw new Trouble({ code: 'file-there', facts: { path: file } })
    if (moved.exitCode === 6) throw new Trouble({ code: 'folder-there', facts: { path: file } })
    if (moved.exitCode !== 0) throw notWritable(folder, plainText(moved.errors, 1000))
    return { kind: 'done', path: file }
  } catch (error) {
    // Also after a way that was left: what is half there has no use.
    await run(place, 'cd "$1" && rm -f "./$2"', [beside], AbortSignal.timeout(10_000)).catch(() => undefined)
    throw pieces.trouble() ?? whyNot(error, server, folder)
  }
}

/** `$2` becomes `$3` in the folder `$1`. A hard link never replaces what is there; where there are none, looking first must do. */
const moveScript = `cd "$1" || exit 3
if [ "$4" = keep ]; then
  if ln "./$2" "./$3" 2>/dev/null; then rm -f "./$2"; exit; fi
  if [ -e "./$3" ] || [ -L "./$3" ]; then exit 5; fi
elif [ -d "./$3" ]; then exit 6
fi
mv -f "./$2" "./$3"`

/** As the file that is replaced, or as a new one of whom the folder belongs to. */
const rightsScript = `cd "$1" || exit 3
if [ -f "./$2" ]; then stat -c '%u %g %a' "./$2"; else stat -c '%u %g 644' .; fi`

async function rightsFor(place: Place, signal: AbortSignal): Promise<Pick<TarFile, 'uid' | 'gid' | 'mode'>> {
  const { output } = await run(place, rightsScript, [place.name], signal)
  const [, uid, gid, mode] = /^(\d{1,10}) (\d{1,10}) ([0-7]{1,4})\s*$/.exec(output.toString('latin1')) ?? []
  return { uid: Number(uid ?? 0), gid: Number(gid ?? 0), mode: Number.parseInt(mode ?? '644', 8) }
}

function run({ docker, id, shell, folder }: Place, script: string, words: readonly string[], signal: AbortSignal) {
  return docker.runProgram(id, { command: [shell, '-c', script, shell, folder, ...words], user: root }, 1024, signal)
}

async function* archived(head: TarFile, pieces: Pieces): AsyncGenerator<Buffer> {
  yield tarHead(head)
  yield* pieces.all
  yield tarTail(head.size)
}

/** What a refusal of the Engine means here; it tells the cases apart in words only. */
function whyNot(error: unknown, server: string, folder: string): unknown {
  if (!(error instanceof Trouble) || error.failure.code !== 'engine-refused') return error
  const { detail } = error.failure.facts
  if (/no space left|quota exceeded/i.test(detail)) return new Trouble({ code: 'server-disk-full', facts: { server } })
  return notWritable(folder, detail)
}

function notWritable(folder: string, detail: string): Trouble {
  return new Trouble({ code: 'folder-not-writable', facts: { path: folder, detail } })
}
