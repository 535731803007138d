import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { RecipePage as Page } from '../../../preload/contract/catalogue.ts'
import { failureFrom } from '../../api/failure.ts'
import { recipeKey } from '../../api/keys.ts'
import { useApi } from '../../api/provider.tsx'
import { useOverview } from '../../api/queries.ts'
import { useRecipeCards, useRecipeTitle } from '../../api/titles.ts'
import { formatList } from '../../language/format.ts'
import { useText } from '../../language/text.ts'
import { AppIcon } from '../../parts/app-icon.tsx'
import { buttonClass } from '../../parts/button.tsx'
import { FactBadges } from '../../parts/fact-badges.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { OutsideLink } from '../../parts/outside-link.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { SafeMarkdown } from '../../parts/safe-markdown.tsx'
import { factBadges } from '../catalogue/recipe-facts.ts'
import { readmeBody } from './readme-body.ts'
import style from './recipe-page.module.css'
import { RecipeVersions } from './recipe-versions.tsx'

export function RecipePage() {
  const { recipe } = useParams({ from: '/catalogue/$recipe' })
  const api = useApi()
  const page = useQuery({
    queryKey: recipeKey(recipe),
    queryFn: ({ signal }) => api.catalogue.recipe.query(recipe, { signal }),
    staleTime: 60_000,
  })
  const failure = page.isError ? failureFrom(page.error) : (page.data?.failure ?? null)
  return (
    <>
      <Header recipe={recipe} page={page.data} isUnknown={failure?.code === 'recipe-unknown'} />
      {failure !== null && <FailureNotice failure={failure} />}
      {page.isPending && <Waiting recipe={recipe} />}
      {page.data !== undefined && <Content page={page.data} />}
    </>
  )
}

function Header(props: { readonly recipe: string; readonly page: Page | undefined; readonly isUnknown: boolean }) {
  const { recipe, page, isUnknown } = props
  const say = useText()
  const known = useRecipeCards().get(recipe)
  const guess = useRecipeTitle()(recipe)
  const card = page?.card ?? known
  const title = card?.title ?? guess
  return (
    <PageHeader
      path={<Link to="/catalogue">{say('catalogue.title')}</Link>}
      icon={<AppIcon name={title} picture={card?.icon} size="large" />}
      title={title}
      more={card?.description}
      buttons={
        !isUnknown && (
          <Link to="/install/$recipe" params={{ recipe }} className={buttonClass('main')}>
            {say('recipe.install', { title })}
          </Link>
        )
      }
    />
  )
}

function Content({ page }: { readonly page: Page }) {
  const say = useText()
  const { card, versions, repository } = page
  const badges = factBadges(card.facts, say)
  const body = readmeBody(page.readme)
  return (
    <>
      <div className={style['facts']}>
        {badges.length > 0 && <FactBadges label={say('catalogue.factsOf', { title: card.title })} badges={badges} />}
        <AlreadyThere recipe={card.name} />
      </div>
      <div className={style['columns']}>
        <section className={style['readme']}>
          <h2>{say('recipe.readme', { title: card.title })}</h2>
          {body === '' ? <p className={style['soft']}>{say('recipe.noReadme')}</p> : <SafeMarkdown text={body} />}
        </section>
        <div className={style['side']}>
          <RecipeVersions versions={versions} />
          <ul className={style['links']}>
            {card.website !== null && (
              <li>
                <OutsideLink to={card.website}>{say('recipe.website', { title: card.title })}</OutsideLink>
              </li>
            )}
            {repository !== '' && (
              <li>
                <OutsideLink to={repository}>{say('recipe.repository')}</OutsideLink>
              </li>
            )}
          </ul>
        </div>
      </div>
    </>
  )
}

function AlreadyThere({ recipe }: { readonly recipe: string }) {
  const say = useText()
  const apps = (useOverview() ?? []).flatMap((server) => server.apps).filter((app) => app.recipe === recipe)
  if (apps.length === 0) return null
  const places = formatList(apps.map((app) => app.domain ?? app.name))
  return <p className={style['soft']}>{say('recipe.running', { count: apps.length, places })}</p>
}

function Waiting({ recipe }: { readonly recipe: string }) {
  const say = useText()
  const title = useRecipeTitle()(recipe)
  return (
    <div className={style['waiting']} role="status">
      <p>{say('recipe.looking', { title })}</p>
      <p className={style['soft']}>{say('recipe.lookingMore')}</p>
      <ProgressBar label={say('recipe.looking', { title })} value={null} />
    </div>
  )
}
