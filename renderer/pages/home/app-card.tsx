import { CircleArrowUp } from 'lucide-react'
import { memo } from 'react'
import type { AppSummary } from '../../../preload/contract/app.ts'
import { useText } from '../../language/text.ts'
import { AppIcon } from '../../parts/app-icon.tsx'
import { Pill } from '../../parts/pill.tsx'
import { StatePill } from '../../parts/state-pill.tsx'
import { upstreamVersion } from '../../parts/upstream-version.ts'
import { placePath } from '../../shell/place-path.ts'
import style from './app-card.module.css'

export interface AppCardProps {
  readonly app: AppSummary
  readonly title: string
  readonly picture: string | null
}

export const AppCard = memo(function AppCard({ app, title, picture }: AppCardProps) {
  const say = useText()
  return (
    // Not the router's own link: five hundred of those would each follow every change of place.
    <a href={`#${placePath('apps', app.server, app.name)}`} className={style['card']}>
      <span className={style['head']}>
        <AppIcon name={title} picture={picture} />
        <span className={style['words']}>
          <strong className={style['title']}>{title}</strong>
          <span className={style['address']}>{app.domain ?? app.name}</span>
        </span>
      </span>
      <span className={style['foot']}>
        <StatePill word={app.word} />
        {app.update !== null && app.word === 'working' ? (
          <Pill tone="accent" icon={CircleArrowUp}>
            {say('home.updateTo', { version: upstreamVersion(app.update) })}
          </Pill>
        ) : (
          app.version !== null && (
            <span className={style['version']}>
              {title} {upstreamVersion(app.version)}
            </span>
          )
        )}
      </span>
    </a>
  )
})
