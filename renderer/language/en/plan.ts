import type { PlanKind } from '../../../preload/contract/plan.ts'

interface PlanWords {
  readonly title: string
  /** The button, named by its effect. */
  readonly button: string
}

export const planKinds = {
  install: { title: 'Install {{title}} at {{app}}', button: 'Install {{title}}' },
  update: { title: 'Update {{title}}', button: 'Update {{title}}' },
  'go-back': { title: 'Go back to an earlier version of {{title}}', button: 'Go back with {{title}}' },
  'change-settings': { title: 'Change the settings of {{title}}', button: 'Change {{title}}' },
  rotate: { title: 'New passwords for {{title}}', button: 'Give {{title}} new passwords' },
  restart: { title: 'Start {{title}} anew', button: 'Start {{title}} anew' },
  scale: { title: 'Another number of copies of {{title}}', button: 'Change the copies of {{title}}' },
  undo: { title: 'Take back the last change of {{title}}', button: 'Take it back' },
  'turn-on': { title: 'Turn on {{title}}', button: 'Turn on {{title}}' },
  'turn-off': { title: 'Turn off {{title}}', button: 'Turn off {{title}}' },
  delete: { title: 'Delete {{title}}', button: 'Delete {{title}}' },
  'set-up-server': { title: 'Set up {{title}} for apps', button: 'Set up {{title}}' },
} as const satisfies Readonly<Record<PlanKind, PlanWords>>

export const plan = {
  kinds: planKinds,
  returns: 'Go back by itself if it does not come to rest',
  returnsMore: 'Canteen then brings back what runs now, without asking.',
  deleteWithData: 'Delete {{title}} and its data',
  changes: 'What will be different',
  steps: 'What will be done',
  nothingYet: 'Nothing has changed yet.',
  nothingToDo: 'There is nothing to do: everything is as it should be.',
  address: 'Web address',
  room: 'Will it fit?',
  memory: 'Memory: needs about {{needed}}, {{free}} free',
  disk: 'Disk: needs about {{needed}}, {{free}} free',
  commands: 'The same with commands',
  copyCommands: 'Copy the commands',
  copyFile: 'Copy the file',
  requests: 'What Docker on the server is asked',
  goneTitle: 'A plan that is gone',
  planAgain: 'Make the plan again',
} as const

/** The page of a job. */
export const job = {
  looking: 'Looking up what was done…',
  steps: 'What is being done',
  leave: 'You can leave this page or close Canteen: the work goes on, or is picked up at the next start.',
  by: 'begun by {{name}}',
  on: 'on {{server}}',
  doing: 'Step {{step}} of {{total}}: {{name}}',
  open: 'Open {{title}}',
  toApp: 'Go to {{title}}',
  toServer: 'Go to {{title}}',
  toHome: 'Go to Home',
  toActivity: 'Go to Activity',
  toCatalogue: 'Install an app',
  again: 'Try again',
  watch: 'Keep watching',
  stop: 'Stop…',
  endWaiting: 'Stop waiting',
  stopTitle: 'Stop here?',
  stopInstall:
    'What has been done so far stays on the server: nothing is taken back, and nothing that was there before is touched. Passwords that are not on the server yet are thrown away. You can delete the app afterwards, or install it again.',
  stopDelete: 'What is deleted already is gone. What is left stays, and you can delete it later.',
  stopOther: 'What has been done so far stays as it is. The rest is not done; you can begin again at any time.',
  stopYes: 'Stop',
  stopNo: 'Go on',
  doneMore: {
    install: 'It is at {{app}}, and its settings are on this computer.',
    update: 'It runs the new version.',
    'go-back': 'It runs the earlier version.',
    'change-settings': 'It runs with the new settings.',
    rotate: 'It runs with the new passwords, and the old ones are off the server.',
    restart: 'It runs again.',
    scale: 'The copies run.',
    undo: 'It is as it was before.',
    'turn-on': 'It can be used again.',
    'turn-off': 'Its files, data and settings are kept.',
    delete: 'It is no longer on {{server}}.',
    'set-up-server': 'Apps can be installed on it now.',
  },
  returnedMore:
    'What was new did not come to rest, so Canteen brought everything back that ran before. Files and data were not touched. This is why:',
  cancelledMore: 'What was done before stays as it is. The rest was not done.',
} as const
