import { describe, expect, test } from 'vitest'
import { installPlan } from '../../../main/plan/install.ts'
import { type RecipeAt, wanted } from '../../../main/plan/wanted.ts'
import { failureOf } from '../../support/failure-of.ts'

const compose = `
version: "3.8"
services:
  app:
    image: example/wiki:1.2
    networks: [proxy, internal]
    volumes: [pages:/data]
    secrets: [db_password]
    configs:
      - source: settings
        target: /etc/wiki.ini
    deploy:
      labels:
        - "traefik.http.routers.\${STACK_NAME}.rule=Host(\`\${DOMAIN}\`)"
        - "traefik.http.routers.\${STACK_NAME}.tls.certresolver=production"
        - "coop-cloud.\${STACK_NAME}.timeout=\${TIMEOUT:-200}"
networks:
  proxy:
    external: true
  internal:
volumes:
  pages:
configs:
  settings:
    name: \${STACK_NAME}_settings_\${SETTINGS_VERSION}
    file: wiki.ini
secrets:
  db_password:
    external: true
    name: \${STACK_NAME}_db_password_\${SECRET_DB_PASSWORD_VERSION}
`
const files = new Map([
  ['compose.yml', compose],
  ['wiki.ini', 'name = wiki\n'],
  ['abra.sh', 'export SETTINGS_VERSION=v3\n'],
])
const recipe: RecipeAt = {
  recipe: 'wiki',
  title: 'Wiki',
  version: '1.0.0+1.2',
  commit: '0'.repeat(40),
  tree: {
    read(path) {
      const text = files.get(path)
      return text === undefined ? { kind: 'missing' } : { kind: 'file', bytes: new TextEncoder().encode(text) }
    },
  },
}
const env = 'TYPE=wiki:1.0.0+1.2\nDOMAIN=wiki.example.org\nSECRET_DB_PASSWORD_VERSION=v1\n'

describe('what an app wants', () => {
  test('is named after its settings file and versioned by abra.sh', () => {
    const found = wanted('wiki.example.org', env, recipe)
    expect(found.stack).toBe('wiki_example_org')
    expect(found.requests.configs.map((config) => config.name)).toEqual(['wiki_example_org_settings_v3'])
    expect(found.secrets.map((secret) => secret.remoteName)).toEqual(['wiki_example_org_db_password_v1'])
    expect(found.seconds).toBe(200)
  })

  test('carries the labels by which abra knows it', () => {
    const labels = wanted('wiki.example.org', env, recipe).requests.services[0]?.body.Labels
    expect(labels).toMatchObject({
      'coop-cloud.wiki_example_org.recipe': 'wiki',
      'coop-cloud.wiki_example_org.version': '1.0.0+1.2',
      'coop-cloud.wiki_example_org.chaos': 'false',
    })
  })

  test('is opened over https where its router asks for a certificate', () => {
    expect(wanted('wiki.example.org', env, recipe).url).toBe('https://wiki.example.org')
    expect(wanted('wiki.example.org', env.replace(/DOMAIN.*\n/, ''), recipe).url).toBeNull()
  })

  test('a settings file with a line that nobody can read is refused with that line', async () => {
    const failure = await failureOf(Promise.resolve().then(() => wanted('wiki.example.org', `${env}A="open\n`, recipe)))
    expect(failure).toMatchObject({ code: 'env-invalid', facts: { file: 'wiki.example.org.env', line: 4 } })
  })

  test('a compose file that Docker refuses is refused with its place', async () => {
    const broken = { ...recipe, tree: { read: () => ({ kind: 'file', bytes: Buffer.from('services: [') }) as const } }
    const failure = await failureOf(Promise.resolve().then(() => wanted('wiki.example.org', env, broken)))
    expect(failure).toMatchObject({ code: 'recipe-invalid', facts: { recipe: 'wiki', file: 'compose.yml' } })
  })
})

describe('the plan of an install', () => {
  const facts = {
    id: 'one',
    server: 'garden',
    title: 'Wiki',
    recipe: 'wiki',
    version: '1.0.0+1.2',
    wanted: wanted('wiki.example.org', env, recipe),
    file: 'wiki.example.org.env',
    content: env,
    replaces: null,
    secrets: [{ name: 'db_password', fullName: 'wiki_example_org_db_password_v1' }],
    keepInKeychain: true,
    address: { kind: 'points-here', found: ['203.0.113.5'] },
    otherStacks: new Map<string, string>(),
    found: null,
  } as const

  test('writes the settings, keeps passwords, fetches, starts and waits, in this order', () => {
    const plan = installPlan(facts)
    expect(plan.actions.map((action) => action.kind)).toEqual([
      'write-settings',
      'create-secrets',
      'fetch-images',
      'make-places',
      'start-services',
      'wait-steady',
      'look-at-page',
    ])
    expect(plan.view.steps).toHaveLength(plan.actions.length)
  })

  test('an app without passwords has no step for them', () => {
    const kinds = installPlan({ ...facts, secrets: [] }).actions.map((action) => action.kind)
    expect(kinds).not.toContain('create-secrets')
  })

  test('says that the address does not lead to the server, and goes on', () => {
    const record = { type: 'A', name: 'wiki.example.org', value: '203.0.113.5' } as const
    const elsewhere = { kind: 'points-elsewhere', found: ['198.51.100.1'], wanted: [record] } as const
    const [warning] = installPlan({ ...facts, address: elsewhere }).view.warnings
    expect(warning).toMatchObject({ code: 'warn-address-not-pointing', values: { wanted: ['203.0.113.5'] } })
  })

  test('says nothing of an address about which nothing could be learned', () => {
    const unknown = { kind: 'cannot-tell', wanted: [] } as const
    const codes = installPlan({ ...facts, address: unknown }).view.warnings.map((warning) => warning.code)
    expect(codes.filter((code) => code.startsWith('warn-address'))).toEqual([])
  })

  test('says that another app has the same short name on the server', () => {
    const otherStacks = new Map([['wiki_example_org', 'wiki.example-org']])
    const codes = installPlan({ ...facts, otherStacks }).view.warnings.map((warning) => warning.code)
    expect(codes).toContain('warn-stack-name-shared')
  })
})
