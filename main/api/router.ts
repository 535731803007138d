import { z } from 'zod'
import { appReference, changeVersionInput, deleteInput } from '../../preload/contract/app.ts'
import { recipeName } from '../../preload/contract/catalogue.ts'
import { addressCheckInput, formInput, installAnswers, planInstallInput } from '../../preload/contract/install.ts'
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
    planTurnOff: call.input(appReference).mutation(({ ctx, input }) => ctx.core.apps.planTurnOff(input)),
    planTurnOn: call.input(appReference).mutation(({ ctx, input }) => ctx.core.apps.planTurnOn(input)),
    planDelete: call.input(deleteInput).mutation(({ ctx, input }) => ctx.core.apps.planDelete(input)),
  }),
  jobs: router({
    watch: call.subscription(({ ctx, signal }) => ctx.core.jobs.watch(signal ?? never())),
    start: call.input(id).mutation(({ ctx, input }) => ctx.core.jobs.start(input)),
    resume: call.input(id).mutation(({ ctx, input }) => ctx.core.jobs.resume(input)),
    planAgain: call
      .input(id)
      .mutation(({ ctx, input, signal }) => ctx.core.jobs.planAgain(input, signal ?? never())),
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
