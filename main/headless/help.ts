import { commonOptions, usageOf } from './arguments.ts'
import { kinds } from './kinds.ts'
import { type OptionName, options } from './options.ts'

/** What `--help` prints. Made of the tables, so that it never lags behind. */
export function helpText(): string {
  const own = Object.keys(options).filter(isOwn)
  return `Plans a change of a server, in words, and carries it out with --apply.

  npm run --silent plan -- --server NAME --do WHAT [options]

What can be done (--do):
${list(
  Object.entries(kinds).map(([word, { help, takes, needs }]) => [
    word,
    help,
    takes.map((name) => (needs.includes(name) ? usageOf(name) : `[${usageOf(name)}]`)).join(' '),
  ]),
)}

For every plan:
${list(commonOptions.map((name) => [usageOf(name), options[name].help]))}

For some:
${list(own.map((name) => [usageOf(name), options[name].help]))}

Standard output has the plan, standard error the progress. Exit status: 0 planned, or done; 1 failed; 2 wrong usage;
3 stopped before its end by trouble that may pass, and can be gone on with; 130 stopped by Ctrl-C.
`
}

function isOwn(name: string): name is OptionName {
  return !commonOptions.some((one) => one === name)
}

const indent = '      '

function list(lines: readonly (readonly string[])[]): string {
  return lines
    .map(([word = '', ...more]) => [`  ${word}`, ...more.filter(Boolean).map((line) => indent + line)].join('\n'))
    .join('\n')
}
