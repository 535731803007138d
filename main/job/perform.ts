import type { AppReference } from '../../preload/contract/app.ts'
import type { Message } from '../../preload/contract/message.ts'
import type { Engine } from '../outside/docker/engine.ts'
import type { Action } from '../plan/action.ts'
import { restartServices, restoreServices, scaleServices } from './actions/change-services.ts'
import { createProxyNetwork, startSwarm } from './actions/set-up.ts'
import { createSecrets, removeSecrets } from './actions/secrets.ts'
import { fetchImages } from './actions/fetch-images.ts'
import { lookAtPage } from './actions/look-at-page.ts'
import { makePlaces } from './actions/make-places.ts'
import { removeNetworks } from './actions/remove-networks.ts'
import { removeSettings, writeSettings } from './actions/settings-file.ts'
import { removeVolumes } from './actions/remove-volumes.ts'
import { startServices } from './actions/start-services.ts'
import { stopServices } from './actions/stop-services.ts'
import { waitForSteady } from './actions/wait-for-steady.ts'
import type { PendingSecrets } from './pending-secrets.ts'

/** What an action may use. Everything that reaches outside is given. */
export interface Surroundings {
  readonly job: string
  readonly server: string
  readonly engine: (signal: AbortSignal) => Promise<Engine>
  /** Where the server's web pages are reached from here: a host name or an address. */
  readonly serverAddress: () => Promise<string>
  readonly files: SettingsFiles
  readonly pending: PendingSecrets
  readonly now: () => number
  readonly signal: AbortSignal
  /** The step was begun before: what it finds done may be its own doing. */
  readonly again: boolean
}

/** The settings files of ~/.abra/servers; `main/store` has them, a lost one is null. */
export interface SettingsFiles {
  read(app: AppReference): Promise<string | null>
  create(app: AppReference, text: string): Promise<void>
  remove(app: AppReference): Promise<void>
}

export interface Progress {
  readonly note: Message | null
  /** Between 0 and 1 where it is known. */
  readonly progress: number | null
}

/** Progress while it runs; the note that stays once it is done. */
export type Performance = AsyncGenerator<Progress, Message | null>

export function perform(action: Action, around: Surroundings): Performance {
  switch (action.kind) {
    case 'write-settings':
      return writeSettings(action, around)
    case 'create-secrets':
      return createSecrets(action, around)
    case 'fetch-images':
      return fetchImages(action, around)
    case 'make-places':
      return makePlaces(action, around)
    case 'start-services':
      return startServices(action, around)
    case 'wait-steady':
      return waitForSteady(action, around)
    case 'look-at-page':
      return lookAtPage(action, around)
    case 'stop-services':
      return stopServices(action, around)
    case 'restore-services':
      return restoreServices(action, around)
    case 'restart-services':
      return restartServices(action, around)
    case 'scale-services':
      return scaleServices(action, around)
    case 'remove-networks':
      return removeNetworks(action, around)
    case 'remove-secrets':
      return removeSecrets(action, around)
    case 'remove-volumes':
      return removeVolumes(action, around)
    case 'remove-settings':
      return removeSettings(action, around)
    case 'start-swarm':
      return startSwarm(action, around)
    case 'create-proxy-network':
      return createProxyNetwork(around)
  }
}
