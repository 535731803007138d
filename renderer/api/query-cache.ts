import { QueryClient } from '@tanstack/react-query'

/** The cache outlives a page; nothing in it is ever thrown away while the window is open, so that a page is drawn at once. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: 10_000,
        gcTime: Infinity,
        networkMode: 'always',
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
