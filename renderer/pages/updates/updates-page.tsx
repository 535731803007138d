import { useMutation, useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AppSummary } from '../../../preload/contract/app.ts'
import { useApi } from '../../api/provider.tsx'
import { updatePlanKey } from '../../api/keys.ts'
import { useJobs, useOverview } from '../../api/queries.ts'
import { failureFrom } from '../../api/failure.ts'
import { useText } from '../../language/text.ts'
import { Button, buttonClass } from '../../parts/button.tsx'
import { EmptyPage } from '../../parts/empty-page.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { hasUpdate, isSafe, type PlannedUpdate } from './planned-update.ts'
import { UpdateLine } from './update-line.tsx'
import style from './updates-page.module.css'

/** Every app that can be updated, each with its own plan; those that need nobody's hand go together. */
export function UpdatesPage() {
  const say = useText()
  const { apps } = useApi()
  const overview = useOverview()
  // Those that were there when the page was opened: an app that has been updated stays on it, with how it went.
  const [shown, setShown] = useState<readonly AppSummary[] | null>(null)
  if (shown === null && overview !== undefined) {
    setShown(overview.flatMap((server) => server.apps).filter(hasUpdate))
  }
  const plans = useQueries({
    queries: (shown ?? []).map((app) => ({
      queryKey: updatePlanKey({ server: app.server, app: app.name }, app.update ?? ''),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        apps.planVersion.mutate({ server: app.server, app: app.name, version: app.update ?? '' }, { signal }),
      staleTime: Infinity,
      gcTime: 0,
      retry: false,
    })),
  })
  if (shown === null) return <PageHeader title={say('updates.title')} />
  if (shown.length === 0) {
    return (
      <>
        <PageHeader title={say('updates.title')} />
        <EmptyPage
          picture="table"
          what={say('updates.noneWhat')}
          button={
            <Link to="/" className={buttonClass('main')}>
              {say('job.toHome')}
            </Link>
          }
        >
          {say('updates.noneMore')}
        </EmptyPage>
      </>
    )
  }
  const updates = shown.map((app, index): PlannedUpdate => {
    const { data, error } = plans[index] ?? {}
    return { app, plan: data?.plan ?? null, failure: error ? failureFrom(error) : null }
  })
  return <Updates updates={updates} />
}

function Updates({ updates }: { readonly updates: readonly PlannedUpdate[] }) {
  const say = useText()
  const api = useApi()
  const jobs = useJobs() ?? []
  const jobOf = ({ plan }: PlannedUpdate) => jobs.find(({ id }) => id === plan?.id)
  const safe = updates.filter((one) => isSafe(one) && jobOf(one) === undefined)
  const isPlanning = updates.some(({ plan, failure }) => plan === null && failure === null)
  const start = useMutation({
    mutationFn: () => api.jobs.startAll.mutate(safe.map(({ plan }) => plan?.id ?? '')),
  })
  const isGoing = start.isPending || start.isSuccess
  return (
    <>
      <PageHeader title={say('updates.title')} more={say('updates.more')} />
      {start.isError && <FailureNotice failure={failureFrom(start.error)} />}
      <ul className={style['list']} aria-label={say('updates.title')}>
        {updates.map((one) => (
          <UpdateLine key={`${one.app.server}/${one.app.name}`} update={one} job={jobOf(one)} isGoing={isGoing} />
        ))}
      </ul>
      {isGoing ? (
        <p role="status" className={style['soft']}>
          {say('updates.going')}
        </p>
      ) : (
        <div>
          <Button kind="main" isDisabled={isPlanning || safe.length === 0} onPress={() => start.mutate()}>
            {isPlanning
              ? say('updates.planning')
              : safe.length === 0
                ? say('updates.startNone')
                : say('updates.start', { count: safe.length })}
          </Button>
        </div>
      )}
    </>
  )
}
