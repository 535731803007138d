import type { JobState } from '../../../preload/contract/job.ts'
import type { PlanKind } from '../../../preload/contract/plan.ts'

/** A job in one sentence. `title` is what people call the app or the server. */
export const jobs = {
  install: {
    running: '{{title}} is being installed',
    waiting: 'The installation of {{title}} waits for you',
    done: '{{title}} was installed',
    failed: '{{title}} could not be installed',
    cancelled: 'The installation of {{title}} was cancelled',
  },
  update: {
    running: '{{title}} is being updated',
    waiting: 'The update of {{title}} waits for you',
    done: '{{title}} was updated',
    failed: '{{title}} could not be updated',
    cancelled: 'The update of {{title}} was cancelled',
  },
  'go-back': {
    running: '{{title}} goes back to an earlier version',
    waiting: '{{title}} waits for you to go back',
    done: '{{title}} went back to an earlier version',
    failed: '{{title}} could not go back',
    cancelled: 'Going back with {{title}} was cancelled',
  },
  'turn-on': {
    running: '{{title}} is being turned on',
    waiting: 'Turning on {{title}} waits for you',
    done: '{{title}} was turned on',
    failed: '{{title}} could not be turned on',
    cancelled: 'Turning on {{title}} was cancelled',
  },
  'turn-off': {
    running: '{{title}} is being turned off',
    waiting: 'Turning off {{title}} waits for you',
    done: '{{title}} was turned off',
    failed: '{{title}} could not be turned off',
    cancelled: 'Turning off {{title}} was cancelled',
  },
  delete: {
    running: '{{title}} is being deleted',
    waiting: 'Deleting {{title}} waits for you',
    done: '{{title}} was deleted',
    failed: '{{title}} could not be deleted',
    cancelled: 'Deleting {{title}} was cancelled',
  },
  'set-up-server': {
    running: 'The server {{title}} is being set up',
    waiting: 'Setting up the server {{title}} waits for you',
    done: 'The server {{title}} was set up',
    failed: 'The server {{title}} could not be set up',
    cancelled: 'Setting up the server {{title}} was cancelled',
  },
} as const satisfies Readonly<Record<PlanKind, Readonly<Record<JobState, string>>>>

export const activity = {
  title: 'Activity',
  more: 'What was done from this computer, newest first.',
  list: 'Jobs',
  by: 'by {{name}}',
  on: 'on {{server}}',
  emptyWhat: 'Nothing has been done yet.',
  emptyMore: 'Whatever Canteen does on a server is written down here: what was planned, each step, and how it ended.',
} as const
