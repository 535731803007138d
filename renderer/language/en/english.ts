import { app } from './app.ts'
import { catalogue, recipe } from './catalogue.ts'
import { failures } from './failures.ts'
import { home, welcome } from './home.ts'
import { inside } from './inside.ts'
import { install } from './install.ts'
import { activity, jobs } from './jobs.ts'
import { log } from './log.ts'
import { messages } from './messages.ts'
import { job, plan } from './plan.ts'
import { addServer, connections, server, servers, stages } from './servers.ts'
import { settings } from './settings.ts'
import { settingsForm } from './settings-form.ts'
import { appSettings } from './app-settings.ts'
import { shell } from './shell.ts'
import { updates } from './updates.ts'
import { parts, states, ways } from './words.ts'

/** Every sentence of the window, by place. A page's sentences are a file beside this one and a line here. */
export const english = {
  activity,
  addServer,
  app,
  appSettings,
  catalogue,
  connections,
  failures,
  home,
  inside,
  install,
  job,
  jobs,
  log,
  messages,
  parts,
  plan,
  recipe,
  server,
  servers,
  settings,
  settingsForm,
  shell,
  stages,
  states,
  updates,
  ways,
  welcome,
} as const
