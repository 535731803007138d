import type { RecipeVersionView } from '../../../preload/contract/catalogue.ts'
import { currentLocale } from '../../language/locale.ts'
import { useText } from '../../language/text.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Pill } from '../../parts/pill.tsx'
import { SafeMarkdown } from '../../parts/safe-markdown.tsx'
import style from './recipe-page.module.css'

/** Versions that are shown before the older ones are asked for. */
const shown = 5

/** Newest first. */
export function RecipeVersions({ versions }: { readonly versions: readonly RecipeVersionView[] }) {
  const say = useText()
  const [newest] = versions
  return (
    <section className={style['versions']}>
      <h2>{say('recipe.versions')}</h2>
      {newest === undefined && <p className={style['soft']}>{say('recipe.noVersions')}</p>}
      <VersionList versions={versions.slice(0, shown)} newest={newest} />
      {versions.length > shown && (
        <Disclosure level={3} title={say('recipe.moreVersions', { count: versions.length - shown })}>
          <VersionList versions={versions.slice(shown)} newest={newest} />
        </Disclosure>
      )}
    </section>
  )
}

function VersionList(props: {
  readonly versions: readonly RecipeVersionView[]
  readonly newest: RecipeVersionView | undefined
}) {
  return (
    <ul>
      {props.versions.map((version) => (
        <li key={version.version} className={style['version']}>
          <Version version={version} isNewest={version === props.newest} />
        </li>
      ))}
    </ul>
  )
}

function Version({ version, isNewest }: { readonly version: RecipeVersionView; readonly isNewest: boolean }) {
  const say = useText()
  const { version: tag, upstream, publishedAt, breaking, notes } = version
  const name = upstream === '' ? tag : upstream
  return (
    <>
      <p className={style['name']}>
        <strong>{name}</strong>
        {isNewest && <Pill tone="good">{say('recipe.newest')}</Pill>}
        {breaking && <Pill tone="warn">{say('recipe.breaking')}</Pill>}
      </p>
      <p className={style['soft']}>
        {publishedAt === null ? say('recipe.noDate') : formatDate(publishedAt)}
        {' · '}
        {say('recipe.recipeVersion', { version: tag })}
      </p>
      {breaking && <p className={style['soft']}>{say('recipe.breakingMore')}</p>}
      {notes !== null && (
        <Disclosure level={3} title={say('recipe.notes', { version: name })}>
          <SafeMarkdown text={notes} />
        </Disclosure>
      )}
    </>
  )
}

/** `2 May 2026`; takes milliseconds since 1970. */
function formatDate(at: number): string {
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'long' }).format(at)
}
