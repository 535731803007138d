import './no-eval.ts'
import '@fontsource/atkinson-hyperlegible/400.css'
import '@fontsource/atkinson-hyperlegible/700.css'
import './style/tokens.css'
import './style/base.css'
import type { QueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Api } from './api/client.ts'
import type { ConnectionWatch } from './api/connection.ts'
import { ApiProvider } from './api/provider.tsx'
import { startLanguage } from './language/start-language.ts'
import { TextProvider } from './language/text-provider.tsx'
import { createWindowRouter } from './routes.tsx'
import { loadPalette } from './shell/palette-door.tsx'

export interface WindowNeeds {
  readonly api: Api
  readonly connection: ConnectionWatch
  readonly queries: QueryClient
  /** Resolves when the servers are known for the first time. */
  readonly serversKnown: Promise<void>
}

/** Draws the window, with what is known by then; the rest of its pages is fetched when there is time. */
export async function drawWindow({ api, connection, queries, serversKnown }: WindowNeeds): Promise<void> {
  const place = document.getElementById('window')
  if (place === null) throw new Error('index.html has no element for the window')
  await startLanguage()
  const router = createWindowRouter()
  createRoot(place).render(
    <StrictMode>
      <ApiProvider api={api} connection={connection} queries={queries}>
        <TextProvider>
          <RouterProvider router={router} />
        </TextProvider>
      </ApiProvider>
    </StrictMode>,
  )

  // Every page is fetched as soon as there is time, so that it can be drawn later whatever happens to the network: a browser
  // drops what it is loading when a network comes or goes, even from this computer.
  await serversKnown
  requestIdleCallback(() => {
    const chunks = Object.values(router.routesById).map((route) => router.loadRouteChunk(route))
    // Whatever does not come now comes when it is wanted.
    void Promise.allSettled([...chunks, loadPalette()])
  })
}
