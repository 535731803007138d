/** A technician looks inside an app: a terminal, files in both directions, the recipe's commands, tasks and labels. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { bothHands } from './support/hands.ts'
import { installNoticeboard, openTab } from './support/members-steps.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test.for(bothHands)(
  'with the $hands a technician looks inside Noticeboard',
  { timeout: 480_000 },
  async ({ hands: name, take }) => {
    const { page, home } = await stage.open({ withServer: true })
    const hands = take(page)
    const domain = `${name}.inside.example.org`
    await installNoticeboard(hands, domain)

    await openTab(hands, 'Technician')
    await page.getByText('What you do here happens at once.').waitFor()
    await hands.look('technician')

    // A terminal, and the way out of it.
    await hands.press(page.getByRole('button', { name: 'Open a terminal' }))
    const terminal = page.getByRole('textbox', { name: 'Terminal in app' })
    await terminal.waitFor({ state: 'attached' })
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Terminal in app')
    // xterm shows its rows to the eye alone; there is no role to find them by.
    const rows = page.getByRole('group', { name: 'Terminal in app' }).locator('.xterm-rows')
    await rows.filter({ hasText: '# ' }).waitFor()
    await page.keyboard.type(
      'echo "$((6 * 7)) loaves" | tee /data/loaves.txt; printf "\\033[38;2;10;200;30mgreen\\033[0m \\033[31mred\\033[0m\\n"\n',
    )
    await rows.getByText('42 loaves', { exact: true }).waitFor()
    await rows.getByText('green', { exact: true }).waitFor()
    await hands.look('technician-terminal')
    await page.keyboard.press('Control+Shift+ArrowDown')
    const close = page.getByRole('button', { name: 'Close the terminal' })
    expect(await close.evaluate((element) => element === document.activeElement)).toBe(true)
    await hands.press(close)

    // Files.
    await hands.press(page.getByRole('button', { name: 'Files and folders' }))
    const listed = page.getByRole('region', { name: 'What is in /data' })
    await listed.getByText('loaves.txt').waitFor()
    await hands.look('technician-files')
    await hands.press(listed.getByRole('button', { name: 'Download loaves.txt' }))
    await page.getByText(`Downloaded 10 byte as ${path.join(home, 'Downloads', 'loaves.txt')}.`).waitFor()
    expect(await readFile(path.join(home, 'Downloads', 'loaves.txt'), 'utf8')).toBe('42 loaves\n')

    const cake = path.join(home, 'cake.bin')
    await mkdir(home, { recursive: true })
    await writeFile(cake, randomBytes(700_000))
    await upload(cake)
    await page.getByText('/data/cake.bin is there now.').waitFor()
    await writeFile(cake, 'another cake')
    await upload(cake)
    const question = page.getByRole('alertdialog', { name: 'Replace cake.bin?' })
    await question.waitFor()
    await hands.look('technician-replace')
    await hands.press(question.getByRole('button', { name: 'Replace it' }))
    await page.getByText('/data/cake.bin is there now.').nth(1).waitFor()
    await listed.getByText('12 byte').waitFor()

    // The recipe's own commands.
    await hands.press(page.getByRole('button', { name: 'Commands of the recipe' }))
    await hands.press(page.getByRole('button', { name: 'Run in app' }))
    const output = page.getByRole('group', { name: 'Output of notices' })
    await page.getByText('It has ended with exit code').waitFor()
    await output.waitFor()
    await hands.look('technician-command')
    await hands.press(page.getByRole('button', { name: 'Close', exact: true }))
    await hands.press(page.getByRole('button', { name: 'Run on this computer…' }))
    const sure = page.getByRole('alertdialog', { name: 'Run notices on this computer?' })
    await sure.getByText('export NOTICEBOARD_INI_VERSION=v3').waitFor()
    await hands.look('technician-here')
    await hands.press(sure.getByRole('button', { name: 'Don’t run it' }))

    // Tasks and labels.
    await hands.press(page.getByRole('button', { name: 'Tasks and their history' }))
    await page.getByRole('region', { name: 'Tasks of app' }).getByRole('cell', { name: 'running' }).first().waitFor()
    await hands.press(page.getByRole('button', { name: 'Labels', exact: true }))
    await page.getByText('labels of app are as the recipe wants them.').waitFor()
    await hands.look('technician-labels')

    async function upload(file: string): Promise<void> {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        hands.press(page.getByRole('button', { name: 'Upload a file here…' })),
      ])
      await chooser.setFiles(file)
    }
  },
)
