import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CatalogueView } from '../../../preload/contract/catalogue.ts'
import type { Failure } from '../../../preload/contract/failure.ts'
import { failureFrom } from '../../api/failure.ts'
import { catalogueKey } from '../../api/keys.ts'
import { useApi } from '../../api/provider.tsx'
import { useCatalogue } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { Button, buttonClass } from '../../parts/button.tsx'
import { EmptyPage } from '../../parts/empty-page.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { TimeAgo } from '../../parts/time-ago.tsx'
import style from './catalogue-page.module.css'
import { CatalogueSearch } from './catalogue-search.tsx'

export function CataloguePage() {
  const say = useText()
  const view = useCatalogue()
  const refresh = useRefresh()
  const failure = refresh.failure ?? (view.isError ? failureFrom(view.error) : (view.data?.failure ?? null))
  const button = (
    <Button icon={<RefreshCw size={18} aria-hidden />} isPending={refresh.isPending} onPress={refresh.start}>
      {say('catalogue.refresh')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={say('catalogue.title')}
        more={view.data === undefined ? undefined : <Age view={view.data} />}
        buttons={button}
      />
      {failure !== null && <FailureNotice failure={failure} />}
      {view.data === undefined ? (
        !view.isError && <FirstFetch />
      ) : (
        <Content view={view.data} isBusy={refresh.isPending} hasFailed={failure !== null} />
      )}
    </>
  )
}

function Content(props: { readonly view: CatalogueView; readonly isBusy: boolean; readonly hasFailed: boolean }) {
  const { view, isBusy, hasFailed } = props
  const say = useText()
  if (view.recipes.length > 0) return <CatalogueSearch recipes={view.recipes} />
  if (isBusy) return <FirstFetch />
  const toSettings = (
    <Link to="/settings" className={buttonClass('plain')}>
      {say('catalogue.toSettings')}
    </Link>
  )
  return hasFailed ? (
    <EmptyPage picture="shelf" what={say('catalogue.unfetchedWhat')} button={toSettings}>
      {say('catalogue.unfetchedMore')}
    </EmptyPage>
  ) : (
    <EmptyPage picture="shelf" what={say('catalogue.emptyWhat')} button={toSettings}>
      {say('catalogue.emptyMore')}
    </EmptyPage>
  )
}

function FirstFetch() {
  const say = useText()
  return (
    <EmptyPage
      picture="shelf"
      what={say('catalogue.fetching')}
      button={
        <div className={style['waiting']}>
          <ProgressBar label={say('catalogue.fetching')} value={null} />
        </div>
      }
    >
      {say('catalogue.fetchingMore')}
    </EmptyPage>
  )
}

function Age({ view }: { readonly view: CatalogueView }): ReactNode {
  const say = useText()
  const { recipes, fetchedAt, refused } = view
  return (
    <span>
      {recipes.length > 0 && `${say('catalogue.more', { count: recipes.length })} · `}
      {fetchedAt === null ? say('catalogue.never') : <Fetched at={fetchedAt} />}
      {refused > 0 && ` · ${say('catalogue.refused', { count: refused })}`}
    </span>
  )
}

function Fetched({ at }: { readonly at: number }) {
  const say = useText()
  // The sentence's place for the time becomes an element that keeps itself true.
  const [before = '', after = ''] = say('catalogue.fetched', { ago: '\u0000' }).split('\u0000')
  return (
    <>
      {before}
      <TimeAgo at={at} />
      {after}
    </>
  )
}

function useRefresh(): { readonly isPending: boolean; readonly failure: Failure | null; readonly start: () => void } {
  const api = useApi()
  const queries = useQueryClient()
  const { isPending, error, mutate } = useMutation({
    mutationFn: () => api.catalogue.refresh.mutate(),
    onSuccess: (fetched) => queries.setQueryData(catalogueKey, fetched),
  })
  return { isPending, failure: error === null ? null : failureFrom(error), start: () => mutate() }
}
