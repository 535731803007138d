import type { PracticeRecipe } from '../practice-server/recipes.ts'

/** What an app of it is called when it was born, in a file of its volume: other data would have another one. */
export const birthFile = 'born'
export const oldVersion = '1.0.0+1.4.0'
export const newVersion = '1.1.0+2.0.0'
/** An image that is not the recipe's and shares its layers, so that the recipe's are fetched in no time. */
export const sharedImage = 'registry.practice:5000/noticeboard:1.5.0'

/** A recipe with one of everything, which does nothing and is steady at once. Its second service is sent and runs nowhere, which is cheap. */
export const recipe: PracticeRecipe = {
  name: 'tiny',
  icon: Buffer.alloc(0),
  versions: [
    { tag: oldVersion, files: files({ image: '1.4.0', secrets: ['token'], settings: 'v1' }) },
    { tag: newVersion, files: files({ image: '2.0.0', secrets: ['token', 'seal'], settings: 'v2' }) },
  ],
}

interface Version {
  readonly image: string
  readonly secrets: readonly string[]
  readonly settings: string
}

function files(version: Version): ReadonlyMap<string, string> {
  const lines = version.secrets.map((name) => `SECRET_${name.toUpperCase()}_VERSION=v1 # length=24`)
  return new Map([
    ['README.md', '# Tiny\n\n> Does nothing.\n'],
    ['.env.sample', ['TYPE=tiny', 'NAME=tiny.example.com', 'COMPOSE_FILE="compose.yml"', ...lines, ''].join('\n')],
    ['abra.sh', `export SETTINGS_VERSION=${version.settings}\n`],
    ['settings.conf', `settings ${version.settings}\n`],
    ['compose.yml', JSON.stringify(compose(version))],
  ])
}

function compose({ image, secrets, settings }: Version): object {
  const born = `[ -e /data/${birthFile} ] || cat /proc/sys/kernel/random/uuid >/data/${birthFile}; exec sleep infinity`
  const service = (command: readonly string[], more: object) => ({
    image: `registry.practice:5000/noticeboard:${image}`,
    command,
    init: true,
    stop_grace_period: '1s',
    ...more,
  })
  const deploy = (replicas: number, labels: object) => ({
    replicas,
    endpoint_mode: 'dnsrr',
    update_config: { monitor: '100ms', failure_action: 'rollback' },
    labels,
  })
  return {
    version: '3.8',
    services: {
      app: service(['sh', '-c', born], {
        environment: ['NAME'],
        networks: ['inner'],
        volumes: ['data:/data'],
        secrets,
        configs: [{ source: 'settings', target: '/etc/settings.conf' }],
        deploy: deploy(1, { 'coop-cloud.${STACK_NAME}.version': settings, 'coop-cloud.${STACK_NAME}.timeout': '30' }),
      }),
      worker: service(['sleep', 'infinity'], { networks: ['proxy', 'inner'], deploy: deploy(0, {}) }),
    },
    networks: { proxy: { external: true }, inner: {} },
    volumes: { data: {} },
    configs: { settings: { name: '${STACK_NAME}_settings_${SETTINGS_VERSION}', file: 'settings.conf' } },
    secrets: Object.fromEntries(
      secrets.map((name) => [
        name,
        { external: true, name: `\${STACK_NAME}_${name}_\${SECRET_${name.toUpperCase()}_VERSION}` },
      ]),
    ),
  }
}
