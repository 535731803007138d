import { afterAll, beforeAll } from 'vitest'
import {
  type PracticeOptions,
  type PracticeServer,
  type PracticeServers,
  startPracticeServers,
} from '../practice-server/practice-server.ts'

/** What the tests of a file share. */
export interface PracticeForFile {
  readonly practice: PracticeServers
  /** The first practice server. */
  readonly server: PracticeServer
}

/** Starts practice servers before a file's first test and ends them after its last; to be called at the top of a file. */
export function practiceForFile(options: PracticeOptions = {}): PracticeForFile {
  let practice: PracticeServers | undefined
  beforeAll(async () => {
    practice = await startPracticeServers(options)
  })
  afterAll(() => practice?.stop())
  const started = () => practice ?? notStarted()
  return {
    get practice() {
      return started()
    },
    get server() {
      return started().servers[0] ?? notStarted()
    },
  }
}

function notStarted(): never {
  throw new Error('There is no practice server yet')
}
