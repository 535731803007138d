/** A core in a process of its own, which may be killed: plans a job of a kind, tells, and starts it when told. */
import { once } from 'node:events'
import { planJob } from './kinds.ts'
import { openCore } from './open-core.ts'

const [, , home = '', catalogue = '', kind = '', server = '', app = ''] = process.argv
process.once('disconnect', () => process.exit())
const core = await openCore(home, catalogue)
const planned = await planJob(kind, core, { server, app })
process.send?.(planned)
await once(process, 'message')
await core.jobs.start(planned.id)
