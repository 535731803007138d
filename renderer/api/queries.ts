import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { AppReference, AppSummary } from '../../preload/contract/app.ts'
import type { JobView } from '../../preload/contract/job.ts'
import type { PlanView, PlanWithPasswords } from '../../preload/contract/plan.ts'
import type { ServerState } from '../../preload/contract/server.ts'
import type { SettingsChange } from '../../preload/contract/settings.ts'
import { catalogueKey, detailsKey, jobsKey, offersKey, overviewKey, planKey, settingsKey } from './keys.ts'
import { useApi } from './provider.tsx'

/** All servers with their apps, as last told; undefined until the core has told them once. Live. */
export function useOverview(): readonly ServerState[] | undefined {
  return useQuery<readonly ServerState[]>({ queryKey: overviewKey, enabled: false }).data
}

/** All known jobs, newest first; undefined until the core has told them once. Live. */
export function useJobs(): readonly JobView[] | undefined {
  return useQuery<readonly JobView[]>({ queryKey: jobsKey, enabled: false }).data
}

export function useJob(id: string | null): JobView | undefined {
  return useJobs()?.find((job) => job.id === id)
}

export function useServer(name: string): ServerState | undefined {
  return useOverview()?.find((server) => server.name === name)
}

export function useApp(reference: AppReference): AppSummary | undefined {
  return useServer(reference.server)?.apps.find((app) => app.name === reference.app)
}

export function useSettings() {
  const api = useApi()
  return useQuery({ queryKey: settingsKey, queryFn: () => api.settings.view.query(), staleTime: Infinity })
}

export function useChangeSettings() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: SettingsChange) => api.settings.change.mutate(change),
    onSuccess: (view) => queries.setQueryData(settingsKey, view),
  })
}

export function useOffers() {
  const api = useApi()
  return useQuery({ queryKey: offersKey, queryFn: () => api.servers.offers.query() })
}

export function useCatalogue() {
  const api = useApi()
  return useQuery({
    queryKey: catalogueKey,
    queryFn: () => api.catalogue.view.query(),
    staleTime: 5 * 60_000,
    refetchInterval: ({ state }) => (state.data?.picturesComing === true ? 1500 : false),
  })
}

export function useDetails(reference: AppReference) {
  const api = useApi()
  return useQuery({
    queryKey: detailsKey(reference.server, reference.app),
    queryFn: () => api.apps.details.query(reference),
    staleTime: 0,
  })
}

/** Puts a plan where its page finds it, and goes there. */
export function useShowPlan(): (plan: PlanView | PlanWithPasswords) => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useCallback(
    (answer) => {
      const planned = 'made' in answer ? answer : { plan: answer, made: [] }
      queries.setQueryData<PlanWithPasswords>(planKey(planned.plan.id), planned)
      return navigate({ to: '/plan/$plan', params: { plan: planned.plan.id } })
    },
    [queries, navigate],
  )
}

/** The plan that was made in this window under that name; undefined when there is none, as after a reload. */
export function usePlan(id: string): PlanWithPasswords | undefined {
  return useQuery<PlanWithPasswords>({ queryKey: planKey(id), enabled: false }).data
}
