import { appendFile } from 'node:fs/promises'
import path from 'node:path'
import { serverFolder } from '../../main/store/server-folders.ts'
import { median, timed } from './figures.ts'
import type { Row } from './row.ts'
import { addServer, openCore, openHome, openPractice, serverBecomes } from './scene.ts'
import { deploySmallApps, smallApps, writeSettings } from './small-apps.ts'

const rounds = 15

/** From asking until the plan of another version can be shown, on a server that Canteen is connected to and whose state it knows. */
export const planUpdate: Row = {
  name: 'plan-update',
  unit: 'ms',
  goal: 150,
  async measure(say) {
    await using near = await openPractice({})
    await using home = await openHome()
    const { practice, server } = near
    const apps = smallApps(20)
    await deploySmallApps(practice, server, apps)
    await using canteen = await openCore(home, practice.catalogue)
    const { core } = canteen
    await core.catalogue.refresh()
    await addServer(core, server)
    await writeSettings(home.folders.abra, server.name, apps)
    const [first] = apps
    const file = path.join(serverFolder(home.folders.abra, server.name), `${first?.name ?? ''}.env`)
    await appendFile(file, 'TITLE=Board\nSECRET_ADMIN_PASSWORD_VERSION=v1\n')
    await serverBecomes(core, server.name, (state) => state.apps.filter(({ word }) => word === 'working').length === 20)
    const app = { server: server.name, app: first?.name ?? '', version: '1.1.0+1.5.0' }
    const plan = async () => void (await core.apps.planVersion(app, AbortSignal.timeout(10_000)))
    // The recipe is cloned once.
    await plan()
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) times.push(await timed(plan))
    say(`a plan: ${times.map((time) => time.toFixed(0)).join(', ')} ms`)
    return median(times)
  },
}
