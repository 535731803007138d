import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { followEngine } from './engine.ts'
import type { Namespaces } from './namespaces.ts'
import { until } from './until.ts'
import type { WebRoute } from './web-routes.ts'
import { readRoutes } from './web-routes.ts'

export interface WebHost {
  readonly host: Namespaces
  readonly socket: string
}

/** Starts HAProxy on ports 80 and 443 of the host, with a certificate that it signs itself. */
export async function startWebProxy(host: Namespaces): Promise<void> {
  await host.inside(
    `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=practice \\
      -addext "subjectAltName=DNS:*.localhost,IP:$1" -keyout /etc/haproxy/key.pem -out /etc/haproxy/crt.pem 2>&1
    cat /etc/haproxy/crt.pem /etc/haproxy/key.pem >/etc/haproxy/practice.pem
    : >/etc/haproxy/routes.map
    cat >/etc/haproxy/practice.cfg`,
    [host.address],
    configuration,
  )
  await host.background('haproxy.log', 'haproxy -db -f /etc/haproxy/practice.cfg')
  await until('the reverse proxy answers', 20, async () => {
    const answer = await fetch(`http://${host.address}/`).catch(() => undefined)
    return answer === undefined ? undefined : true
  })
}

/**
 * Stands in for Traefik on the hosts of one swarm, whose manager is the first: keeps each proxy in step with the
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
      const wanted = (routes[index] ?? []).map((route) => withOtherHosts(route, hosts, routes))
      const lines = wanted.flatMap(({ names, containers }) =>
        names.map((name) => `${name} ${containers[0] ?? 'nowhere'}\n`),
      )
      const routing = lines.join('').toLowerCase()
      if (routing === written.get(host) || stopped) continue
      await replaceMap(join(host.folder, 'run', 'haproxy.sock'), routing)
      written.set(host, routing)
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

const map = '/etc/haproxy/routes.map'

/** Replaces all routes at once, without a restart: from one request to the next, never back. */
async function replaceMap(socket: string, routes: string): Promise<void> {
  const said = await tell(socket, `prepare map ${map}\n`)
  const version = /New version created: (\d+)/.exec(said)?.[1]
  if (version === undefined) throw new Error(`HAProxy answered: ${said}`)
  if (routes !== '') await tell(socket, `add map @${version} ${map} <<\n${routes}\n`)
  await tell(socket, `commit map @${version} ${map}\n`)
}

async function tell(socket: string, command: string): Promise<string> {
  const connection = connect(socket)
  connection.end(command)
  return text(connection)
}

/** The map gives `address:port` for a name, or `nowhere` for an app without a running container. */
const configuration = `global
  stats socket /run/haproxy.sock level admin
defaults
  mode http
  timeout connect 5s
  timeout client 5m
  timeout server 5m
  timeout tunnel 1h
  option forwardfor
frontend web
  bind :80
  bind :443 ssl crt /etc/haproxy/practice.pem
  http-request set-header X-Forwarded-Proto https if { ssl_fc }
  http-request set-header X-Forwarded-Proto http if !{ ssl_fc }
  http-request set-var(txn.to) req.hdr(host),field(1,:),lower,map(${map})
  http-request return status 404 content-type text/plain string "No app has this web address" if !{ var(txn.to) -m found }
  http-request return status 503 content-type text/plain string "This app is not running" if { var(txn.to) -m str nowhere }
  default_backend apps
backend apps
  http-request set-dst var(txn.to),field(1,:)
  http-request set-dst-port var(txn.to),field(2,:)
  server any 0.0.0.0:0
`
