import type {
  AppSettings,
  LiveDifference,
  PlanSettingsInput,
  TryEditInput,
} from '../../preload/contract/app-settings.ts'
import type {
  AppDetails,
  AppPassword,
  AppReference,
  AppVersions,
  ChangeVersionInput,
  DeleteInput,
  RestartInput,
  RotateInput,
  ScaleInput,
  TurnOnInput,
  UndoInput,
  UndoOffer,
} from '../../preload/contract/app.ts'
import type { CatalogueView, RecipePage } from '../../preload/contract/catalogue.ts'
import type {
  AddressCheck,
  InstallAnswers,
  InstallForm,
  MadePasswords,
  PlanInstallInput,
} from '../../preload/contract/install.ts'
import type {
  CommandsView,
  DownloadEvent,
  DownloadInput,
  FolderInput,
  FolderView,
  InsideView,
  LabelsView,
  OpenTerminalInput,
  ResizeInput,
  RunHereInput,
  TerminalEvent,
  TerminalInput,
  TerminalTakenInput,
  UploadEvent,
  UploadInput,
  UploadPieceInput,
} from '../../preload/contract/inside.ts'
import type { JobsEvent } from '../../preload/contract/job.ts'
import type { LogEvent, LogInput, LogTakenInput, SavedLog, SaveLogInput } from '../../preload/contract/log.ts'
import type { PlanView, PlanWithPasswords } from '../../preload/contract/plan.ts'
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
    planVersion(input: ChangeVersionInput, signal: AbortSignal): Promise<PlanWithPasswords>
    planSettings(input: PlanSettingsInput, signal: AbortSignal): Promise<PlanWithPasswords>
    /** The passwords and keys that it needs; never their values. */
    passwords(app: AppReference, signal: AbortSignal): Promise<readonly AppPassword[]>
    planRotate(input: RotateInput, signal: AbortSignal): Promise<PlanWithPasswords>
    planRestart(input: RestartInput, signal: AbortSignal): Promise<PlanView>
    planScale(input: ScaleInput, signal: AbortSignal): Promise<PlanView>
    /** Its settings as this computer has them; the server is not asked. */
    settings(app: AppReference): Promise<AppSettings>
    /** How they would be with an edit; nothing is written. */
    tryEdit(input: TryEditInput): Promise<AppSettings>
    /** What the server runs otherwise than the settings file says; none while the app is off. */
    liveSettings(app: AppReference, signal: AbortSignal): Promise<readonly LiveDifference[]>
    planTurnOff(app: AppReference): Promise<PlanView>
    planTurnOn(input: TurnOnInput, signal: AbortSignal): Promise<PlanWithPasswords>
    /** The last change that can be taken back; null where there is none. */
    undoOffer(app: AppReference): Promise<UndoOffer | null>
    planUndo(input: UndoInput, signal: AbortSignal): Promise<PlanWithPasswords>
    planDelete(input: DeleteInput): Promise<PlanView>
  }
  /** For technicians: no plan says it before, and no job remembers it. */
  readonly inside: {
    view(app: AppReference, signal: AbortSignal): Promise<InsideView>
    labels(app: AppReference, signal: AbortSignal): Promise<LabelsView>
    commands(app: AppReference): Promise<CommandsView>
    /** Leaving it ends what runs in it. */
    terminal(input: OpenTerminalInput, signal: AbortSignal): AsyncGenerator<TerminalEvent>
    /** Runs a command of the recipe on this computer. */
    runHere(input: RunHereInput, signal: AbortSignal): AsyncGenerator<TerminalEvent>
    terminalInput(input: TerminalInput): Promise<void>
    resize(input: ResizeInput): Promise<void>
    /** The page has a batch: another one may come. */
    terminalTaken(input: TerminalTakenInput): void
    folder(input: FolderInput, signal: AbortSignal): Promise<FolderView>
    download(input: DownloadInput, signal: AbortSignal): AsyncGenerator<DownloadEvent>
    upload(input: UploadInput, signal: AbortSignal): AsyncGenerator<UploadEvent>
    /** Resolves when the next piece may come. */
    uploadPiece(input: UploadPieceInput): Promise<void>
  }
  readonly jobs: {
    watch(signal: AbortSignal): AsyncGenerator<JobsEvent>
    /** `returns`: whether the app is brought back by itself where the plan can do that; it is unless told otherwise. */
    start(plan: string, returns?: boolean): Promise<{ readonly job: string }>
    /** One plan after the other, while the core runs; what cannot be started any more is left out. */
    startAll(plans: readonly string[]): Promise<void>
    /** Goes on with a job that waits or failed. */
    resume(job: string): Promise<void>
    /** Plans what a plan or a job was about anew; null where only the member can, by what was asked then. */
    planAgain(plan: string, signal: AbortSignal): Promise<PlanView | PlanWithPasswords | null>
    cancel(job: string): Promise<void>
  }
  readonly settings: {
    view(): Promise<SettingsView>
    change(change: SettingsChange): Promise<SettingsView>
  }
  close(): Promise<void>
}
