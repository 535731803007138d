import { run } from '../practice-server/run.ts'
import { sshEnvironment } from '../support/practice.ts'
import { contest, timed } from './figures.ts'
import type { Row } from './row.ts'
import { addServer, openCore, openHome, openPractice, serverBecomes } from './scene.ts'
import { deploySmallApps, smallApps, writeSettings } from './small-apps.ts'

/**
 * From asking for a look at a server until its new state is computed and told, over the connection that Canteen keeps, against
 * `docker service ls`, which connects each time. 20 apps with 30 services; a round trip takes 50 ms.
 */
export const stateOf20Apps: Row = {
  name: 'state-of-20-apps',
  unit: 'ratio',
  goal: 0.25,
  async measure(say) {
    await using far = await openPractice({ latencyMs: 50 })
    await using home = await openHome()
    const { practice, server } = far
    const apps = smallApps(20)
    await deploySmallApps(practice, server, apps)
    await using canteen = await openCore(home, practice.catalogue)
    const { core } = canteen
    await addServer(core, server)
    await writeSettings(home.folders.abra, server.name, apps)
    const isThere = ({ apps: shown }: { readonly apps: readonly { readonly word: string }[] }) =>
      shown.filter(({ word }) => word === 'working').length === apps.length
    await serverBecomes(core, server.name, isThere)
    say('20 apps work')

    const env = await sshEnvironment(practice)
    const listed = ['-H', `ssh://${server.user}@${server.address}:${server.port}`, 'service', 'ls']
    const services = apps.flatMap((app) => app.services).length
    return await contest(
      {
        rounds: 15,
        ours: () => timed(() => core.overview.look(server.name)),
        theirs: () =>
          timed(async () => {
            const [, ...lines] = (await run('docker', listed, { env })).trim().split('\n')
            if (lines.length !== services) throw new Error(`docker lists ${lines.length} services of ${services}`)
          }),
      },
      say,
    )
  },
}
