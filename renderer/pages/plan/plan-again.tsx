import { useMutation } from '@tanstack/react-query'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useShowPlan } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'

/** Plans what a plan or a job was about anew and shows it; `otherwise` leads to where the member is asked again. */
export function PlanAgain({ plan, otherwise }: { readonly plan: string; readonly otherwise: () => void }) {
  const say = useText()
  const api = useApi()
  const showPlan = useShowPlan()
  const again = useMutation({
    mutationFn: async () => {
      const anew = await api.jobs.planAgain.mutate(plan)
      if (anew === null) otherwise()
      else await showPlan(anew)
    },
    onError: (error) => {
      if (failureFrom(error).code === 'plan-unknown') otherwise()
    },
  })
  const failure = again.isError ? failureFrom(again.error) : null
  return (
    <>
      <Button kind="main" isPending={again.isPending} onPress={() => again.mutate()}>
        {say('plan.planAgain')}
      </Button>
      {failure !== null && failure.code !== 'plan-unknown' && <FailureNotice failure={failure} />}
    </>
  )
}
