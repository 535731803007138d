/** The settings of an app that is there already. */
export const appSettings = {
  tab: 'Settings',
  looking: 'Reading the settings…',
  intro: 'How {{title}} is set up. Nothing changes on the server before you have seen what will.',
  introText: 'The settings of {{title}} as they are written in their file on this computer.',
  asText: 'Show as text',
  asForm: 'Show as form',
  off: '{{title}} is off. What you change is written into its settings file only, and counts once it is turned on.',
  // ── what is new, and what the recipe does not know ──
  new: 'New in the recipe',
  suggests: 'It suggests {{value}}.',
  use: 'Use it',
  useFor: 'Use it for {{label}}',
  unknown: 'Not from the recipe',
  unknownMore:
    'These are in the settings file, but the recipe has no word about them. They stay as they are unless you change them.',
  // ── another web address ──
  newAddress: 'People will find {{title}} at the new address only. It must point to {{server}} before you change it.',
  oldAddress: 'The old address {{address}} is also said in: {{names}}.',
  changeToo: 'Change it there, too',
  // ── what the server runs ──
  liveWhat: 'The server runs other settings than this file.',
  liveMore:
    'The file was changed and not applied yet, or somebody changed the app from another computer. If you apply, the server gets what is here.',
  liveShow_one: 'Show the difference',
  liveShow_other: 'Show the {{count}} differences',
  liveTable: 'Settings that differ',
  liveSetting: 'Setting',
  liveServer: 'On the server',
  liveFile: 'In this file',
  notSet: 'not set',
  emptyValue: 'empty',
  concealed: 'not shown',
  showSecrets: 'Show passwords and keys',
  hideSecrets: 'Hide passwords and keys',
  // ── text ──
  editor: 'Settings file',
  editorHelp: 'One NAME=value on each line. A line that begins with # is a comment.',
  wrongLine: 'Line {{line}} cannot be read: {{detail}}.',
  // ── on to the plan ──
  seeChanges: 'See what will change',
  edited_one: '{{count}} change, not applied yet.',
  edited_other: '{{count}} changes, not applied yet.',
  editedText: 'The text was changed, and is not applied yet.',
  nothing: 'You have not changed anything yet.',
  undo: 'Undo my changes',
  // ── leaving ──
  leaveTitle: 'Your changes are not applied yet',
  leaveMore:
    'What you changed in the settings of {{title}} is kept here until you close this window, and does nothing until then.',
  stay: 'Stay here',
  leave: 'Leave',
} as const
