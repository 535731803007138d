import { lazy, Suspense, useEffect, useState } from 'react'
import { loadAgain } from '../load-again.ts'
import { onPaletteOpen } from './palette-open.ts'

/** Fetched when there is time, since the first page does without it. */
export const loadPalette = () => loadAgain(() => import('./command-palette.tsx'))
const CommandPalette = lazy(async () => ({ default: (await loadPalette()).CommandPalette }))

/** Ctrl-K or Cmd-K. */
export function PaletteDoor() {
  const [isOpen, setOpen] = useState(false)
  const [wasOpened, setWasOpened] = useState(false)
  useEffect(
    () =>
      onPaletteOpen(() => {
        setOpen(true)
        setWasOpened(true)
      }),
    [],
  )
  return <Suspense fallback={null}>{wasOpened && <CommandPalette isOpen={isOpen} onOpenChange={setOpen} />}</Suspense>
}
