import { useEffect, useState } from 'react'
import type { AppReference, LogLine } from '../../../preload/contract/app.ts'
import type { Failure } from '../../../preload/contract/failure.ts'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'

/** The window keeps so many lines; the server has the rest. */
const kept = 500

export interface AppLogState {
  readonly lines: readonly LogLine[]
  readonly ended: boolean
  readonly failure: Failure | null
}

const atFirst: AppLogState = { lines: [], ended: false, failure: null }

/** An app's newest lines, live for as long as the component is there. */
export function useAppLog({ server, app }: AppReference, service: string | undefined): AppLogState {
  const api = useApi()
  const [state, setState] = useState(atFirst)
  useEffect(() => {
    const subscription = api.apps.log.subscribe(
      { server, app, ...(service === undefined ? {} : { service }) },
      {
        // Every stream begins with the newest lines, also the one after a lost connection.
        onStarted: () => setState(atFirst),
        onData: (lines) => setState((before) => ({ ...before, lines: [...before.lines, ...lines].slice(-kept) })),
        onError: (error) => setState((before) => ({ ...before, ended: true, failure: failureFrom(error) })),
        onComplete: () => setState((before) => ({ ...before, ended: true })),
      },
    )
    return () => subscription.unsubscribe()
  }, [api, server, app, service])
  return state
}
