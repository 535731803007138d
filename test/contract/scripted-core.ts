import type { Core } from '../../main/api/core.ts'

/** A part of the core that no test has scripted: it says so, whatever is asked of it. */
function unscripted(area: string): () => never {
  return () => {
    throw new Error(`The test has not scripted ${area}`)
  }
}

/** A whole core of which a test scripts the calls it makes. */
export function scriptedCore(parts: { [Area in Exclude<keyof Core, 'close'>]?: Partial<Core[Area]> } = {}): Core {
  return {
    overview: { watch: unscripted('overview.watch'), look: unscripted('overview.look'), ...parts.overview },
    servers: {
      offers: unscripted('servers.offers'),
      try: unscripted('servers.try'),
      add: unscripted('servers.add'),
      forget: unscripted('servers.forget'),
      planSetUp: unscripted('servers.planSetUp'),
      ...parts.servers,
    },
    catalogue: {
      view: unscripted('catalogue.view'),
      refresh: unscripted('catalogue.refresh'),
      recipe: unscripted('catalogue.recipe'),
      ...parts.catalogue,
    },
    install: {
      form: unscripted('install.form'),
      checkAddress: unscripted('install.checkAddress'),
      makePasswords: unscripted('install.makePasswords'),
      plan: unscripted('install.plan'),
      ...parts.install,
    },
    apps: {
      details: unscripted('apps.details'),
      log: unscripted('apps.log'),
      logTaken: unscripted('apps.logTaken'),
      saveLog: unscripted('apps.saveLog'),
      versions: unscripted('apps.versions'),
      planVersion: unscripted('apps.planVersion'),
      settings: unscripted('apps.settings'),
      liveSettings: unscripted('apps.liveSettings'),
      planSettings: unscripted('apps.planSettings'),
      passwords: unscripted('apps.passwords'),
      planRotate: unscripted('apps.planRotate'),
      planRestart: unscripted('apps.planRestart'),
      planScale: unscripted('apps.planScale'),
      undoOffer: unscripted('apps.undoOffer'),
      planUndo: unscripted('apps.planUndo'),
      tryEdit: unscripted('apps.tryEdit'),
      planTurnOff: unscripted('apps.planTurnOff'),
      planTurnOn: unscripted('apps.planTurnOn'),
      planDelete: unscripted('apps.planDelete'),
      ...parts.apps,
    },
    inside: {
      view: unscripted('inside.view'),
      labels: unscripted('inside.labels'),
      commands: unscripted('inside.commands'),
      terminal: unscripted('inside.terminal'),
      runHere: unscripted('inside.runHere'),
      terminalInput: unscripted('inside.terminalInput'),
      resize: unscripted('inside.resize'),
      terminalTaken: unscripted('inside.terminalTaken'),
      folder: unscripted('inside.folder'),
      download: unscripted('inside.download'),
      upload: unscripted('inside.upload'),
      uploadPiece: unscripted('inside.uploadPiece'),
      ...parts.inside,
    },
    jobs: {
      watch: unscripted('jobs.watch'),
      start: unscripted('jobs.start'),
      startAll: unscripted('jobs.startAll'),
      resume: unscripted('jobs.resume'),
      planAgain: unscripted('jobs.planAgain'),
      cancel: unscripted('jobs.cancel'),
      ...parts.jobs,
    },
    settings: { view: unscripted('settings.view'), change: unscripted('settings.change'), ...parts.settings },
    close: () => Promise.resolve(),
  }
}
