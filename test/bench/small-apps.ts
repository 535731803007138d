import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { serverFolder } from '../../main/store/server-folders.ts'
import { stackName } from '../../main/recipe/stack-name.ts'
import type { PracticeServer, PracticeServers } from '../practice-server/practice-server.ts'

export interface SmallApp {
  /** The web address, which is also the name. */
  readonly name: string
  readonly stack: string
  /** One or two. */
  readonly services: readonly string[]
}

const version = '2.0.0+2.0.0'

export function smallApps(count: number, domain = 'example.org'): readonly SmallApp[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `app-${index + 1}.${domain}`
    return { name, stack: stackName(name), services: index % 2 === 0 ? ['app'] : ['app', 'worker'] }
  })
}

/** Puts them on a server, where they do nothing, with abra's labels and a route, as recipes have them. */
export async function deploySmallApps(
  practice: PracticeServers,
  server: PracticeServer,
  apps: readonly SmallApp[],
): Promise<void> {
  for (const app of apps) {
    const file = path.join(practice.folder, `${app.stack}.yml`)
    await writeFile(file, JSON.stringify(compose(app)))
    await server.docker('stack', 'deploy', '--compose-file', file, app.stack)
  }
}

/** Their settings files, as abra writes them. */
export async function writeSettings(abra: string, server: string, apps: readonly SmallApp[]): Promise<void> {
  const folder = serverFolder(abra, server)
  await mkdir(folder, { recursive: true })
  for (const { name } of apps) {
    await writeFile(path.join(folder, `${name}.env`), `TYPE=noticeboard:${version}\n\nDOMAIN=${name}\n`)
  }
}

function compose({ name, stack, services }: SmallApp): object {
  const labels = {
    'traefik.enable': 'true',
    [`traefik.http.routers.${stack}.rule`]: `Host(\`${name}\`)`,
    [`coop-cloud.${stack}.version`]: version,
    [`coop-cloud.${stack}.chaos`]: 'false',
  }
  const service = (named: string) => ({
    image: 'registry.practice:5000/noticeboard:2.0.0',
    command: ['sleep', 'infinity'],
    init: true,
    networks: ['proxy'],
    deploy: { endpoint_mode: 'dnsrr', ...(named === 'app' ? { labels } : {}) },
  })
  return {
    version: '3.8',
    services: Object.fromEntries(services.map((named) => [named, service(named)])),
    networks: { proxy: { external: true } },
  }
}
