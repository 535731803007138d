import { render } from './render.ts'

const usage = 'usage: node main/headless.ts render\n'

const commands: Readonly<Record<string, () => Promise<void>>> = {
  render: () => render(process.stdin, process.stdout),
}

const [, , name = ''] = process.argv
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (command === undefined) {
  process.stderr.write(usage)
  process.exitCode = 2
} else {
  await command()
}
