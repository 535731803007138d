import type { QueryClient } from '@tanstack/react-query'
import type { JobsEvent, JobView } from '../../preload/contract/job.ts'
import type { OverviewEvent, ServerState } from '../../preload/contract/server.ts'
import type { Api } from './client.ts'
import { jobsKey, overviewKey } from './keys.ts'

/**
 * Feeds the query cache from the core's two live streams as long as the window is open. Unchanged values keep their identity
 * there. Resolves when the servers are known for the first time.
 */
export function startLive(api: Api, queries: QueryClient): Promise<void> {
  const known = Promise.withResolvers<void>()
  api.overview.watch.subscribe(undefined, {
    onData(event) {
      queries.setQueryData<readonly ServerState[]>(overviewKey, (before) => withOverviewEvent(before ?? [], event))
      known.resolve()
    },
  })
  api.jobs.watch.subscribe(undefined, {
    onData: (event) =>
      queries.setQueryData<readonly JobView[]>(jobsKey, (before) => withJobsEvent(before ?? [], event)),
  })
  return known.promise
}

export function withOverviewEvent(before: readonly ServerState[], event: OverviewEvent): readonly ServerState[] {
  switch (event.kind) {
    case 'all':
      return event.servers
    case 'server': {
      const known = before.some((server) => server.name === event.server.name)
      return known
        ? before.map((server) => (server.name === event.server.name ? event.server : server))
        : [...before, event.server]
    }
    case 'gone':
      return before.filter((server) => server.name !== event.name)
  }
}

/** Newest first. */
export function withJobsEvent(before: readonly JobView[], event: JobsEvent): readonly JobView[] {
  const jobs = event.kind === 'all' ? event.jobs : [event.job, ...before.filter((job) => job.id !== event.job.id)]
  return jobs.toSorted((one, other) => other.startedAt - one.startedAt)
}
