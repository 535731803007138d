import { useEffect, useState } from 'react'
import type { Failure } from '../../../preload/contract/failure.ts'
import type { LogInput } from '../../../preload/contract/log.ts'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { type KeptLines, nothingKept, withBatch } from './kept-lines.ts'

export interface AppLogState {
  readonly kept: KeptLines
  /** Its name, for saving; null until it has begun. */
  readonly stream: string | null
  readonly ended: boolean
  readonly failure: Failure | null
}

const atFirst: AppLogState = { kept: nothingKept, stream: null, ended: false, failure: null }

/** An app's lines, live for as long as the component is there. */
export function useAppLog({ server, app, service, since }: LogInput): AppLogState {
  const api = useApi()
  const [state, setState] = useState(atFirst)
  useEffect(() => {
    let stream = ''
    const wish = { server, app, since, ...(service === undefined ? {} : { service }) }
    const subscription = api.apps.log.subscribe(wish, {
      onData(event) {
        switch (event.kind) {
          case 'began':
            // Also after a lost connection: a stream begins with earlier lines.
            stream = event.stream
            return setState({ ...atFirst, stream })
          case 'lines':
            // Where the connection is lost at this moment, a new stream begins anyway.
            api.apps.logTaken.mutate({ stream, batch: event.batch }).catch(() => undefined)
            return setState((before) => ({ ...before, kept: withBatch(before.kept, event.lines, event.skipped) }))
          case 'ended':
            return setState((before) => ({ ...before, ended: true, failure: event.failure }))
        }
      },
      onError: (error) => setState((before) => ({ ...before, ended: true, failure: failureFrom(error) })),
    })
    return () => subscription.unsubscribe()
  }, [api, server, app, service, since])
  return state
}
