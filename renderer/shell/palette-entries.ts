import { useCatalogue, useOverview } from '../api/queries.ts'
import { useRecipeTitle } from '../api/titles.ts'
import { useText } from '../language/text.ts'
import { placePath } from './place-path.ts'

export interface PaletteEntry {
  readonly href: string
  readonly name: string
  readonly more: string
  /** What the typed text is looked for in. */
  readonly searched: string
}

export interface PaletteGroup {
  readonly title: string
  readonly entries: readonly PaletteEntry[]
}

export function usePaletteEntries(): readonly PaletteGroup[] {
  const say = useText()
  const title = useRecipeTitle()
  const servers = useOverview() ?? []
  const recipes = useCatalogue().data?.recipes ?? []
  const groups: readonly PaletteGroup[] = [
    {
      title: say('shell.palette.apps'),
      entries: servers.flatMap((server) =>
        server.apps.map((app) =>
          entry(placePath('apps', server.name, app.name), title(app.recipe), app.domain ?? app.name, [app.name]),
        ),
      ),
    },
    {
      title: say('shell.palette.actions'),
      entries: [
        entry('/catalogue', say('shell.palette.installApp')),
        entry('/servers/add', say('shell.palette.addServer')),
      ],
    },
    {
      title: say('shell.palette.servers'),
      entries: servers.map((server) =>
        entry(placePath('servers', server.name), server.name, server.address?.host ?? ''),
      ),
    },
    {
      title: say('shell.palette.places'),
      entries: [
        entry('/', say('shell.home')),
        entry('/servers', say('shell.servers')),
        entry('/activity', say('shell.activity')),
        entry('/settings', say('shell.settings')),
      ],
    },
    {
      title: say('shell.palette.recipes'),
      entries: recipes.map((recipe) =>
        entry(placePath('catalogue', recipe.name), recipe.title, recipe.description, [recipe.name, recipe.category]),
      ),
    },
  ]
  return groups.filter((group) => group.entries.length > 0)
}

function entry(href: string, name: string, more = '', further: readonly string[] = []): PaletteEntry {
  return { href, name, more, searched: [name, more, ...further].join(' ') }
}
