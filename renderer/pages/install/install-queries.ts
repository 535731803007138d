import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Api } from '../../api/client.ts'
import { useApi } from '../../api/provider.tsx'

/** The settings that a recipe asks for at an address; asked once. */
export function formQuery(
  api: Api,
  asked: { readonly server: string; readonly recipe: string; readonly domain: string },
) {
  return queryOptions({
    queryKey: ['install-form', asked.server, asked.recipe, asked.domain],
    queryFn: () => api.install.form.query(asked),
    staleTime: 5 * 60_000,
  })
}

/** Where an address points. Null asks nothing. */
export function useAddressCheck(server: string | null, domain: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: ['address-check', server, domain],
    queryFn: ({ signal }) => api.install.checkAddress.query({ server: server ?? '', domain: domain ?? '' }, { signal }),
    enabled: server !== null && domain !== null,
    staleTime: 30_000,
  })
}

/** The value once it has stayed the same for so many milliseconds. */
export function useSettled<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}
