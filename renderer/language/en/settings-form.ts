/** What forms of a recipe's settings say, wherever they are. */
export const settingsForm = {
  usual: 'Usually left as it is',
  wrongSettings_one: '{{count}} setting cannot be used as it is.',
  wrongSettings_other: '{{count}} settings cannot be used as they are.',
  notSaid: 'as the app does it',
  wrong: {
    required: 'This is needed.',
    number: 'Type a number.',
    email: 'Type an e-mail address, such as hello@example.org.',
    'web-address': 'Type a whole web address, beginning with https://.',
    'host-name': 'A web address looks like wiki.example.org: letters, digits and dashes, with dots between them.',
    'host-names': 'Type web addresses such as www.example.org, with commas between them.',
    'yes-no': 'This is neither yes nor no.',
    choice: 'Choose one of those offered.',
  },
  askedEmpty: 'Type it, or take it from a file.',
  askedTooLong: 'This is too long: at most 500 kilobytes.',
  askedUnreadable: 'This file cannot be read as text.',
  severalLines: 'It has several lines',
  oneLine: 'It has one line',
  fromFile: 'Take it from a file…',
} as const
