import { followEngine } from './engine.ts'
import type { Namespaces } from './namespaces.ts'
import { until } from './until.ts'
import type { WebRoute } from './web-routes.ts'
import { readRoutes } from './web-routes.ts'

export interface WebHost {
  readonly host: Namespaces
  readonly socket: string
}

/** Starts nginx on ports 80 and 443 of the host, with a certificate that it signs itself. */
export async function startNginx(host: Namespaces): Promise<void> {
  await host.inside(
    `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=practice \\
      -addext "subjectAltName=DNS:*.localhost,IP:$1" -keyout /etc/nginx/practice.key -out /etc/nginx/practice.crt 2>&1
    cat >/etc/nginx/practice.conf`,
    [host.address],
    configuration([]),
  )
  await host.background('nginx.log', `nginx -c /etc/nginx/practice.conf -g 'daemon off;'`)
  await until('the reverse proxy answers', 10, async () => {
    const answer = await fetch(`http://${host.address}/`).catch(() => undefined)
    return answer === undefined ? undefined : true
  })
}

/**
 * Stands in for Traefik on the hosts of one swarm, whose manager is the first: keeps each nginx in step with the
 * services' labels. A host without a container of an app passes requests on to a host that has one.
 */
export function followServices(hosts: readonly WebHost[]): () => void {
  const written = new Map<Namespaces, string>()
  let stopped = false
  let refreshing = false
  let changedMeanwhile = false

  const refresh = async (manager: WebHost) => {
    const routes = await Promise.all(hosts.map(({ socket }) => readRoutes(manager.socket, socket)))
    for (const [index, { host }] of hosts.entries()) {
      const wanted = configuration((routes[index] ?? []).map((route) => withOtherHosts(route, hosts, routes)))
      if (wanted === written.get(host) || stopped) continue
      await host.inside('cat >/etc/nginx/practice.conf; kill -HUP "$(cat /run/nginx.pid)"', [], wanted)
      written.set(host, wanted)
    }
  }
  const changed = async () => {
    changedMeanwhile = true
    const [manager] = hosts
    if (refreshing || manager === undefined) return
    refreshing = true
    while (changedMeanwhile && !stopped) {
      changedMeanwhile = false
      // A host that is being ended no longer answers; the next change asks again.
      await refresh(manager).catch(() => {})
    }
    refreshing = false
  }
  const ends = hosts.map(({ socket }) => followEngine(socket, () => void changed()))
  void changed()
  return () => {
    stopped = true
    for (const end of ends) end()
  }
}

function withOtherHosts(
  route: WebRoute,
  hosts: readonly WebHost[],
  routes: readonly (readonly WebRoute[])[],
): WebRoute {
  if (route.containers.length > 0) return route
  const others = hosts.filter((_, index) =>
    routes[index]?.some(({ service, containers }) => service === route.service && containers.length > 0),
  )
  return { ...route, containers: others.map(({ host }) => `${host.address}:80`) }
}

function configuration(routes: readonly WebRoute[]): string {
  const listen = 'listen 80; listen 443 ssl;'
  const sites = routes.flatMap(({ names, containers }, index) => {
    if (containers.length === 0) {
      return [`server { ${listen} server_name ${names.join(' ')}; return 503 "This app is not running\\n"; }`]
    }
    return [
      `upstream app${index} { ${containers.map((container) => `server ${container};`).join(' ')} }`,
      `server { ${listen} server_name ${names.join(' ')}; location / { proxy_pass http://app${index}; } }`,
    ]
  })
  return `user root;
worker_processes 1;
pid /run/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  default_type text/plain;
  server_names_hash_bucket_size 128;
  client_max_body_size 0;
  ssl_certificate practice.crt;
  ssl_certificate_key practice.key;
  map $http_upgrade $connection_header { default upgrade; '' ''; }
  proxy_http_version 1.1;
  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-For $remote_addr;
  proxy_set_header X-Forwarded-Proto $scheme;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection $connection_header;
  server { listen 80 default_server; listen 443 ssl default_server; return 404 "No app has this web address\\n"; }
  ${sites.join('\n  ')}
}
`
}
