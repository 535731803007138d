import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Core } from '../../main/api/core.ts'
import { openLog } from '../../main/outside/log/log.ts'
import { startCore } from '../../main/start.ts'

/** Servers that fall silent are waited for five seconds instead of sixty. */
const patience = 1 / 12

/** A core on the folders below `home`, which may have been another core's. */
export async function openCore(home: string, catalogue: string): Promise<Core> {
  const folders = {
    abra: path.join(home, 'abra'),
    docker: path.join(home, 'docker'),
    own: path.join(home, 'own'),
  }
  for (const each of Object.values(folders)) await mkdir(each, { recursive: true })
  const environment = { PATH: process.env['PATH'], CANTEEN_CATALOGUE: catalogue }
  return await startCore({ folders, environment, log: openLog(folders.own), patience })
}
