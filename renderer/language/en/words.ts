/** Words that many pages share. */
export const states = {
  working: 'Working',
  starting: 'Starting',
  updating: 'Updating',
  attention: 'Needs attention',
  off: 'Off',
  unknown: 'Can’t tell',
} as const

export const ways = {
  password: 'password',
  key: 'key',
  'key-file': 'key',
  publickey: 'key',
  agent: 'SSH agent’s keys',
  'keyboard-interactive': 'password with questions',
  other: '{{way}}',
} as const

export const parts = {
  details: 'Details',
  detailsForTechnicians: 'Details for technicians',
  showPassword: 'Show what is typed',
  copy: 'Copy',
  copied: 'Copied',
  back: 'Back',
  clear: 'Clear',
  optional: 'optional',
  path: 'Where you are',
  opensOutside: 'opens in your browser',
  seconds: 'about {{duration}}',
  done: 'done',
  noPicture: 'A picture from elsewhere, not shown: {{text}}',
  choose: 'Choose…',
  identityKnown: 'Known from {{source}}: {{print}}',
  identityNow: 'Shown now, as {{keyType}}: {{print}}',
} as const
