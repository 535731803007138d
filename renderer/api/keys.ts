import type { AppReference } from '../../preload/contract/app.ts'

/** Names of what the query cache holds. */
export const overviewKey = ['overview'] as const
export const jobsKey = ['jobs'] as const
export const settingsKey = ['settings'] as const
export const offersKey = ['offers'] as const
export const catalogueKey = ['catalogue'] as const
export const recipeKey = (recipe: string) => ['recipe', recipe] as const
export const detailsKey = (server: string, app: string) => ['details', server, app] as const
/** Where a page that made a plan puts it, for the plan page to show. */
export const planKey = (plan: string) => ['plan', plan] as const
export const passwordsKey = ({ server, app }: AppReference) => ['passwords', server, app] as const
/** The plan that leads an app to a version, made for the page of all updates. */
export const updatePlanKey = ({ server, app }: AppReference, version: string) =>
  ['update-plan', server, app, version] as const
/** `last` tells what was done last with the app. */
export const undoKey = ({ server, app }: AppReference, last: string) => ['undo', server, app, last] as const
/** `version` is what it runs: another one sees them from another side. */
export const versionsKey = (server: string, app: string, version: string | null) =>
  ['versions', server, app, version] as const
/** `job` is the one that works on it: settings are read anew when one begins and ends. */
export const appSettingsKey = (server: string, app: string, job: string | null) =>
  ['app-settings', server, app, job] as const
export const liveSettingsKey = (server: string, app: string, job: string | null) =>
  ['live-settings', server, app, job] as const
export const settingsDraftKey = (server: string, app: string) => ['settings-draft', server, app] as const
export const insideKey = (server: string, app: string) => ['inside', server, app] as const
export const labelsKey = (server: string, app: string) => ['labels', server, app] as const
export const commandsKey = (server: string, app: string) => ['commands', server, app] as const
export const folderKey = (of: object, path: string) => ['folder', of, path] as const
