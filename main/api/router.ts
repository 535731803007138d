import { z } from 'zod'
import {
  appReference,
  changeVersionInput,
  deleteInput,
  restartInput,
  rotateInput,
  scaleInput,
  turnOnInput,
  undoInput,
} from '../../preload/contract/app.ts'
import { planSettingsInput, tryEditInput } from '../../preload/contract/app-settings.ts'
import { startInput } from '../../preload/contract/job.ts'
import { recipeName } from '../../preload/contract/catalogue.ts'
import { addressCheckInput, formInput, installAnswers, planInstallInput } from '../../preload/contract/install.ts'
import {
  downloadInput,
  folderInput,
  openTerminalInput,
  resizeInput,
  runHereInput,
  terminalInput,
  terminalTakenInput,
  uploadInput,
  uploadPieceInput,
} from '../../preload/contract/inside.ts'
import { logInput, logTakenInput, saveLogInput } from '../../preload/contract/log.ts'
import { addServerInput, serverName } from '../../preload/contract/server.ts'
import { settingsChange } from '../../preload/contract/settings.ts'
import { call, router } from './trpc.ts'

const id = z.string().min(1).max(100)

/** The whole interface of the core, one router per area: check the input, call the area, nothing more. */
export const appRouter = router({
  overview: router({
    watch: call.subscription(({ ctx, signal }) => ctx.core.overview.watch(signal ?? never())),
    look: call.input(serverName).mutation(({ ctx, input }) => ctx.core.overview.look(input)),
  }),
  servers: router({
    offers: call.query(({ ctx }) => ctx.core.servers.offers()),
    try: call
      .input(addServerInput)
      .subscription(({ ctx, input, signal }) => ctx.core.servers.try(input, signal ?? never())),
    add: call.input(addServerInput).mutation(({ ctx, input }) => ctx.core.servers.add(input)),
    forget: call.input(serverName).mutation(({ ctx, input }) => ctx.core.servers.forget(input)),
    planSetUp: call.input(serverName).mutation(({ ctx, input }) => ctx.core.servers.planSetUp(input)),
  }),
  catalogue: router({
    view: call.query(({ ctx }) => ctx.core.catalogue.view()),
    refresh: call.mutation(({ ctx }) => ctx.core.catalogue.refresh()),
    recipe: call
      .input(recipeName)
      .query(({ ctx, input, signal }) => ctx.core.catalogue.recipe(input, signal ?? never())),
  }),
  install: router({
    form: call.input(formInput).query(({ ctx, input }) => ctx.core.install.form(input)),
    checkAddress: call
      .input(addressCheckInput)
      .query(({ ctx, input, signal }) => ctx.core.install.checkAddress(input, signal ?? never())),
    makePasswords: call.input(installAnswers).mutation(({ ctx, input }) => ctx.core.install.makePasswords(input)),
    plan: call
      .input(planInstallInput)
      .mutation(({ ctx, input, signal }) => ctx.core.install.plan(input, signal ?? never())),
  }),
  apps: router({
    details: call.input(appReference).query(({ ctx, input }) => ctx.core.apps.details(input)),
    log: call.input(logInput).subscription(({ ctx, input, signal }) => ctx.core.apps.log(input, signal ?? never())),
    logTaken: call.input(logTakenInput).mutation(({ ctx, input }) => ctx.core.apps.logTaken(input)),
    saveLog: call.input(saveLogInput).mutation(({ ctx, input }) => ctx.core.apps.saveLog(input)),
    versions: call
      .input(appReference)
      .query(({ ctx, input, signal }) => ctx.core.apps.versions(input, signal ?? never())),
    planVersion: call
      .input(changeVersionInput)
      .mutation(({ ctx, input, signal }) => ctx.core.apps.planVersion(input, signal ?? never())),
    settings: call.input(appReference).query(({ ctx, input }) => ctx.core.apps.settings(input)),
    tryEdit: call.input(tryEditInput).mutation(({ ctx, input }) => ctx.core.apps.tryEdit(input)),
    liveSettings: call
      .input(appReference)
      .query(({ ctx, input, signal }) => ctx.core.apps.liveSettings(input, signal ?? never())),
    planTurnOff: call.input(appReference).mutation(({ ctx, input }) => ctx.core.apps.planTurnOff(input)),
    planTurnOn: call
      .input(turnOnInput)
      .mutation(({ ctx, input, signal }) => ctx.core.apps.planTurnOn(input, signal ?? never())),
    planSettings: call
      .input(planSettingsInput)
      .mutation(({ ctx, input, signal }) => ctx.core.apps.planSettings(input, signal ?? never())),
    passwords: call
      .input(appReference)
      .query(({ ctx, input, signal }) => ctx.core.apps.passwords(input, signal ?? never())),
    planRotate: call
      .input(rotateInput)
      .mutation(({ ctx, input, signal }) => ctx.core.apps.planRotate(input, signal ?? never())),
    planRestart: call
      .input(restartInput)
      .mutation(({ ctx, input, signal }) => ctx.core.apps.planRestart(input, signal ?? never())),
    planScale: call
      .input(scaleInput)
      .mutation(({ ctx, input, signal }) => ctx.core.apps.planScale(input, signal ?? never())),
    undoOffer: call.input(appReference).query(({ ctx, input }) => ctx.core.apps.undoOffer(input)),
    planUndo: call
      .input(undoInput)
      .mutation(({ ctx, input, signal }) => ctx.core.apps.planUndo(input, signal ?? never())),
    planDelete: call.input(deleteInput).mutation(({ ctx, input }) => ctx.core.apps.planDelete(input)),
  }),
  inside: router({
    view: call.input(appReference).query(({ ctx, input, signal }) => ctx.core.inside.view(input, signal ?? never())),
    labels: call
      .input(appReference)
      .query(({ ctx, input, signal }) => ctx.core.inside.labels(input, signal ?? never())),
    commands: call.input(appReference).query(({ ctx, input }) => ctx.core.inside.commands(input)),
    terminal: call
      .input(openTerminalInput)
      .subscription(({ ctx, input, signal }) => ctx.core.inside.terminal(input, signal ?? never())),
    runHere: call
      .input(runHereInput)
      .subscription(({ ctx, input, signal }) => ctx.core.inside.runHere(input, signal ?? never())),
    terminalInput: call.input(terminalInput).mutation(({ ctx, input }) => ctx.core.inside.terminalInput(input)),
    resize: call.input(resizeInput).mutation(({ ctx, input }) => ctx.core.inside.resize(input)),
    terminalTaken: call.input(terminalTakenInput).mutation(({ ctx, input }) => ctx.core.inside.terminalTaken(input)),
    folder: call.input(folderInput).query(({ ctx, input, signal }) => ctx.core.inside.folder(input, signal ?? never())),
    download: call
      .input(downloadInput)
      .subscription(({ ctx, input, signal }) => ctx.core.inside.download(input, signal ?? never())),
    upload: call
      .input(uploadInput)
      .subscription(({ ctx, input, signal }) => ctx.core.inside.upload(input, signal ?? never())),
    uploadPiece: call.input(uploadPieceInput).mutation(({ ctx, input }) => ctx.core.inside.uploadPiece(input)),
  }),
  jobs: router({
    watch: call.subscription(({ ctx, signal }) => ctx.core.jobs.watch(signal ?? never())),
    start: call.input(startInput).mutation(({ ctx, input }) => ctx.core.jobs.start(input.plan, input.returns)),
    startAll: call.input(z.array(id).max(50)).mutation(({ ctx, input }) => ctx.core.jobs.startAll(input)),
    resume: call.input(id).mutation(({ ctx, input }) => ctx.core.jobs.resume(input)),
    planAgain: call.input(id).mutation(({ ctx, input, signal }) => ctx.core.jobs.planAgain(input, signal ?? never())),
    cancel: call.input(id).mutation(({ ctx, input }) => ctx.core.jobs.cancel(input)),
  }),
  settings: router({
    view: call.query(({ ctx }) => ctx.core.settings.view()),
    change: call.input(settingsChange).mutation(({ ctx, input }) => ctx.core.settings.change(input)),
  }),
})

export type Router = typeof appRouter

/** For calls without a connection that could end, such as those of a test. */
function never(): AbortSignal {
  return new AbortController().signal
}
