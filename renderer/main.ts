import { loadAgain } from './load-again.ts'
import { connectApi } from './api/client.ts'
import { watchConnection } from './api/connection.ts'
import { startLive } from './api/live.ts'
import { createQueries } from './api/query-cache.ts'

// The address holds the token at first: it is taken before the router reads the place from there.
const connection = watchConnection()
const api = connectApi(connection)
const queries = createQueries()
// The core answers while the browser still reads the script that draws.
const serversKnown = startLive(api, queries)
// Chromium lists the languages it knows when it is first asked to write a number or a time, which takes long: now is time for it.
Intl.DateTimeFormat.supportedLocalesOf('en')
// Not awaited: that script uses this one, and would wait for its end.
void loadAgain(() => import('./draw-window.tsx')).then(({ drawWindow }) =>
  drawWindow({ api, connection, queries, serversKnown }),
)
