import { expect, test } from 'vitest'
import { convert } from '../../../main/compose/convert.ts'
import type { Tree } from '../../../main/compose/tree.ts'
import { serviceDifferences } from '../../../main/plan/differences.ts'

const compose = `version: "3.8"
services:
  app:
    image: wiki:1.0
    environment: { LANGUAGE: en }
    networks: [proxy, internal]
    volumes: [pages:/pages]
    deploy:
      update_config: { failure_action: rollback }
      labels:
        - "traefik.http.routers.wiki.rule=Host(\`wiki.example.org\`)"
        - "coop-cloud.wiki.version=1.0.0+1.0"
  db:
    image: database:5
    networks: [internal]
    deploy: { update_config: { order: start-first } }
networks:
  proxy: { external: true }
  internal:
volumes: { pages: }
`

const networks = new Map([
  ['id1', 'proxy'],
  ['id2', 'wiki_internal'],
])

function wanted(text = compose) {
  const tree: Tree = { read: () => ({ kind: 'file', bytes: new TextEncoder().encode(text) }) }
  return convert({ stack: 'wiki', composeFiles: ['compose.yml'], environment: {}, tree }).requests.services
}

/** As the Engine tells it: ids for names, a digest, defaults of its own. */
function present() {
  return wanted().map(({ name, body }) => {
    const { TaskTemplate } = body
    return {
      name,
      specification: {
        ...body,
        TaskTemplate: {
          ...TaskTemplate,
          ContainerSpec: {
            ...TaskTemplate.ContainerSpec,
            Image: `${TaskTemplate.ContainerSpec.Image}@sha256:abc`,
            Isolation: 'default',
          },
          Networks: TaskTemplate.Networks?.map((one) => ({
            ...one,
            Target: [...networks].find(([, known]) => known === one.Target)?.[0],
          })),
          Placement: { Platforms: [{ Architecture: 'amd64', OS: 'linux' }] },
          ForceUpdate: 3,
          Runtime: 'container',
        },
        UpdateConfig: body.UpdateConfig && {
          ...body.UpdateConfig,
          Order: body.UpdateConfig.Order || 'stop-first',
          MaxFailureRatio: 0,
        },
      },
    }
  })
}

const differ = (text: string) => serviceDifferences(present(), wanted(text), networks)

test('what the Engine adds of its own is no difference', () => {
  expect(differ(compose)).toEqual([])
})

test.each([
  [
    'another program',
    'wiki:1.0',
    'wiki:1.1',
    { image: { from: 'wiki:1.0', to: 'wiki:1.1' }, aspects: [], restarts: true },
  ],
  ['other settings', 'LANGUAGE: en', 'LANGUAGE: de', { image: null, aspects: ['settings'], restarts: true }],
  ['other data', 'pages:/pages', 'pages:/elsewhere', { image: null, aspects: ['data'], restarts: true }],
  ['another web address', 'Host(`wiki.', 'Host(`book.', { image: null, aspects: ['address'], restarts: false }],
])('%s is told, with whether it restarts', (_, from, to, difference) => {
  expect(differ(compose.replace(from, () => to))).toEqual([
    { kind: 'changed', name: 'wiki_app', ...difference, stopsFirst: true },
  ])
})

test('the version in a label is told elsewhere', () => {
  expect(differ(compose.replace('version=1.0.0+1.0', 'version=1.1.0+1.1'))).toEqual([])
})

test('a part whose order is start-first does not stop before', () => {
  expect(differ(compose.replace('database:5', 'database:6'))).toMatchObject([{ name: 'wiki_db', stopsFirst: false }])
})

test('new parts and parts that the recipe no longer has', () => {
  expect(differ(compose.replace('  db:', '  data:'))).toEqual([
    { kind: 'new', name: 'wiki_data' },
    { kind: 'left-over', name: 'wiki_db' },
  ])
})
