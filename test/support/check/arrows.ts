import path from 'node:path'
import { z } from 'zod'
import { run, toolScript } from './tool.ts'

const areas = [
  ...[
    'recipe',
    'compose',
    'plan',
    'job',
    'app',
    'server',
    'catalogue',
    'reading',
    'store',
    'settings',
    'api',
    'headless',
    'window',
    'outside',
  ].map((area) => `main/${area}/`),
  'preload/',
  'renderer/',
  'test/',
] as const

const cruise = z.object({
  modules: z.array(z.object({ source: z.string(), dependencies: z.array(z.unknown()) })),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

export interface Arrows {
  readonly trouble: readonly string[]
  readonly modules: number
}

/**
 * Follows every import and compares it with the arrows of ARCHITECTURE.md. A tool that cannot read the language says "no
 * violations" about nothing, so an area without modules, or without a single import, is trouble as well.
 * @param root where main, preload, renderer and test are.
 */
export async function checkArrows(root = '.'): Promise<Arrows> {
  const script = await toolScript('dependency-cruiser', 'depcruise')
  const config = path.resolve('.dependency-cruiser.mjs')
  const folders = ['main', 'preload', 'renderer', 'test']
  const end = await run(process.execPath, [script, '--config', config, '-T', 'json', ...folders], root)
  if (end.out === '') return { trouble: [end.err], modules: 0 }
  const { modules, summary } = cruise.parse(JSON.parse(end.out))
  const broken = summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)
  const unseen = areas.filter((area) => {
    const own = modules.filter((module) => module.source.startsWith(area))
    return own.reduce((sum, module) => sum + module.dependencies.length, 0) === 0
  })
  return { trouble: [...broken, ...unseen.map((area) => `nothing was seen in ${area}`)], modules: modules.length }
}
