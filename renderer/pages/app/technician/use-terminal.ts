import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../../preload/contract/failure.ts'
import type {
  OpenTerminalInput,
  RunHereInput,
  TerminalEnd,
  TerminalEvent,
} from '../../../../preload/contract/inside.ts'
import { loadAgain } from '../../../load-again.ts'
import { failureFrom } from '../../../api/failure.ts'
import { useApi } from '../../../api/provider.tsx'
import { useText } from '../../../language/text.ts'
import type { Screen } from './screen.ts'
import { openTypedText } from './typed-text.ts'

/** What a terminal shows: a part of an app from within, or a command that runs on this computer. */
export type TerminalWish =
  | { readonly kind: 'inside'; readonly input: Omit<OpenTerminalInput, 'size'> }
  | { readonly kind: 'here'; readonly input: RunHereInput }

export type TerminalState =
  { readonly kind: 'opening' } | { readonly kind: 'open' } | ({ readonly kind: 'ended' } & TerminalEnd)

export interface UsedTerminal {
  readonly place: RefObject<HTMLDivElement | null>
  readonly screen: RefObject<Screen | null>
  readonly state: TerminalState
}

/** Opens it once, and ends it when the component goes. A connection that is lost ends it too: nothing is ever run twice. */
export function useTerminal(wish: TerminalWish, label: string, onLeave: () => void): UsedTerminal {
  const api = useApi()
  const say = useText()
  const place = useRef<HTMLDivElement>(null)
  const screen = useRef<Screen | null>(null)
  const [state, setState] = useState<TerminalState>({ kind: 'opening' })
  const first = useRef({ wish, label, onLeave, say })
  useEffect(() => {
    const { wish, label, onLeave, say } = first.current
    let name = ''
    let isGone = false
    let stop = () => {}
    const end = ({ exitCode, isStopped, failure }: TerminalEnd) => {
      stop()
      screen.current?.rest()
      if (!isGone) setState({ kind: 'ended', exitCode, isStopped, failure })
    }
    const fail = (failure: Failure) => end({ exitCode: null, isStopped: false, failure })
    const begin = async () => {
      const { openScreen } = await loadAgain(() => import('./screen.ts'))
      if (isGone || place.current === null) return
      const type = openTypedText((text) => api.inside.terminalInput.mutate({ terminal: name, text }))
      const shown = openScreen(place.current, {
        label,
        canType: wish.kind === 'inside',
        onTyped: (text) => {
          if (name !== '') type(text)
        },
        onSize: (size) => {
          if (name !== '') api.inside.resize.mutate({ terminal: name, size }).catch(() => undefined)
        },
        onLeave,
      })
      screen.current = shown
      const handlers = {
        onData(event: TerminalEvent) {
          switch (event.kind) {
            case 'began':
              name = event.terminal
              setState({ kind: 'open' })
              // Where nothing can be typed there is nothing to go to.
              return wish.kind === 'inside' ? shown.focus() : undefined
            case 'output': {
              const { batch, text } = event
              return void shown
                .write(text)
                .then(() => api.inside.terminalTaken.mutate({ terminal: name, batch }))
                .catch(() => undefined)
            }
            case 'ended':
              return end(event)
          }
        },
        onError: (error: unknown) => fail(failureFrom(error)),
        onConnectionStateChange({ state: way }: { readonly state: string }) {
          if (name === '' || way !== 'connecting') return
          fail({ code: 'connection-lost', facts: { server: say('shell.core') } })
        },
      }
      const subscription =
        wish.kind === 'inside'
          ? api.inside.terminal.subscribe({ ...wish.input, size: shown.size() }, handlers)
          : api.inside.runHere.subscribe(wish.input, handlers)
      stop = () => {
        name = ''
        subscription.unsubscribe()
      }
    }
    begin().catch((error: unknown) => fail(failureFrom(error)))
    return () => {
      isGone = true
      stop()
      screen.current?.close()
      screen.current = null
    }
  }, [api])
  return { place, screen, state }
}
