import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useSyncExternalStore } from 'react'
import type { Api } from './client.ts'
import type { ConnectionWatch, CoreConnection } from './connection.ts'

const ApiContext = createContext<{ readonly api: Api; readonly connection: ConnectionWatch } | null>(null)

export function ApiProvider(props: {
  readonly api: Api
  readonly connection: ConnectionWatch
  readonly queries: QueryClient
  readonly children: ReactNode
}) {
  const { api, connection, queries, children } = props
  // What failed while the core was away is asked again when it is back.
  useEffect(
    () =>
      connection.subscribe(() => {
        if (connection.current() !== 'there') return
        void queries.refetchQueries({ type: 'active', predicate: (query) => query.state.status === 'error' })
      }),
    [connection, queries],
  )
  return (
    <QueryClientProvider client={queries}>
      <ApiContext value={{ api, connection }}>{children}</ApiContext>
    </QueryClientProvider>
  )
}

export function useApi(): Api {
  return useProvided().api
}

export function useCoreConnection(): CoreConnection {
  const { connection } = useProvided()
  return useSyncExternalStore(connection.subscribe, connection.current)
}

function useProvided() {
  const value = use(ApiContext)
  if (value === null) throw new Error('There is no ApiProvider around this component')
  return value
}
