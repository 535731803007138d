import type {
  AppDetails,
  AppReference,
  AppVersions,
  ChangeVersionInput,
  DeleteInput,
} from '../../preload/contract/app.ts'
import type { CatalogueView, RecipePage } from '../../preload/contract/catalogue.ts'
import type {
  AddressCheck,
  InstallAnswers,
  InstallForm,
  MadePasswords,
  PlanInstallInput,
} from '../../preload/contract/install.ts'
import type { JobsEvent } from '../../preload/contract/job.ts'
import type { LogEvent, LogInput, LogTakenInput, SavedLog, SaveLogInput } from '../../preload/contract/log.ts'
import type { PlanView } from '../../preload/contract/plan.ts'
import type { AddServerInput, AddServerOffers, OverviewEvent, StageEvent } from '../../preload/contract/server.ts'
import type { SettingsChange, SettingsView } from '../../preload/contract/settings.ts'

/** Everything a window can ask of the core. `main/start.ts` wires it; the routers beside this file only check and call. */
export interface Core {
  readonly overview: {
    watch(signal: AbortSignal): AsyncGenerator<OverviewEvent>
    /** Connects if need be and reads the server again; the answer comes through `watch`. */
    look(server: string): Promise<void>
  }
  readonly servers: {
    offers(): Promise<AddServerOffers>
    try(input: AddServerInput, signal: AbortSignal): AsyncGenerator<StageEvent>
    add(input: AddServerInput): Promise<{ readonly name: string }>
    /** Takes the server out of this computer's files and keychain; nothing on the server changes. */
    forget(name: string): Promise<void>
    planSetUp(name: string): Promise<PlanView>
  }
  readonly catalogue: {
    view(): Promise<CatalogueView>
    refresh(): Promise<CatalogueView>
    recipe(name: string, signal: AbortSignal): Promise<RecipePage>
  }
  readonly install: {
    form(input: { server: string; recipe: string; version?: string | undefined; domain: string }): Promise<InstallForm>
    checkAddress(input: { server: string; domain: string }, signal: AbortSignal): Promise<AddressCheck>
    makePasswords(answers: InstallAnswers): Promise<MadePasswords>
    plan(input: PlanInstallInput, signal: AbortSignal): Promise<PlanView>
  }
  readonly apps: {
    details(app: AppReference): Promise<AppDetails>
    log(input: LogInput, signal: AbortSignal): AsyncGenerator<LogEvent>
    /** The page has a batch: another one may come. */
    logTaken(input: LogTakenInput): void
    /** Writes what is kept of a log into a new file that only this user can read, where downloads go. */
    saveLog(input: SaveLogInput): Promise<SavedLog>
    /** The versions of its recipe, with what each says of itself. */
    versions(app: AppReference, signal: AbortSignal): Promise<AppVersions>
    /** An update, or the way back to an earlier version. */
    planVersion(input: ChangeVersionInput, signal: AbortSignal): Promise<PlanView>
    planTurnOff(app: AppReference): Promise<PlanView>
    planTurnOn(app: AppReference): Promise<PlanView>
    planDelete(input: DeleteInput): Promise<PlanView>
  }
  readonly jobs: {
    watch(signal: AbortSignal): AsyncGenerator<JobsEvent>
    start(plan: string): Promise<{ readonly job: string }>
    /** Goes on with a job that waits or failed. */
    resume(job: string): Promise<void>
    /** Plans what a plan or a job was about anew; null where only the member can, by what was asked then. */
    planAgain(plan: string, signal: AbortSignal): Promise<PlanView | null>
    cancel(job: string): Promise<void>
  }
  readonly settings: {
    view(): Promise<SettingsView>
    change(change: SettingsChange): Promise<SettingsView>
  }
  close(): Promise<void>
}
