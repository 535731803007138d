import './no-eval.ts'
import '@fontsource/atkinson-hyperlegible/400.css'
import '@fontsource/atkinson-hyperlegible/700.css'
import './style/tokens.css'
import './style/base.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connectApi } from './api/client.ts'
import { startLive } from './api/live.ts'
import { watchConnection } from './api/connection.ts'
import { ApiProvider, createQueries } from './api/provider.tsx'
import { startLanguage } from './language/start-language.ts'
import { TextProvider } from './language/text-provider.tsx'
import { createWindowRouter } from './routes.tsx'
import { loadPalette } from './shell/palette-door.tsx'

const place = document.getElementById('window')
if (place === null) throw new Error('index.html has no element for the window')

// The address holds the token at first: it is taken before the router reads the place from there.
const connection = watchConnection()
const api = connectApi(connection)
const queries = createQueries()
// What the first page shows is on its way while the page is made.
const serversKnown = startLive(api, queries)
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
  for (const route of Object.values(router.routesById)) void router.loadRouteChunk(route)
  void loadPalette()
})
