import { useMutation } from '@tanstack/react-query'
import type { ServerState } from '../../../preload/contract/server.ts'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useShowPlan } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { Notice } from '../../parts/notice.tsx'

/** As far as it is known: apps can be installed on it. */
export function isSetUp({ facts }: ServerState): boolean {
  return facts === null || (facts.swarm && facts.proxyNetwork)
}

/** For a fresh machine: what it lacks, Canteen can do, with a plan. */
export function SetUpNotice({ server }: { readonly server: ServerState }) {
  const say = useText()
  const api = useApi()
  const showPlan = useShowPlan()
  const plan = useMutation({
    mutationFn: async () => showPlan(await api.servers.planSetUp.mutate(server.name)),
  })
  if (isSetUp(server)) return null
  return (
    <>
      <Notice
        tone="busy"
        what={say('server.setUpWhat', { name: server.name })}
        button={
          <Button kind="main" isPending={plan.isPending} onPress={() => plan.mutate()}>
            {say('server.setUp', { name: server.name })}
          </Button>
        }
      >
        <p>{say('server.setUpMore')}</p>
      </Notice>
      {plan.isError && <FailureNotice failure={failureFrom(plan.error)} />}
    </>
  )
}
