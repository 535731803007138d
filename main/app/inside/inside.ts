import type { AppReference } from '../../../preload/contract/app.ts'
import type { Core } from '../../api/core.ts'
import type { SettingsFiles } from '../../job/perform.ts'
import type { Engine } from '../../outside/docker/engine.ts'
import type { Reader } from '../../reading/reader.ts'
import type { RecipeFiles } from '../../reading/recipe-files.ts'
import type { Download } from '../../store/downloads.ts'
import { readAppFile } from '../app-file.ts'
import { openCommands } from './commands.ts'
import { downloadFrom } from './download.ts'
import { listFolder } from './folder.ts'
import { appLabels } from './labels.ts'
import { insideView } from './part.ts'
import { openTerminals } from './terminals.ts'
import { openUploads } from './upload.ts'

export interface InsideSources {
  readonly recipeAt: (recipe: string, version?: string) => Promise<RecipeFiles>
  readonly read: Reader
  readonly engine: (server: string, signal?: AbortSignal) => Promise<Engine>
  readonly files: SettingsFiles
  /** Begins a file where downloads go. */
  readonly beginDownload: (name: string) => Promise<Download>
  /** Of this computer, for a recipe's commands. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly now: () => number
}

export interface InsideNeeds extends InsideSources {
  readonly stackOf: (app: AppReference) => Promise<string>
}

/** What technicians do inside an app. None of it is a plan: it happens at once, and no job remembers it. */
export function openInside(sources: InsideSources): Core['inside'] {
  const needs: InsideNeeds = {
    ...sources,
    stackOf: async (app) => (await readAppFile(sources.files, app)).stack,
  }
  const commands = openCommands(needs)
  return {
    view: async (app, signal) => insideView(await needs.engine(app.server, signal), await needs.stackOf(app), signal),
    labels: (app, signal) => appLabels(needs, app, signal),
    commands: commands.view,
    ...openTerminals(needs, commands),
    folder: async (input, signal) =>
      listFolder(await needs.engine(input.server, signal), await needs.stackOf(input), input, signal),
    download: (input, signal) => downloadFrom(needs, input, signal),
    ...openUploads(needs),
  }
}
