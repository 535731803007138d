/** Settings of an app that is there already: changed in the form and as text, and applied after a look at the plan. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { pageAt } from '../support/page-at.ts'
import { bothHands, type Hands } from './support/hands.ts'
import { carryOut, goTo, installNoticeboard, openTab } from './support/members-steps.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test.for(bothHands)(
  'with the $hands a member changes the settings of Noticeboard in the form',
  { timeout: 240_000 },
  async ({ hands: name, take }) => {
    const { page, home } = await stage.open({ withServer: true })
    const hands = take(page)
    const domain = `${name}.form.example.org`
    await installNoticeboard(hands, domain)
    const { title, days, see } = settingsOn(hands)

    await openTab(hands, 'Settings')
    await title.waitFor()
    expect(await title.inputValue()).toBe('Noticeboard')
    expect(await page.getByRole('textbox', { name: 'Web address', exact: true }).inputValue()).toBe(domain)
    await hands.look('app-settings')
    await hands.fill(title, 'Our board')
    await hands.fill(days, 'many')
    await hands.press(see)
    await page.getByText('Type a number.').waitFor()
    await page.getByText('1 setting cannot be used as it is.').waitFor()
    expect(await days.evaluate((element) => element === document.activeElement)).toBe(true)
    await hands.fill(days, '30')
    await hands.choose(page.getByRole('switch', { name: 'Banner' }))
    await hands.fill(page.getByRole('textbox', { name: 'Banner text' }), 'Assembly at eight')
    await page.getByText('4 changes, not applied yet.').waitFor()
    await hands.look('app-settings-changed')

    // What is not applied is kept, and said.
    await openTab(hands, 'Overview')
    await openTab(hands, 'Settings')
    await title.waitFor()
    expect(await title.inputValue()).toBe('Our board')
    await goTo(hands, 'Home')
    const leaving = page.getByRole('dialog', { name: 'Your changes are not applied yet' })
    await hands.press(leaving.getByRole('button', { name: 'Stay here' }))

    await hands.press(see)
    await page.getByRole('heading', { level: 1, name: 'Change the settings of Noticeboard' }).waitFor()
    await carryOut(hands, 'Change Noticeboard', 'The settings of Noticeboard were changed.')
    const { text } = await pageAt(stage.server.httpUrl, domain)
    expect(text).toContain('<h1>Our board</h1>')
    expect(text).toContain('Assembly at eight')
    const written = await readFile(settingsFile(home, domain), 'utf8')
    expect(written).toContain("# What is written on top of the board\nTITLE='Our board'\n")
    expect(written).toContain('\nCOMPOSE_FILE="$COMPOSE_FILE:compose.banner.yml"\nBANNER_TEXT=')
    await hands.press(page.getByRole('link', { name: 'Go to Noticeboard' }))
    await openTab(hands, 'Settings')
    await title.waitFor()
    await page.getByText('not applied yet').waitFor({ state: 'detached' })
  },
)

test.for(bothHands)(
  'with the $hands a member edits the settings as text, and sees what the server runs otherwise',
  { timeout: 240_000 },
  async ({ hands: name, take }) => {
    const { page, home } = await stage.open({ withServer: true })
    const hands = take(page)
    const domain = `${name}.text.example.org`
    await installNoticeboard(hands, domain)
    const { title, see } = settingsOn(hands)
    const file = settingsFile(home, domain)
    const before = await readFile(file, 'utf8')

    await openTab(hands, 'Settings')
    await hands.fill(title, 'Our board')
    await hands.press(page.getByRole('button', { name: 'Show as text' }))
    const editor = page.getByRole('textbox', { name: 'Settings file' })
    await editor.waitFor()
    const carried = before.replace('TITLE=Noticeboard', "TITLE='Our board'")
    expect(await editor.inputValue()).toBe(carried)
    await hands.fill(editor, `${carried}MY_TOKEN="a\n`)
    await hands.press(see)
    await page.getByText(`Line ${carried.split('\n').length} cannot be read`).waitFor()
    await hands.look('app-settings-text')
    await hands.fill(editor, `${carried}MY_TOKEN=mine\n`)
    await hands.press(page.getByRole('button', { name: 'Show as form' }))
    await page.getByRole('heading', { name: 'Not from the recipe' }).waitFor()
    expect(await page.getByRole('textbox', { name: 'My token' }).inputValue()).toBe('mine')
    expect(await title.inputValue()).toBe('Our board')
    await hands.press(page.getByRole('button', { name: 'Undo my changes' }))
    await expect.poll(() => title.inputValue()).toBe('Noticeboard')

    // Somebody changes the file with another program.
    const byHand = before.replace(/^NOTICE_DAYS.*\n/m, '').replace('TITLE=Noticeboard', 'TITLE="A board"')
    await writeFile(file, `${byHand}MY_TOKEN=theirs\n`)
    await openTab(hands, 'Overview')
    await openTab(hands, 'Settings')
    await page.getByText('The server runs other settings than this file.').waitFor()
    await hands.press(page.getByRole('button', { name: 'Show the 3 differences' }))
    const differences = page.getByRole('region', { name: 'Settings that differ' })
    await differences.getByText('A board').waitFor()
    expect(await differences.getByText('theirs').count()).toBe(0)
    await hands.look('app-settings-differs')
    await hands.press(page.getByRole('button', { name: 'Show passwords and keys' }))
    await differences.getByText('theirs').waitFor()
    await page.getByText('New in the recipe').waitFor()
    await hands.press(page.getByRole('button', { name: 'Use it for Notice days' }))
    await hands.press(see)
    await carryOut(hands, 'Change Noticeboard', 'The settings of Noticeboard were changed.')
    expect((await pageAt(stage.server.httpUrl, domain)).text).toContain('<h1>A board</h1>')
    expect(await readFile(file, 'utf8')).toBe(`${byHand}MY_TOKEN=theirs\nNOTICE_DAYS=0\n`)
  },
)

function settingsOn({ page }: Hands) {
  return {
    title: page.getByRole('textbox', { name: 'Title', exact: true }),
    days: page.getByRole('textbox', { name: 'Notice days' }),
    see: page.getByRole('button', { name: 'See what will change' }),
  }
}

function settingsFile(home: string, domain: string): string {
  return path.join(home, 'abra', 'servers', stage.server.address, `${domain}.env`)
}
