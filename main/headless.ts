import { render } from './render.ts'

const usage = `usage: node main/headless.ts plan --help
       node main/headless.ts render
`

/** They answer the exit status. What `plan` needs is loaded for it alone. */
const commands: Readonly<Record<string, (words: readonly string[]) => Promise<number>>> = {
  async plan(words) {
    const { INIT_CWD, npm_lifecycle_event } = process.env
    // npm runs scripts in the project's folder; files are named from where npm was called.
    if (INIT_CWD !== undefined && npm_lifecycle_event === 'plan') process.chdir(INIT_CWD)
    const { plan } = await import('./headless/plan.ts')
    return plan(words)
  },
  async render() {
    await render(process.stdin, process.stdout)
    return 0
  },
}

const [, , name = '', ...words] = process.argv
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (command === undefined) {
  process.stderr.write(usage)
  process.exitCode = 2
} else {
  process.exitCode = await command(words)
}
