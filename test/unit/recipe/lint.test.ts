import { describe, expect, test } from 'vitest'
import { parseEnvFile } from '../../../main/recipe/env-file.ts'
import { lintRecipe, type LintRule, type LintService, type LintSubject } from '../../../main/recipe/lint.ts'
import { parseReadme } from '../../../main/recipe/readme.ts'

const entries = [
  'Category: Apps',
  'Status: 3',
  'Image: x, 4',
  'Healthcheck: Yes',
  'Backups: Yes',
  'Email: 1',
  'Tests: 0',
  'SSO: 0',
]
const app: LintService = { name: 'app', image: 'wiki:1.2', hasHealthCheck: true, labels: { 'traefik.enable': 'true' } }
const good: LintSubject = {
  composeVersion: '3.8',
  services: [app],
  secrets: ['db_password'],
  configNames: ['${STACK_NAME}_conf_${CONF_VERSION}'],
  envSample: parseEnvFile('TYPE=wiki\nDOMAIN=wiki.example.com'),
  exports: new Map([['CONF_VERSION', 'v1']]),
  readme: parseReadme(`<!-- metadata -->\n${entries.map((entry) => `* ${entry}`).join('\n')}\n<!-- endmetadata -->`),
  tags: [{ name: '1.0.0+1.2', annotated: true }],
  inCatalogue: true,
  repositoryReachable: true,
}
const findings = (change: Partial<LintSubject>) => lintRecipe({ ...good, ...change })
const withApp = (change: Partial<LintService>): Partial<LintSubject> => ({ services: [{ ...app, ...change }] })

const broken: readonly (readonly [LintRule, 'warning' | 'error', Partial<LintSubject>, readonly string[]])[] = [
  ['R001', 'warning', { composeVersion: '3.7' }, ['3.7']],
  ['R002', 'warning', withApp({ hasHealthCheck: false }), ['app']],
  ['R003', 'warning', withApp({ image: 'registry.example.org:5000/wiki' }), ['app']],
  ['R004', 'warning', withApp({ image: 'wiki:latest' }), ['app']],
  ['R005', 'warning', withApp({ image: 'wiki:bookworm' }), ['app']],
  ['R006', 'warning', { inCatalogue: false }, ['']],
  [
    'R007',
    'warning',
    { readme: parseReadme('<!-- metadata -->\n* Category: Apps\n* Status:') },
    ['status', 'image', 'healthcheck', 'backups', 'email', 'tests', 'sso'],
  ],
  ['R008', 'error', { envSample: null }, ['.env.sample']],
  ['R009', 'error', { services: [{ ...app, name: 'web' }] }, ['app']],
  ['R010', 'error', withApp({ labels: {} }), ['traefik.enable']],
  ['R011', 'error', withApp({ image: null }), ['app']],
  ['R012', 'error', { exports: new Map() }, ['CONF_VERSION']],
  ['R013', 'warning', { repositoryReachable: false }, ['']],
  [
    'R014',
    'error',
    {
      tags: [
        { name: '1.0.0+1', annotated: false },
        { name: 'old', annotated: false },
      ],
    },
    ['1.0.0+1'],
  ],
  ['R015', 'warning', { secrets: ['db_password', 'a_long_password'] }, ['a_long_password']],
]

describe('the rules for recipes', () => {
  test('are fifteen, and a good recipe satisfies them all', () => {
    const all = findings({})
    expect(all.map(({ rule }) => rule)).toEqual(broken.map(([rule]) => rule))
    expect(all.filter(({ outcome }) => outcome !== 'satisfied')).toEqual([])
  })

  test.each(broken)('%s (%s) says what breaks it', (rule, level, change, names) => {
    expect(findings(change).find((finding) => finding.rule === rule)).toEqual({ rule, level, outcome: 'broken', names })
  })

  test('that cannot be judged are skipped', () => {
    const skipped = findings({ inCatalogue: null, repositoryReachable: null, envSample: parseEnvFile('TYPE=cron') })
    expect(skipped.filter(({ outcome }) => outcome === 'skipped').map(({ rule }) => rule)).toEqual([
      'R006',
      'R010',
      'R013',
    ])
  })

  test('pass over tags that are variables, and find those before a digest', () => {
    expect(
      findings(withApp({ image: 'wiki:${VERSION:-latest}' })).filter(({ outcome }) => outcome === 'broken'),
    ).toEqual([])
    expect(findings(withApp({ image: 'wiki:2.1@sha256:00' })).filter(({ outcome }) => outcome === 'broken')).toEqual([])
  })
})
