import { useEffect, useRef, useState } from 'react'
import type { RecipeCard as Card } from '../../../preload/contract/catalogue.ts'
import { useText } from '../../language/text.ts'
import { RecipeCard } from './recipe-card.tsx'
import style from './catalogue-page.module.css'

/** Cards that are drawn at once; the next ones when the list's end comes near. It bounds the work of a keystroke. */
const atOnce = 12

/** `cards` must stay the same value while the same is looked for: another one begins at the top again. */
export function RecipeCards({ cards }: { readonly cards: readonly Card[] }) {
  const say = useText()
  const [drawn, setDrawn] = useState({ cards, count: atOnce })
  const count = drawn.cards === cards ? drawn.count : atOnce
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const mark = end.current
    if (mark === null) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setDrawn({ cards, count: count + atOnce })
      },
      { rootMargin: '400px' },
    )
    observer.observe(mark)
    return () => observer.disconnect()
  }, [cards, count])
  return (
    <>
      <ul className={style['cards']} aria-label={say('catalogue.list')}>
        {cards.slice(0, count).map((card) => (
          <RecipeCard key={card.name} card={card} />
        ))}
      </ul>
      {count < cards.length && <div ref={end} className={style['end']} />}
    </>
  )
}
