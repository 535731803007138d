import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { RecipeCard as Card } from '../../../preload/contract/catalogue.ts'
import { useText } from '../../language/text.ts'
import { AppIcon } from '../../parts/app-icon.tsx'
import { FactBadges } from '../../parts/fact-badges.tsx'
import style from './recipe-card.module.css'
import { factBadges } from './recipe-facts.ts'

/** Drawn once for each recipe, whatever is typed. */
export const RecipeCard = memo(function RecipeCard({ card }: { readonly card: Card }) {
  const say = useText()
  const badges = factBadges(card.facts, say)
  return (
    <li className={style['card']}>
      <div className={style['top']}>
        <AppIcon name={card.title} picture={card.icon} />
        <div className={style['names']}>
          <h2 className={style['title']}>
            <Link to="/catalogue/$recipe" params={{ recipe: card.name }} preload={false} className={style['link']}>
              {card.title}
            </Link>
          </h2>
          {card.category !== '' && <p className={style['category']}>{card.category}</p>}
        </div>
      </div>
      <p className={style['description']}>{card.description}</p>
      {badges.length > 0 && (
        <div className={style['facts']}>
          <FactBadges label={say('catalogue.factsOf', { title: card.title })} badges={badges} />
        </div>
      )}
    </li>
  )
})
