import type { FailureCode } from '../../../preload/contract/failure.ts'
import type { FailureSentence } from '../sentence.ts'

const dataUntouched = 'Your data is untouched.'
const nothingChanged = 'Nothing was changed.'

export const failures = {
  // ── reaching a server ──
  'address-not-found': {
    what: 'No server is known under the address {{address}}.',
    means: nothingChanged,
    next: 'Check the spelling, or ask whoever rents the server for its address. If this computer is offline, connect it and try again.',
  },
  'server-unreachable': {
    what: 'There is no way from here to {{address}}.',
    means: `What runs on the server goes on running. ${dataUntouched}`,
    next: 'Check that this computer is online and that the server is switched on, then try again.',
  },
  'port-closed': {
    what: '{{address}} is there, but nothing answers at port {{port}}.',
    means: `What runs on the server goes on running. ${dataUntouched}`,
    next: 'Check the port: 22 is the usual one. If it is right, the server’s firewall may be in the way or its remote login may be off; its provider can tell.',
  },
  'server-silent': {
    what_one: '{{address}} did not answer within {{count}} second.',
    what_other: '{{address}} did not answer within {{count}} seconds.',
    means: `What runs on the server goes on running. ${dataUntouched}`,
    next: 'Check the address and the port ({{port}}). The server may also be switched off, or a firewall may keep this computer out.',
  },
  'not-ssh': {
    what: 'Something answers at {{address}}, port {{port}}, but it is not a server’s remote login (SSH).',
    means: nothingChanged,
    next: 'Check the port: 22 is the usual one.',
  },
  'ssh-outdated': {
    what: '{{address}} can only be reached in ways that are no longer safe.',
    means: 'Canteen stopped before anything was sent.',
    next: 'Ask whoever looks after the server to update its remote login (SSH), then try again.',
  },
  'host-key-unknown': {
    what: 'This computer has not met {{address}} before.',
    means: 'Nothing was sent to it: no password and no key.',
    next: 'Compare its sentence with the one your provider or colleague sees, and say whether it is your server.',
  },
  'host-key-changed': {
    what: '{{address}} does not show the identity it showed before.',
    means: 'Canteen stopped before anything was sent. It may be another machine that pretends to be your server.',
    next: 'Ask whoever looks after the server whether it was set up anew. If it was, forget the server here and add it again; if nobody knows of it, do not go on.',
  },
  'login-refused': {
    what: 'The server is there, but it does not let “{{user}}” in with this {{tried}}.',
    means: nothingChanged,
    next: 'Check the user name and the {{tried}}. Ways in that this server accepts: {{accepted}}.',
  },
  'key-unreadable': {
    what: 'This is not a private key that can be read.',
    means: nothingChanged,
    next: 'Paste the whole private key, from its BEGIN line to its END line, or choose its file. The file that ends in “.pub” is the wrong one.',
  },
  'key-needs-passphrase': {
    what: 'This key is locked with a passphrase.',
    means: nothingChanged,
    next: 'Type the passphrase that was chosen when the key was made.',
  },
  'key-passphrase-wrong': {
    what: 'The passphrase does not open this key.',
    means: nothingChanged,
    next: 'Type it again; capital letters count.',
  },
  'key-file-missing': {
    what: 'There is no key at {{file}}.',
    means: nothingChanged,
    next: 'Choose the file of the private key, or paste the key.',
  },
  'agent-missing': {
    what: 'No SSH agent runs on this computer.',
    means: nothingChanged,
    next: 'Start your agent and try again, or sign in with a key or a password.',
  },
  'connection-lost': {
    what: 'The connection to {{server}} was lost.',
    means: `What runs on the server goes on running. ${dataUntouched}`,
    next: 'Canteen connects again by itself when the server can be reached.',
  },
  'docker-missing': {
    what: 'The program that runs apps (Docker) is not on this server.',
    means: nothingChanged,
    next: 'Ask whoever looks after the server to install Docker there, then try again.',
  },
  'docker-not-allowed': {
    what: '“{{user}}” may sign in, but may not run apps on this server.',
    means: nothingChanged,
    next: 'Ask whoever looks after the server to add “{{user}}” to the group “docker”, or sign in as another user.',
  },
  'docker-not-running': {
    what: 'The program that runs apps (Docker) is on the server, but it does not answer.',
    means: 'Apps there may not be reachable now. Their data is untouched.',
    next: 'Ask whoever looks after the server to start Docker, then try again.',
  },
  'forwarding-forbidden': {
    what: 'The server lets you in, but forbids the way Canteen talks to it.',
    means: nothingChanged,
    next: 'Ask whoever looks after the server to allow “AllowStreamLocalForwarding” in its SSH settings, then try again.',
  },
  'docker-too-old': {
    what: 'This server’s Docker is version {{version}}; Canteen needs at least {{needed}}.',
    means: nothingChanged,
    next: 'Ask whoever looks after the server to update Docker, then try again.',
  },
  'swarm-off': {
    what: '{{server}} is not set up for apps yet.',
    means: nothingChanged,
    next: 'Canteen can set it up: you see a plan first.',
  },
  'swarm-worker': {
    what: '{{server}} takes its orders from another machine.',
    means: nothingChanged,
    next: 'Add the machine that leads the group instead; the apps on {{server}} are managed there.',
  },
  'proxy-network-missing': {
    what: '{{server}} has no common way for web addresses to reach apps yet.',
    means: nothingChanged,
    next: 'Canteen can set it up: you see a plan first.',
  },
  'server-unknown': {
    what: 'There is no server called {{server}} here.',
    means: nothingChanged,
    next: 'It may have been forgotten on this computer. Look at the list of servers, or add it again.',
  },
  'server-exists': {
    what: 'There is a server called {{server}} here already.',
    means: nothingChanged,
    next: 'Choose another name, or forget the other one first.',
  },
  'server-name-invalid': {
    what: '“{{name}}” cannot be a server’s name.',
    means: nothingChanged,
    next: 'Use letters, digits, dots and dashes, and begin with a letter or a digit.',
  },
  'server-in-use': {
    what_one: '{{count}} app of {{server}} has its settings on this computer.',
    what_other: '{{count}} apps of {{server}} have their settings on this computer.',
    means: nothingChanged,
    next: 'Delete those apps first, or move their settings to another place.',
  },
  // ── the keychain ──
  'keychain-missing': {
    what: 'This computer has no keychain that Canteen can use.',
    means: 'Passwords and keys were not saved anywhere else instead.',
    next: 'Start your desktop’s keychain (on Linux, GNOME Keyring or KWallet) and try again.',
  },
  'keychain-locked': {
    what: 'This computer’s keychain is locked.',
    means: 'Passwords and keys in it are safe, but Canteen cannot read or save any.',
    next: 'Unlock the keychain and try again.',
  },
  'credential-missing': {
    what: 'The password or key for {{server}} is not in this computer’s keychain.',
    means: `What runs on the server goes on running. ${dataUntouched}`,
    next: 'Forget the server here and add it again; your apps on it stay as they are.',
  },
  // ── files on this computer ──
  'disk-full': {
    what: 'This computer’s disk is full: {{file}} could not be saved.',
    means: 'The file is as it was before; nothing was half written.',
    next: 'Make some room on the disk and try again.',
  },
  'file-not-writable': {
    what: '{{file}} could not be saved.',
    means: 'The file is as it was before; nothing was half written.',
    next: 'Check that the file and its folder belong to you and can be written, then try again.',
  },
  'file-unreadable': {
    what: '{{file}} could not be read.',
    means: 'The file was not changed.',
    next: 'Check that it belongs to you and can be read, then try again.',
  },
  'own-file-damaged': {
    what: 'Canteen’s own file {{file}} was damaged.',
    means: 'Canteen began a new one. The damaged file was kept as {{keptAs}}; servers and apps are untouched.',
    next: 'Nothing needs to be done. Someone who knows Canteen’s files can look at the kept one.',
  },
  // ── catalogue and recipes ──
  'catalogue-unreachable': {
    what: 'The catalogue at {{address}} cannot be reached.',
    means: 'You see the list as it was last time. Your apps are not concerned.',
    next: 'Check that this computer is online and try again.',
  },
  'catalogue-invalid': {
    what: 'What {{address}} sends is not a catalogue that Canteen can read.',
    means: 'You see the list as it was last time. Your apps are not concerned.',
    next: 'Check the catalogue’s address in Settings, or try again later.',
  },
  'catalogue-address-invalid': {
    what: '{{address}} cannot be a catalogue’s address.',
    means: nothingChanged,
    next: 'It begins with https:// and ends in the name of the list, such as recipes.json.',
  },
  'recipe-unknown': {
    what: 'The catalogue has no recipe called {{recipe}}.',
    means: nothingChanged,
    next: 'Refresh the catalogue, or look for it under another name.',
  },
  'recipe-unreachable': {
    what: 'The recipe {{recipe}} cannot be fetched from {{address}}.',
    means: 'What was fetched earlier can still be used. Your apps are not concerned.',
    next: 'Check that this computer is online and try again.',
  },
  'recipe-version-unknown': {
    what: 'The recipe {{recipe}} has no version {{version}}.',
    means: nothingChanged,
    next: 'Choose another version from the recipe’s page.',
  },
  'recipe-file-missing': {
    what: 'The recipe {{recipe}} lacks its file {{file}}.',
    means: nothingChanged,
    next: 'Choose another version of the recipe, or tell its maintainers.',
  },
  'recipe-file-refused': {
    what: 'The recipe {{recipe}} asks for a file that Canteen does not open: {{file}}.',
    means: `It may be an attempt to reach files of this computer. ${nothingChanged}`,
    next: 'Do not use this version, and tell the recipe’s maintainers.',
  },
  'recipe-invalid': {
    what: 'The recipe {{recipe}} has a mistake in {{file}}, line {{line}}.',
    means: nothingChanged,
    next: 'Choose another version of the recipe, or tell its maintainers.',
  },
  'recipe-too-slow': {
    what: 'Canteen gave up reading the recipe {{recipe}}.',
    means: `It takes far longer than a recipe should. ${nothingChanged}`,
    next: 'Choose another version of the recipe, or tell its maintainers.',
  },
  'env-invalid': {
    what: '{{file}} has a mistake in line {{line}}.',
    means: 'The file was not changed.',
    next: 'Correct that line in a text editor and try again.',
  },
  'git-missing': {
    what: 'The program that fetches recipes (git) is not on this computer.',
    means: nothingChanged,
    next: 'Install git and try again.',
  },
  // ── installing and running apps ──
  'domain-invalid': {
    what: '“{{domain}}” cannot be a web address.',
    means: nothingChanged,
    next: 'A web address looks like wiki.example.org: letters, digits and dashes, with dots between them.',
  },
  'app-exists': {
    what: 'There is an app at {{app}} on {{server}} already.',
    means: 'That app is untouched.',
    next: 'Choose another web address, or open the app that is there.',
  },
  'app-unknown': {
    what: 'There is no app {{app}} on {{server}}.',
    means: nothingChanged,
    next: 'It may have been deleted from another computer. Go back to Home for the apps that are there.',
  },
  'app-running': {
    what: '{{app}} is still running.',
    means: nothingChanged,
    next: 'Turn it off first.',
  },
  'app-not-running': {
    what: '{{app}} is off.',
    means: nothingChanged,
    next: 'Turn it on first.',
  },
  'name-not-typed': {
    what: 'The name typed is not {{app}}.',
    means: 'Nothing was deleted.',
    next: 'Type the name exactly as it is written, to be sure that the right app is deleted.',
  },
  'log-closed': {
    what: 'What the app said is not at hand any more.',
    means: 'No file was written.',
    next: 'Open Activity and logs again, and save it then.',
  },
  'setting-required': {
    what: 'The setting {{key}} is still empty.',
    means: nothingChanged,
    next: 'Fill it in and try again.',
  },
  'setting-invalid': {
    what: 'The setting {{key}} has a value that cannot be used.',
    means: nothingChanged,
    next: 'Correct it and try again.',
  },
  'secret-missing': {
    what_one: '{{app}} cannot start: a password is missing on the server ({{secrets}}).',
    what_other: '{{app}} cannot start: {{count}} passwords are missing on the server ({{secrets}}).',
    means: dataUntouched,
    next: 'Type them in where you are asked for them. If nobody knows them any more, new ones can be made under “Passwords and keys”.',
  },
  'secret-not-versioned': {
    what: 'The recipe gives the password {{secret}} of {{app}} no version, so a new one cannot take its place.',
    means: nothingChanged,
    next: 'Ask the recipe’s maintainers for a version in the password’s name.',
  },
  'service-not-scalable': {
    what: 'The part “{{service}}” of {{app}} does not run in copies.',
    means: nothingChanged,
    next: 'It runs once on each machine, or only until its work is done. Its number is for the recipe to say.',
  },
  'secret-name-too-long': {
    what: 'The password {{secret}} would get a name on the server that is too long.',
    means: nothingChanged,
    next: 'Choose a shorter web address for the app.',
  },
  'config-changed': {
    what: 'The recipe changed a file that {{app}} uses ({{config}}) without giving it a new number.',
    means: `The app goes on with the old file. ${dataUntouched}`,
    next: 'Tell the recipe’s maintainers; until then, use another version of the recipe.',
  },
  'network-missing': {
    what: 'The app needs a connection on the server that is not there: {{network}}.',
    means: dataUntouched,
    next: 'If it is called “proxy”, let Canteen set up the server. Otherwise another app that brings it must be installed first.',
  },
  'image-missing': {
    what: 'The program {{image}} cannot be found where the recipe says it is.',
    means: dataUntouched,
    next: 'Choose another version of the recipe, or tell its maintainers.',
  },
  'image-refused': {
    what: 'The program {{image}} may not be downloaded without an account.',
    means: dataUntouched,
    next: 'Ask whoever looks after the server to sign it in where the program is kept.',
  },
  'too-many-downloads': {
    what: 'The place that keeps {{image}} refuses more downloads for now.',
    means: `It allows each server only a number of downloads in some hours. ${dataUntouched}`,
    next: 'Wait a few hours and go on with the job.',
  },
  'engine-refused': {
    what: 'The server refused a step.',
    means: 'What was done before that step is kept; data is untouched.',
    next: 'Try again. If it is refused again, what the server said below helps whoever looks after it.',
  },
  'plan-outdated': {
    what: '{{app}} changed since this plan was made.',
    means: nothingChanged,
    next: 'Make the plan again, and look at it once more.',
  },
  'plan-unknown': {
    what: 'This plan is not there any more.',
    means: 'Plans are forgotten when Canteen ends. Nothing was changed.',
    next: 'Make the plan again.',
  },
  'job-unknown': {
    what: 'This job is not there any more.',
    means: nothingChanged,
    next: 'Look at Activity for the jobs that are known.',
  },
  'job-running': {
    what: 'Something else is being done with {{app}} at this moment.',
    means: nothingChanged,
    next: 'Wait until it has ended, then try again.',
  },
  'passwords-lost': {
    what_one: 'A password made for {{app}} was lost before it reached the server ({{secrets}}).',
    what_other: '{{count}} passwords made for {{app}} were lost before they reached the server ({{secrets}}).',
    means: `Nobody has used them yet. ${dataUntouched}`,
    next: 'Install the app again at the same web address: new passwords are made.',
  },
  // ── looking inside an app ──
  'part-not-running': {
    what: 'The part “{{part}}” of {{app}} is not running: there is nothing to look into.',
    means: nothingChanged,
    next: 'Turn the app on, or wait until the part has started.',
  },
  'part-elsewhere': {
    what: 'The part “{{part}}” of {{app}} runs on another machine: {{machines}}.',
    means: 'From here Canteen can look only into what runs on the machine it is connected to.',
    next: 'Ask whoever looks after that machine, or move the app to this one.',
  },
  'part-without-shell': {
    what: 'The part “{{part}}” has no shell: its makers left out everything but the program itself.',
    means: 'No terminal can be opened in it, and its folders cannot be listed.',
    next: 'A file whose path you know can be downloaded all the same.',
  },
  'terminal-closed': {
    what: 'This terminal is closed already.',
    means: 'What was typed last did not reach the app.',
    next: 'Open a new one.',
  },
  'folder-not-found': {
    what: 'There is no folder {{path}}.',
    means: nothingChanged,
    next: 'It may have been removed or renamed in the meantime. Go up a folder and look again.',
  },
  'folder-not-readable': {
    what: 'The folder {{path}} cannot be listed.',
    means: nothingChanged,
    next: 'What this part of the app said is in the details. A file whose path you know can be downloaded all the same.',
  },
  'folder-not-writable': {
    what: 'Nothing can be put into {{path}}.',
    means: nothingChanged,
    next: 'What the server said is in the details. Choose another folder.',
  },
  'file-not-found': {
    what: 'There is no {{path}} that could be copied.',
    means: 'It may have been removed, or it exists in the memory of the app only, as its passwords do.',
    next: 'Look at the folder again.',
  },
  'file-special': {
    what: '{{path}} is neither a file nor a folder.',
    means: 'It stands for a device or a connection and has no bytes to copy.',
    next: 'Choose a file or a folder.',
  },
  'file-there': {
    what: 'There is a file {{path}} already.',
    means: nothingChanged,
    next: 'Replace it, or give your file another name first.',
  },
  'folder-there': {
    what: '{{path}} is a folder.',
    means: nothingChanged,
    next: 'Give your file another name first, or go to another folder.',
  },
  'upload-cut': {
    what: 'Not all of {{name}} arrived.',
    means: 'Nothing was put in place. What had come is removed.',
    next: 'Try again. If the file is being written to on this computer, wait until that is done.',
  },
  'server-disk-full': {
    what: 'The disk of {{server}} is full.',
    means: 'Nothing was put in place. Apps on a full disk may stop working.',
    next: 'Make room on the server, then try again.',
  },
  'command-unknown': {
    what: 'The recipe {{recipe}} has no command {{command}} in this version.',
    means: nothingChanged,
    next: 'Open this page again to see what it has.',
  },
  'command-changed': {
    what: 'The code of the recipe {{recipe}} is not what you looked at any more.',
    means: 'Nothing was run.',
    next: 'Open this page again and look at what it says now.',
  },
  'bash-missing': {
    what: 'This computer has no bash, the program that runs a recipe’s commands.',
    means: 'Nothing was run.',
    next: 'Run the command in the app, or use a computer with Linux or macOS.',
  },
  // ── an app does not become steady ──
  'service-crashes': {
    what: '{{app}} does not start: its part “{{service}}” stops again and again.',
    means: dataUntouched,
    next: 'Its last words are below: a setting may be wrong. Turn the app off, or try another version.',
  },
  'service-killed-memory': {
    what: '{{app}} does not stay up: its part “{{service}}” needs more memory than it gets.',
    means: `It was stopped in the middle of its work. ${dataUntouched}`,
    next: 'Turn off an app that is not needed on this server, or use a server with more memory.',
  },
  'service-unhealthy': {
    what: '{{app}} runs, but its part “{{service}}” says that it is not well.',
    means: dataUntouched,
    next: 'Some apps take long the first time: wait a little. If it stays, its last words below say more.',
  },
  'service-image-missing': {
    what: '{{app}} does not start: the program for its part “{{service}}” ({{image}}) cannot be found.',
    means: dataUntouched,
    next: 'Choose another version of the recipe, or tell its maintainers.',
  },
  'service-unplaceable': {
    what: '{{app}} does not start: no machine of this server has what its part “{{service}}” asks for.',
    means: dataUntouched,
    next: 'It asks for a special machine or for more room than there is. Choose another server or another version.',
  },
  'service-rejected': {
    what: '{{app}} does not start: the server refuses its part “{{service}}”.',
    means: dataUntouched,
    next: 'What the server said is below. Turn the app off, or try another version.',
  },
  'service-update-stopped': {
    what: 'The change to {{app}} stopped half-way, because its part “{{service}}” did not start.',
    means: `Parts that were changed before stay changed. ${dataUntouched}`,
    next: 'Its last words are below. Turn the app off and on again, or try another version.',
  },
  'service-rolled-back': {
    what: 'The server took back the change to {{app}}, because its part “{{service}}” did not start.',
    means: `The app runs as before the change. ${dataUntouched}`,
    next: 'Its last words are below: a setting may be wrong.',
  },
  'not-steady-in-time': {
    what: '{{app}} was not ready within {{duration}}.',
    means: `It goes on starting on the server; still waiting for: {{waiting}}. ${dataUntouched}`,
    next: 'Some apps take long the first time. Go on waiting, or turn the app off.',
  },
  // ── the rest ──
  cancelled: {
    what: 'This was cancelled.',
    means: 'What was done before is kept; it can be picked up again.',
  },
  'input-invalid': {
    what: 'Something in the form cannot be used.',
    means: nothingChanged,
    next: 'Check what you typed and try again.',
  },
  unexpected: {
    what: 'Something went wrong that Canteen did not expect.',
    means: 'This is a mistake in Canteen, not yours. Nothing more was done.',
    next: 'Try again. If it happens again, tell us the reference {{reference}}: it finds the place in Canteen’s log.',
  },
} as const satisfies Readonly<Record<FailureCode, FailureSentence>>
