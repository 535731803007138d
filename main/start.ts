import os from 'node:os'
import path from 'node:path'
import { Trouble } from '../preload/contract/failure.ts'
import type { Core } from './api/core.ts'
import { openApps } from './app/apps.ts'
import { openCheckAddress } from './app/check-address.ts'
import { planAgain } from './app/plan-again.ts'
import { settingsFiles } from './app/files.ts'
import { openInside } from './app/inside/inside.ts'
import { openInstall } from './app/install.ts'
import { openCatalogue } from './catalogue/catalogue.ts'
import { openJournalFolder } from './job/journal.ts'
import { openJobs } from './job/jobs.ts'
import { openPendingSecrets } from './job/pending-secrets.ts'
import { openLookUp } from './outside/dns/look-up.ts'
import { openGit } from './outside/git/open-git.ts'
import { openKeychain } from './outside/keychain/open-keychain.ts'
import type { Log } from './outside/log/log.ts'
import { openReader } from './reading/reader.ts'
import type { GivenServer } from './server/given-server.ts'
import { keychainState } from './server/offers.ts'
import { openOverview } from './server/overview.ts'
import { openServers } from './server/servers.ts'
import { openSetUp } from './server/set-up.ts'
import { openSettingsArea } from './settings/settings-area.ts'
import { appFile } from './store/abra-files.ts'
import { beginDownload, downloadsFolder, saveDownload } from './store/downloads.ts'
import type { Folders } from './store/folders.ts'
import { openSettings } from './store/settings.ts'

export interface StartOptions {
  readonly folders: Folders
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly log: Log
  readonly only?: OneServer | undefined
  /** How long servers are waited for, as `EngineOptions` has it. */
  readonly patience?: number
}

/** For a command, which does what it is told and no more: it looks at one server, and leaves the jobs of earlier starts alone. */
export interface OneServer {
  readonly server: string
  /** How it is reached, where that is not known here. */
  readonly given?: GivenServer | undefined
}

/** Wires the areas by hand, in the order in which they need each other, and answers what windows talk to. */
export async function startCore({ folders, environment, log, only, patience }: StartOptions): Promise<Core> {
  const { platform } = process
  const home = os.homedir()
  const user = os.userInfo().username
  const now = Date.now
  const logBug = log.logBug

  const keychain = openKeychain()
  const lookUp = openLookUp()
  const settings = openSettings(folders.own, environment)
  const git = await openGit(environment, platform)
  const read = openReader()

  const catalogue = openCatalogue({
    folders,
    git,
    read,
    address: async () => (await settings.read()).settings.catalogue,
  })
  const servers = openServers({
    folders,
    environment,
    platform,
    home,
    user,
    keychain,
    lookUp,
    now,
    given: only?.given,
    patience,
  })
  const { connections } = servers
  const files = settingsFiles(folders)
  const pending = openPendingSecrets(keychain)
  const checkAddress = openCheckAddress({ lookUp, addressesOf: servers.addresses })

  const jobs = await openJobs({
    folder: openJournalFolder(path.join(folders.own, 'jobs')),
    pending,
    around: (server) => ({
      engine: (signal) => connections.engine(server, signal),
      serverAddress: async () => (await servers.place(server))?.host ?? '127.0.0.1',
      files,
    }),
    now,
    userName: user,
    logBug,
    goesOn: only === undefined,
  })
  const overview = await openOverview({
    folders,
    connections,
    place: servers.place,
    versions: catalogue.versions,
    jobFor: (server, app) => jobs.runningFor(server, app)?.id ?? null,
    now,
    logBug,
    only: only?.server,
  })
  jobs.onChange((job) => overview.refresh(job.server))

  const shared = {
    recipeAt: catalogue.recipeAt,
    read,
    hasKeychain: async () => (await keychainState(keychain)).kind === 'ready',
    engine: connections.engine,
    files,
    filePath: (server: string, app: string) => appFile(folders.abra, { server, app }),
    stacks: (server: string) => stacksOf(overview.current(), server),
    keepPlan: jobs.keepPlan,
    now,
  }
  const apps = openApps({
    ...shared,
    title: catalogue.title,
    checkAddress,
    keptPassword: pending.kept,
    lastChange: jobs.lastChange,
    recipePage: catalogue.recipe,
    versions: catalogue.versions,
    saveDownload: async (name, text) =>
      saveDownload(await downloadsFolder({ environment, platform, home }), name, text),
  })
  const planSetUp = openSetUp({ engine: connections.engine, addresses: servers.addresses, keepPlan: jobs.keepPlan })
  return {
    overview: { watch: overview.watch, look: overview.look },
    servers: {
      offers: servers.offers,
      try: servers.try,
      async add(input) {
        const added = await servers.add(input)
        await overview.serversChanged()
        return added
      },
      async forget(name) {
        refuseWhileWorking(jobs.runningOn(name), name)
        await servers.forget(name)
        await overview.serversChanged()
      },
      planSetUp,
    },
    catalogue: { view: catalogue.view, refresh: catalogue.refresh, recipe: catalogue.recipe },
    install: openInstall({
      ...shared,
      lastJob: jobs.lastFor,
      checkAddress,
    }),
    apps,
    inside: openInside({
      ...shared,
      beginDownload: async (name) => beginDownload(await downloadsFolder({ environment, platform, home }), name),
      environment,
    }),
    jobs: {
      ...jobs.calls,
      planAgain: async (id, signal) => planAgain({ apps, planSetUp }, jobs.plan(id), signal),
    },
    settings: openSettingsArea({ settings, folders, keychain, practice: Boolean(environment['CANTEEN_PRACTICE']) }),
    async close() {
      await jobs.close()
      await overview.close()
      servers.close()
      catalogue.close()
      read.close()
    },
  }
}

function stacksOf(states: ReturnType<Awaited<ReturnType<typeof openOverview>>['current']>, server: string) {
  const apps = states.find((state) => state.name === server)?.apps ?? []
  return new Map(apps.map((app) => [app.stack, app.name]))
}

/** A server is not forgotten under a job that works on it. */
function refuseWhileWorking(working: boolean, server: string): void {
  if (working) throw new Trouble({ code: 'job-running', facts: { app: server } })
}
