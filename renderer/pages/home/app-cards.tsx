import { useDeferredValue, useMemo, useState } from 'react'
import type { AppSummary } from '../../../preload/contract/app.ts'
import { useRecipeCards, useRecipeTitle } from '../../api/titles.ts'
import { useText } from '../../language/text.ts'
import { SearchField } from '../../parts/search-field.tsx'
import { AppCard } from './app-card.tsx'
import style from './app-cards.module.css'

/** From so many apps on, they can be searched. */
const manyApps = 12
/** So many are drawn at once; the rest follows without holding up the window. */
const drawnAtOnce = 16

export function AppCards({ apps }: { readonly apps: readonly AppSummary[] }) {
  const say = useText()
  const title = useRecipeTitle()
  const recipes = useRecipeCards()
  const [sought, setSought] = useState('')
  const sorted = useMemo(() => sortApps(apps, title), [apps, title])
  const shown = useMemo(() => filterApps(sorted, sought, title), [sorted, sought, title])
  const drawn = useDeferredValue(shown, shown.slice(0, drawnAtOnce))
  return (
    <section className={style['apps']} aria-label={say('home.apps')}>
      {apps.length > manyApps && (
        <div className={style['search']}>
          <SearchField label={say('home.filter')} value={sought} onChange={setSought} />
        </div>
      )}
      <ul className={style['cards']}>
        {drawn.map((app) => (
          <li key={`${app.server}/${app.name}`} className={style['item']}>
            <AppCard app={app} title={title(app.recipe)} picture={recipes.get(app.recipe)?.icon ?? null} />
          </li>
        ))}
      </ul>
      <p role="status">{shown.length === 0 ? say('home.nothing') : ''}</p>
    </section>
  )
}

const order = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

function sortApps(apps: readonly AppSummary[], title: (recipe: string) => string): readonly AppSummary[] {
  return apps
    .map((app) => ({ app, title: title(app.recipe), address: app.domain ?? app.name }))
    .sort((one, other) => order.compare(one.title, other.title) || order.compare(one.address, other.address))
    .map(({ app }) => app)
}

function filterApps(
  apps: readonly AppSummary[],
  sought: string,
  title: (recipe: string) => string,
): readonly AppSummary[] {
  const words = sought.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return apps
  return apps.filter((app) => {
    const text = `${title(app.recipe)} ${app.domain ?? ''} ${app.name} ${app.server}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}
