import { describe, expect, test } from 'vitest'
import { appOf, containerOf, refusal, withApp } from './scene.ts'

const refused = (options: string, environment: Readonly<Record<string, string>> = {}) =>
  refusal({ files: { 'compose.yml': withApp(options) }, environment })

describe('variables in a compose file', () => {
  test('are replaced in values, not in keys', () => {
    expect(containerOf('labels: {"$A": "${A}"}', '', { A: 'a' }).Labels).toMatchObject({ $A: 'a' })
  })

  test('an unset one is blank', () => {
    expect(containerOf('environment: {A: "[${NOBODY}]"}').Env).toEqual(['A=[]'])
  })

  test('only the given environment is known', () => {
    expect(process.env['PATH']).not.toBe(undefined)
    expect(containerOf('environment: {A: "$PATH", B: "${toString}"}').Env).toEqual(['A=', 'B='])
  })

  test('become numbers and booleans where the format wants them', () => {
    const body = appOf(
      'deploy: {replicas: "${N:-2}", update_config: {max_failure_ratio: "${R:-0.5}"}}\nread_only: "${YES:-Yes}"\n' +
        'ulimits: {nofile: "${N:-7}"}\nhealthcheck: {retries: "${N:-3}", test: x}\nports: [{target: "${N:-80}"}]',
    )
    expect(body.Mode.Replicated?.Replicas).toBe(2)
    expect(body.UpdateConfig?.MaxFailureRatio).toBe(0.5)
    expect(body.EndpointSpec.Ports).toEqual([{ TargetPort: 80 }])
    expect(body.TaskTemplate.ContainerSpec).toMatchObject({
      ReadOnly: true,
      Ulimits: [{ Name: 'nofile', Soft: 7, Hard: 7 }],
      Healthcheck: { Retries: 3 },
    })
  })

  test('a mode is decimal then, and text without a variable stays text', () => {
    const mode = (written: string) =>
      containerOf(`secrets: [{source: s, mode: ${written}}]`, 'secrets: {s: {external: true}}').Secrets?.[0]?.File.Mode
    expect(mode('0440')).toBe(0o440)
    expect(mode('"${M:-0440}"')).toBe(440)
    expect(refused('deploy: {replicas: "2"}').problem).toMatchObject({
      code: 'wrong-type',
      path: 'services.app.deploy.replicas',
    })
  })

  test('a ratio may be anything that Go takes for a number', () => {
    const ratio = (text: string) =>
      appOf(`deploy: {update_config: {max_failure_ratio: "\${R:-${text}}"}}`).UpdateConfig?.MaxFailureRatio
    expect(['.5', '1_0.5', '0x1p-2'].map(ratio)).toEqual([0.5, 10.5, 0.25])
    expect(refused('deploy: {update_config: {max_failure_ratio: "${R:-4e38}"}}').problem).toMatchObject({
      wanted: 'number-in-range',
    })
  })

  test('oom_score_adj is cast, though a swarm ignores it', () => {
    expect(appOf('oom_score_adj: "${SCORE:-5}"').TaskTemplate.ContainerSpec).not.toHaveProperty('OomScoreAdj')
  })

  test('a service with a dot in its name gets no numbers, as in Docker', () => {
    const files = { 'compose.yml': 'services: {"my.app": {image: x, deploy: {replicas: "${N:-2}"}}}' }
    expect(refusal({ files }).problem.code).toBe('wrong-type')
  })
})

describe('refusals', () => {
  test.each([
    ['deploy: {replicas: "${N:-many}"}', 'integer'],
    ['deploy: {update_config: {max_failure_ratio: "${N:-half}"}}', 'number'],
    ['tty: "${N:-1}"', 'boolean'],
  ])('%s is no %s', (options, wanted) =>
    expect(refused(options).problem).toMatchObject({ code: 'value-invalid', wanted }),
  )

  test('a faulty variable is named with its place', () => {
    const error = refused('hostname: "${A"')
    expect(error.problem).toEqual({ code: 'variable-syntax', path: 'services.app.hostname', text: '${A' })
    expect(error.place).toEqual({ file: 'compose.yml', line: 4, column: 15 })
  })

  test('a required variable is named with its message', () => {
    expect(refused('hostname: "${DOMAIN:?set it to the web address}"').problem).toEqual({
      code: 'variable-required',
      path: 'services.app.hostname',
      variable: 'DOMAIN',
      message: 'set it to the web address',
    })
  })
})
