import { useQuery } from '@tanstack/react-query'
import type { AppReference } from '../../../preload/contract/app.ts'
import { undoKey } from '../../api/keys.ts'
import { useApi } from '../../api/provider.tsx'
import { useJobs } from '../../api/queries.ts'
import { sayJob } from '../../language/say.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { TimeAgo } from '../../parts/time-ago.tsx'
import style from './app-page.module.css'
import { useAppPlan } from './use-app-plan.tsx'

export interface TakeBackProps {
  readonly app: AppReference
  readonly isBusy: boolean
  /** Only where this job is the one that can be taken back. */
  readonly job?: string
}

/** The last change of an app in a sentence, and the way to take it back. Nothing where there is none. */
export function TakeBack({ app, isBusy, job: only }: TakeBackProps) {
  const say = useText()
  const api = useApi()
  const jobs = useJobs()
  const last = jobs?.find((job) => job.server === app.server && job.app === app.app)
  const offer = useQuery({
    // Whatever is done with the app may leave another change to take back.
    queryKey: undoKey(app, last === undefined ? '' : `${last.id} ${last.state}`),
    queryFn: () => api.apps.undoOffer.query(app),
  }).data
  const plan = useAppPlan()
  const job = jobs?.find(({ id }) => id === offer?.job)
  if (offer === undefined || offer === null || job === undefined) return null
  if (only !== undefined && only !== offer.job) return null
  return (
    <>
      <div className={style['takeBack']}>
        {only === undefined && (
          <span>
            {sayJob(job)} <TimeAgo at={offer.endedAt} />.
          </span>
        )}
        <Button
          size={only === undefined ? 'small' : undefined}
          isDisabled={isBusy || plan.isPending}
          onPress={() => plan.ask((inserted) => api.apps.planUndo.mutate({ ...app, job: offer.job, inserted }))}
        >
          {say('app.takeBack')}
        </Button>
      </div>
      {plan.trouble}
    </>
  )
}
