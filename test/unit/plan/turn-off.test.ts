import { expect, test } from 'vitest'
import { deletePlan, turnOffPlan } from '../../../main/plan/turn-off.ts'

const facts = {
  id: 'one',
  server: 'garden',
  app: 'wiki.example.org',
  title: 'Wiki',
  file: 'wiki.example.org.env',
  settings: 'TYPE=wiki\n',
  undoes: null,
  there: {
    stack: 'wiki_example_org',
    services: ['wiki_example_org_app', 'wiki_example_org_db'],
    found: { stack: 'wiki_example_org', versions: { wiki_example_org_app: 12, wiki_example_org_db: 13 } },
    version: '1.0.0+1',
    networks: ['wiki_example_org_internal'],
    configs: [],
    fileSecrets: [],
    volumes: ['wiki_example_org_data'],
    volumeBytes: 1000,
    secrets: [{ name: 'db_password', fullName: 'wiki_example_org_db_password_v1' }],
  },
}

test('turning off stops the services and keeps data, passwords and settings', () => {
  const plan = turnOffPlan(facts)
  expect(plan.actions.map((action) => action.kind)).toEqual(['stop-services', 'remove-networks'])
  expect(plan.view.promises.map((promise) => promise.code)).toEqual(['promise-data-kept', 'promise-settings-kept'])
  expect(plan.view.destructive).toBe(false)
})

test('deleting without data keeps the passwords too, since they open the data', () => {
  const plan = deletePlan(facts, false)
  expect(plan.actions.map((action) => action.kind)).toEqual(['stop-services', 'remove-networks', 'remove-settings'])
  expect(plan.view.destructive).toBe(false)
})

test('deleting with data says what is lost and stops before it removes anything', () => {
  const plan = deletePlan(facts, true)
  expect(plan.actions.map((action) => action.kind)).toEqual([
    'stop-services',
    'remove-networks',
    'remove-volumes',
    'remove-secrets',
    'remove-settings',
  ])
  expect(plan.view.warnings.map((warning) => warning.code)).toEqual(['warn-data-deleted', 'warn-passwords-deleted'])
  expect(plan.view.destructive).toBe(true)
})

test('an app that is off already is deleted without stopping anything', () => {
  const off = { ...facts.there, services: [], networks: [] }
  expect(deletePlan({ ...facts, there: off }, false).actions.map((action) => action.kind)).toEqual(['remove-settings'])
})
