/** All apps that can be updated. */
export const updates = {
  title: 'Updates',
  more: 'Those that need nobody’s hand are updated one after the other. Each goes back by itself if it does not come to rest.',
  what: 'What will be different',
  safe: 'Can be updated',
  waits: 'Waits for its turn',
  notTogether: 'Look at it first',
  planningOne: 'Looking…',
  planning: 'Looking at what would change…',
  startNone: 'Nothing to update together',
  start_one: 'Update {{count}} app',
  start_other: 'Update {{count}} apps',
  going: 'You can leave this page. The updates go on as long as Canteen is open.',
  hand: 'Its maintainers say that something must be done by hand. Open it and read their notes.',
  passwords:
    'It gets new passwords, and this computer has no keychain for them. Open it: they are shown with its plan.',
  unwell: 'It is not well at the moment. See to that before it is changed.',
  noReturn: 'It could not be brought back by itself. Open it and look at the plan.',
  noneWhat: 'Everything is up to date.',
  noneMore: 'Apps with something newer are shown here.',
} as const
