import type { MessageCode } from '../../../preload/contract/message.ts'
import type { MessageSentence } from '../sentence.ts'

export const messages = {
  // ── steps of plans and jobs ──
  'step-write-settings': {
    what: 'Save the settings of {{app}} on this computer',
    more: '{{file}}',
  },
  'step-create-secrets': {
    what_one: 'Keep {{count}} new password on {{server}}',
    what_other: 'Keep {{count}} new passwords on {{server}}',
    more: '{{names}}; nowhere else',
    more_kept: '{{names}}; also saved in this computer’s keychain',
  },
  'step-fetch-images': {
    what_one: 'Fetch {{count}} program on the server',
    what_other: 'Fetch {{count}} programs on the server',
    more: 'downloaded there, nothing goes through your connection',
  },
  'step-make-places': {
    what: 'Make a private network',
    what_one: 'Make a private network and {{count}} place for data',
    what_other: 'Make a private network and {{count}} places for data',
    what_nonetwork_one: 'Make {{count}} place for data',
    what_nonetwork_other: 'Make {{count}} places for data',
    what_nodata: 'Make a private network',
    what_nothing: 'Look whether the way for web addresses is there',
    more: '{{volumes}}',
    more_nodata: 'only the parts of this app can use it',
    more_nothing: 'this app keeps no data on the server',
  },
  'step-start-services': {
    what: 'Start {{app}}',
    more: 'its parts: {{services}}',
  },
  'step-change-services': {
    what: 'Exchange what is different',
    more: 'of its parts: {{services}}',
  },
  'step-wait-steady': {
    what: 'Wait until {{app}} is ready',
    more: 'every part must stay up and say that it is well, at most {{duration}}',
  },
  'step-restore-services': {
    what: 'Bring the parts of {{app}} back to what they were',
    more: '{{services}}',
  },
  'step-restart-services': {
    what: 'Start the parts of {{app}} anew',
    more: '{{services}}',
  },
  'step-scale-services': {
    what: 'Change the number of copies of {{app}}',
    more: '{{services}}',
  },
  'step-look-at-page': {
    what: 'Look whether its page answers',
    more: '{{address}}',
  },
  'step-stop-services': {
    what: 'Stop {{app}}',
    more: 'its parts: {{services}}',
  },
  'step-remove-networks': {
    what: 'Take away the private network of {{app}}',
    more: '{{networks}}',
  },
  'step-remove-secrets': {
    what_one: 'Delete {{count}} password of {{app}} from the server',
    what_other: 'Delete {{count}} passwords of {{app}} from the server',
    more: '{{names}}',
  },
  'step-remove-old-secrets': {
    what_one: 'Take the old password of {{app}} off the server',
    what_other: 'Take the {{count}} old passwords of {{app}} off the server',
    more: 'once the new ones are in use: {{names}}',
  },
  'step-remove-new-secrets': {
    what_one: 'Take the new password of {{app}} off the server',
    what_other: 'Take the {{count}} new passwords of {{app}} off the server',
    more: '{{names}}',
  },
  'step-remove-volumes': {
    what: 'Delete the files and data of {{app}} for good',
    more: '{{volumes}}',
  },
  'step-remove-settings': {
    what: 'Delete the settings of {{app}} from this computer',
    more: '{{file}}',
  },
  'step-start-swarm': {
    what: 'Get {{server}} ready to run apps',
    more: 'it leads its own group of machines, reached at {{address}}',
  },
  'step-create-proxy-network': {
    what: 'Make the common way for web addresses to reach apps on {{server}}',
  },
  // ── second lines of steps ──
  'progress-images': {
    what: '{{done}} of {{total}} fetched · {{bytes}} of {{totalBytes}}',
    what_nosize: '{{done}} of {{total}} fetched',
  },
  'progress-services': {
    what: '{{ready}} of {{total}} parts ready · waiting for {{waiting}}',
    what_nobody: '{{ready}} of {{total}} parts ready',
  },
  'note-page-answers': {
    what: '{{address}} answers.',
  },
  'note-page-silent': {
    what: '{{address}} does not answer yet.',
    more: 'The app itself is running. Its web address may not point to the server yet, or its certificate may still be on the way.',
  },
  'note-certificate-missing': {
    what: '{{address}} answers, but browsers will warn of it: it has no certificate of its own yet.',
    more: 'The first one may take some minutes. If the warning stays, the web address does not point to the server.',
  },
  'note-already-done': {
    what: 'Was there already.',
  },
  // ── what a plan changes ──
  'change-version': { what: '{{app}} goes from version {{from}} to {{to}}.' },
  'change-image': { what: 'The part “{{service}}” gets another program.', more: '{{from}} → {{to}}' },
  'change-part': {
    what: 'Something about the part “{{service}}” is another.',
    what_settings: 'The part “{{service}}” gets other settings.',
    what_passwords: 'The part “{{service}}” gets other passwords.',
    what_files: 'The part “{{service}}” gets other files of the recipe.',
    what_data: 'The part “{{service}}” keeps its data at other places.',
    'what_health-check': 'Whether the part “{{service}}” is well is asked in another way.',
    what_command: 'The part “{{service}}” is started in another way.',
    what_limits: 'The part “{{service}}” may use another amount of memory or processor.',
    what_networks: 'The part “{{service}}” reaches other parts.',
    what_ports: 'The part “{{service}}” is reached at other ports.',
    what_copies: 'The part “{{service}}” runs in another number of copies.',
    what_address: 'The part “{{service}}” is reached at other web addresses, or in another way.',
    what_labels: 'The part “{{service}}” tells other tools something else.',
    what_rules: 'The part “{{service}}” is exchanged or placed by other rules.',
  },
  'change-new-part': { what: 'The part “{{service}}” is new.' },
  'change-left-over': {
    what: 'The recipe no longer has the part “{{service}}”.',
    more: 'It keeps running; Canteen does not remove what it was not asked to.',
  },
  'change-part-goes': {
    what: 'The part “{{service}}” goes.',
    more: 'It came with the change that is taken back. Its files and data stay on the server.',
  },
  'change-setting': { what: 'The setting {{key}} changes.', more: '{{from}} → {{to}}' },
  'change-setting-set': { what: 'The setting {{key}} is set.', more: '{{to}}' },
  'change-setting-concealed': {
    what: 'The setting {{key}} changes.',
    more: 'It looks like a password, so it is not shown here.',
  },
  'change-setting-gone': { what: 'The setting {{key}} is no longer set.' },
  'change-password': { what: 'A new {{name}} takes the place of the old one.' },
  'change-copies': { what: 'The part “{{service}}” runs in {{to}} copies instead of {{from}}.' },
  'change-nothing': {
    what: 'Nothing is different: {{app}} runs what its settings say.',
    more: 'You can send it to the server again all the same.',
  },
  'change-new-settings': {
    what_one: 'A setting comes new, with the recipe’s own value.',
    what_other: '{{count}} settings come new, with the recipe’s own values.',
    more: '{{keys}}',
  },
  // ── warnings and promises of plans ──
  'warn-parts-stop': {
    what_one: '{{app}} cannot be used for a while: one part stops and starts anew.',
    what_other: '{{app}} cannot be used for a while: {{count}} parts stop and start anew.',
    more: 'These are {{services}}. Canteen waits up to {{duration}} for them.',
  },
  'warn-breaking': {
    what: 'The recipe’s maintainers say that this needs something done by hand.',
    more: 'Read the notes of {{versions}} before you go on.',
  },
  'warn-data-not-taken-back': {
    what: 'Files and data are not taken back.',
    more: 'If a newer version has changed them, version {{version}} may not be able to read them.',
  },
  'warn-no-backup': {
    what: 'No copy of the data of {{app}} is made before.',
    more: 'Canteen cannot make copies yet. If you have another way to make one, do it first.',
  },
  'warn-password-in-data': {
    what: 'Some programs keep the password that they began with in their data.',
    more: 'Databases do. If {{app}} does not come to rest with the new one, Canteen goes back to the old one by itself.',
  },
  'warn-settings-since': {
    what: 'The settings of {{app}} were changed in another way since.',
    more: 'That change is taken back too. The file as it is now is kept in Canteen’s own folder.',
  },
  'warn-no-copies': {
    what: 'Without any copy, the part “{{service}}” does not run.',
    more: 'Its files and data are kept.',
  },
  'warn-copies-together': {
    what: 'All copies of the part “{{service}}” write the same files.',
    more: 'Not every program can do that: it may spoil its data ({{data}}). Ask the app’s makers if you are not sure.',
  },
  'warn-copies-apart': {
    what: 'A copy of the part “{{service}}” on another machine begins with empty data.',
    more: 'Files belong to one machine ({{data}}): people would see different things, depending on which copy answers.',
  },
  'promise-stays-off': {
    what: '{{app}} stays off.',
    more: 'The new settings count as soon as it is turned on.',
  },
  'promise-nothing-changes': {
    what: 'Settings, files and data of {{app}} stay as they are.',
  },
  'promise-copies-until-change': {
    what: 'This holds until {{app}} is changed or updated.',
    more: 'The recipe then says again how many copies there are.',
  },
  'promise-copies-spread': {
    what: 'The copies are spread over the {{machines}} machines of the server.',
  },
  'promise-parts-stay': {
    what: '{{app}} can be used all the time.',
    more: 'New parts start before the old ones stop.',
  },
  'promise-undo-point': {
    what: 'You can take this back.',
    more: 'Version {{version}} and the settings as they are now are remembered.',
  },
  'warn-address-not-pointing': {
    what: '{{domain}} points to another server ({{found}}).',
    more: 'The app will run, but its page is not reached until the web address points to {{wanted}}.',
  },
  'warn-address-unknown': {
    what: '{{domain}} is not known to the internet yet.',
    more: 'The app will run, but its page is not reached until the web address points to {{wanted}}.',
  },
  'warn-stack-name-shared': {
    what: 'Another app, {{other}}, has the same short name on the server.',
    more: 'Both would use the name {{stack}}. Choose another web address, or they get in each other’s way.',
  },
  'warn-options-ignored': {
    what_one: 'The recipe asks for something that servers of this kind do not know.',
    what_other: 'The recipe asks for {{count}} things that servers of this kind do not know.',
    more: 'Left out, as always on such servers: {{options}}.',
  },
  'warn-no-health-check': {
    what: 'Canteen can see that the app runs, but not whether it is well.',
    more: 'The recipe has no health check for: {{services}}.',
  },
  'warn-recipe-rule': {
    what: 'The recipe does not keep a rule that recipes should keep: {{rule}}.',
  },
  'warn-page-stops': {
    what: 'Nobody can use {{app}} while it is off.',
  },
  'warn-data-deleted': {
    what: 'All files and data of {{app}} are deleted for good: {{volumes}}.',
    what_size: 'All files and data of {{app}} are deleted for good: {{volumes}}, {{bytes}}.',
    more: 'This cannot be undone. If anybody may still need them, make a copy first.',
  },
  'warn-passwords-deleted': {
    what_one: '{{count}} password of {{app}} is deleted from the server for good.',
    what_other: '{{count}} passwords of {{app}} are deleted from the server for good.',
    more: 'Passwords on a server cannot be read back. This cannot be undone.',
  },
  'promise-nothing-else-changes': {
    what: 'Nothing else on {{server}} changes.',
    more: 'You can undo this: deleting {{app}} leaves the server as it is now.',
  },
  'promise-data-kept': {
    what: 'Files and data of {{app}} stay on the server.',
    more: 'Kept: {{volumes}}. They are there when the app is turned on again.',
  },
  'promise-settings-kept': {
    what: 'The settings stay on this computer.',
    more: '{{file}}',
  },
  // ── why an app is in its state ──
  'reason-all-running': {
    what_one: 'Its one part is running.',
    what_other: 'All its {{count}} parts are running.',
  },
  'reason-services-starting': {
    what: 'Still starting: {{waiting}}.',
  },
  'reason-updating': {
    what: 'Being changed at this moment: {{services}}.',
  },
  'reason-not-installed-here': {
    what: 'It does not run on the server. Its settings are on this computer.',
  },
  'reason-no-copies': {
    what: 'It is on the server, but was told to run no copy of anything.',
  },
  'reason-server-unreachable': {
    what: '{{server}} cannot be reached from here.',
    more: 'The app may well be working for everybody else.',
  },
  'reason-not-looked-yet': {
    what: 'Nobody has looked at it yet.',
  },
  /** Never shown: the failure inside has its own sentence. */
  'reason-failure': {
    what: '',
  },
} as const satisfies Readonly<Record<MessageCode, MessageSentence>>
