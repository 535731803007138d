import { describe, expect, test } from 'vitest'
import { addAbra } from '../../../main/compose/abra-additions.ts'
import { converted, withApp } from './scene.ts'

describe('the secrets that an app needs', () => {
  const environment = { STACK_NAME: 'shop', SECRET_DB_PASSWORD_VERSION: 'v3' }
  const secrets = (definitions: string, used: string, stack = 'shop') =>
    converted({
      files: { 'compose.yml': withApp(`secrets: [${used}]`, `secrets:\n${definitions}`), f: 'x' },
      environment,
      stack,
    }).secrets

  test('name, version and the variable that holds the version', () => {
    const name = '${STACK_NAME}_db_password_${SECRET_DB_PASSWORD_VERSION}'
    expect(secrets(`  db_password: {external: true, name: "${name}"}`, 'db_password')).toEqual([
      {
        localName: 'db_password',
        remoteName: 'shop_db_password_v3',
        version: 'v3',
        versionVariable: 'SECRET_DB_PASSWORD_VERSION',
        rawName: name,
        external: true,
        fault: undefined,
      },
    ])
  })

  test('only those that a service uses', () => {
    const found = secrets('  a: {external: true, name: x_a_v1}\n  b: {external: true, name: x_b_v1}', 'b')
    expect(found.map((secret) => secret.localName)).toEqual(['b'])
  })

  test('one whose version has no value, and one whose name is too long, are faults', () => {
    expect(secrets('  a: {external: true, name: "${STACK_NAME}_a_${SECRET_A_VERSION}"}', 'a')).toMatchObject([
      { remoteName: 'shop_a_', version: '', versionVariable: 'SECRET_A_VERSION', fault: 'version-missing' },
    ])
    expect(secrets(`  a: {external: true, name: ${'x'.repeat(62)}_v1}`, 'a')).toMatchObject([{ fault: 'too-long' }])
    expect(secrets(`  a: {external: true, name: ${'x'.repeat(61)}_v1}`, 'a')).toMatchObject([{ fault: undefined }])
  })

  test('one that the stack makes itself, and older spellings', () => {
    expect(secrets('  a: {file: f}\n  b: {external: {name: "${STACK_NAME}_b_${VERSION:-v1}"}}', 'a, b')).toMatchObject([
      { localName: 'a', remoteName: 'shop_a', external: false, rawName: undefined, versionVariable: undefined },
      { localName: 'b', remoteName: 'shop_b_v1', external: true, versionVariable: 'VERSION' },
    ])
  })
})

describe('what abra adds', () => {
  const environment = { TYPE: 'wordpress', DOMAIN: 'shop.example', OWN: 'from the app', STACK_NAME: 'shop' }
  const { requests } = converted({
    files: {
      'compose.yml':
        withApp(
          'environment: {OWN: kept, ALONE: }\ndeploy: {labels: {"coop-cloud.shop.version": 1.0.0+1, own: label}}',
        ) + '  db: {image: postgres}\n',
    },
  })
  const facts = { stack: 'shop', recipe: 'wordpress', version: '2.0.0+6.7', environment }
  const service = (name: string, additions = addAbra(requests, facts)) =>
    additions.services.find((one) => one.name === name)?.body

  test('labels of recipe and version at the service app', () => {
    expect(service('shop_app')?.Labels).toEqual({
      'com.docker.stack.image': 'example/app:1',
      'com.docker.stack.namespace': 'shop',
      'coop-cloud.shop.chaos': 'false',
      'coop-cloud.shop.recipe': 'wordpress',
      'coop-cloud.shop.version': '2.0.0+6.7',
      own: 'label',
    })
  })

  test('the environment, without what the compose file sets, TYPE with the version', () => {
    expect(service('shop_app')?.TaskTemplate.ContainerSpec.Env).toEqual([
      'ALONE',
      'DOMAIN=shop.example',
      'OWN=kept',
      'STACK_NAME=shop',
      'TYPE=wordpress:2.0.0+6.7',
    ])
  })

  test('with chaos the version stays as the recipe has it', () => {
    const chaos = addAbra(requests, {
      ...facts,
      chaos: { version: '1a2b3c4d+U' },
      environment: { RECIPE: 'wordpress' },
    })
    expect(service('shop_app', chaos)?.Labels).toMatchObject({
      'coop-cloud.shop.chaos': 'true',
      'coop-cloud.shop.chaos-version': '1a2b3c4d+U',
      'coop-cloud.shop.version': '1.0.0+1',
    })
    expect(service('shop_app', chaos)?.TaskTemplate.ContainerSpec.Env).toContain('RECIPE=wordpress:1a2b3c4d+U')
  })

  test('nothing else changes: other services, networks, the conversion itself', () => {
    const additions = addAbra(requests, facts)
    expect(service('shop_db')).toBe(requests.services.find((one) => one.name === 'shop_db')?.body)
    expect(additions.networks).toBe(requests.networks)
    expect(requests.services[0]?.body.Labels).not.toHaveProperty('coop-cloud.shop.recipe')
  })
})
