import { memo, useMemo } from 'react'
import type { RecipeCard } from '../../../preload/contract/catalogue.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyPage } from '../../parts/empty-page.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { Select } from '../../parts/select.tsx'
import style from './catalogue-page.module.css'
import { RecipeCards } from './recipe-cards.tsx'
import { type Search, useSearch } from './use-search.ts'

/** In front of a category's own name in the choice, so that no name can be the choice of all. */
const mark = 'category '

export function CatalogueSearch({ recipes }: { readonly recipes: readonly RecipeCard[] }) {
  const say = useText()
  const search = useSearch(recipes)
  const { sought, seek, found } = search
  return (
    <>
      <div className={style['tools']} role="search">
        <SearchField
          label={say('catalogue.search')}
          value={sought.text}
          onChange={(text) => seek({ text })}
          autoFocus={false}
        />
        <CategoryChoice recipes={recipes} category={sought.category} seek={seek} />
      </div>
      <div className={style['results']}>
        <p className={found.text === '' ? 'only-heard' : style['count']} role="status">
          {say('catalogue.found', { count: found.cards.length })}
        </p>
        {found.cards.length > 0 ? <RecipeCards cards={found.cards} /> : <NothingFound search={search} />}
      </div>
    </>
  )
}

/** Apart, so that typing does not draw it again. */
const CategoryChoice = memo(function CategoryChoice(props: {
  readonly recipes: readonly RecipeCard[]
  readonly category: string | null
  readonly seek: Search['seek']
}) {
  const { recipes, category, seek } = props
  const say = useText()
  const categories = useMemo(() => [...new Set(recipes.map((card) => card.category))].toSorted(), [recipes])
  return (
    <Select
      label={say('catalogue.category')}
      value={category === null ? '' : mark + category}
      onChange={(id) => seek({ category: id === '' ? null : id.slice(mark.length) })}
      choices={[
        { id: '', label: say('catalogue.everything') },
        ...categories.map((name) => ({ id: mark + name, label: name === '' ? say('catalogue.others') : name })),
      ]}
    />
  )
})

function NothingFound({ search }: { readonly search: Search }) {
  const say = useText()
  const { found, seek } = search
  return (
    <EmptyPage
      picture="shelf"
      what={say('catalogue.nothingWhat', { text: found.text })}
      button={
        <div className={style['buttons']}>
          {found.elsewhere > 0 && (
            <Button kind="main" onPress={() => seek({ category: null })}>
              {say('catalogue.searchEverywhere')}
            </Button>
          )}
          <Button onPress={() => seek({ text: '', category: null })}>{say('catalogue.clearSearch')}</Button>
        </div>
      }
    >
      {found.elsewhere > 0 ? say('catalogue.nothingThere', { count: found.elsewhere }) : say('catalogue.nothingMore')}
    </EmptyPage>
  )
}
