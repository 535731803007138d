import { Link } from '@tanstack/react-router'
import type { ServerState } from '../../../preload/contract/server.ts'
import { useRecipeCards, useRecipeTitle } from '../../api/titles.ts'
import { useText } from '../../language/text.ts'
import { AppIcon } from '../../parts/app-icon.tsx'
import { StatePill } from '../../parts/state-pill.tsx'
import style from './server-page.module.css'

export function AppsOnIt({ server }: { readonly server: ServerState }) {
  const say = useText()
  const title = useRecipeTitle()
  const recipes = useRecipeCards()
  return (
    <div className={style['column']}>
      <section className={style['section']}>
        <h2>{say('server.apps')}</h2>
        {server.apps.length === 0 && <p className={style['soft']}>{say('server.noApps')}</p>}
        <ul>
          {server.apps.map((app) => (
            <li key={app.name}>
              <Link to="/apps/$server/$app" params={{ server: server.name, app: app.name }} className={style['app']}>
                <AppIcon name={title(app.recipe)} picture={recipes.get(app.recipe)?.icon} size="small" />
                <span className={style['appWords']}>
                  <strong>{title(app.recipe)}</strong>
                  <span className={style['soft']}>{app.domain ?? app.name}</span>
                </span>
                <StatePill word={app.word} />
              </Link>
            </li>
          ))}
        </ul>
      </section>
      {server.strangers.length > 0 && (
        <section className={style['section']}>
          <h2>{say('server.strangers')}</h2>
          <p className={style['soft']}>{say('server.strangersMore')}</p>
          <ul className={style['strangers']}>
            {server.strangers.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
