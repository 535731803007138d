import { useJobs } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { EmptyPage } from '../../parts/empty-page.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { JobList } from '../../shell/job-list.tsx'

export function ActivityPage() {
  const say = useText()
  const jobs = useJobs()
  return (
    <>
      <PageHeader title={say('activity.title')} more={say('activity.more')} />
      {jobs?.length === 0 && (
        <EmptyPage picture="hook" what={say('activity.emptyWhat')}>
          {say('activity.emptyMore')}
        </EmptyPage>
      )}
      {jobs !== undefined && jobs.length > 0 && <JobList jobs={jobs} label={say('activity.list')} isFull />}
    </>
  )
}
