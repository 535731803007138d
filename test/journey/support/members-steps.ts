/** What members do with the mouse in many journeys. Everything is found by its role and its name. */
import type { Locator, Page } from 'playwright-core'
import type { PracticeServer } from '../../practice-server/practice-server.ts'

export interface WayIn {
  readonly user: string
  readonly password: string
}

/** Types the way into a server, from any page, and lets Canteen try it. */
export async function tryServer(page: Page, server: PracticeServer, way: WayIn = server): Promise<void> {
  await goTo(page, 'Servers')
  await page.getByRole('link', { name: 'Add a server' }).click()
  await page.getByRole('combobox', { name: 'Address' }).fill(server.address)
  await page.getByRole('textbox', { name: 'Port' }).fill(String(server.port))
  await page.getByRole('textbox', { name: 'User name' }).fill(way.user)
  await page.getByRole('textbox', { name: 'Password' }).fill(way.password)
  await page.getByRole('button', { name: 'Connect' }).click()
}

/** Compares the print that is shown with the server's, as a technician on the phone would. */
export async function acceptIdentity(page: Page, server: PracticeServer): Promise<void> {
  await page.getByRole('heading', { name: 'Is this your server?' }).waitFor()
  await page.getByRole('main').getByText(server.hostKeySha256, { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Yes, this is my server' }).click()
}

export async function addServer(page: Page, server: PracticeServer): Promise<void> {
  await tryServer(page, server)
  await acceptIdentity(page, server)
  await page.getByRole('button', { name: `Add ${server.address}` }).click()
  await page.getByRole('heading', { level: 1, name: server.address }).waitFor()
}

/** From any page to the settings of an app that is about to be installed. */
export async function beginInstall(page: Page, title: string, domain: string): Promise<void> {
  await goTo(page, 'Catalogue')
  await page.getByRole('link', { name: title, exact: true }).click()
  await page.getByRole('link', { name: `Install ${title}…` }).click()
  await page.getByRole('textbox', { name: 'Web address' }).fill(domain)
  await goOn(page)
  await page.getByRole('heading', { level: 1, name: `Install ${title} at ${domain}` }).waitFor()
}

export function goOn(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Continue' }).click()
}

/** Says yes to a plan and waits for how the job ends. */
export async function carryOut(page: Page, effect: string, ending: string): Promise<void> {
  await page.getByRole('button', { name: effect, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: ending }).waitFor({ timeout: 150_000 })
}

export function goTo(page: Page, place: 'Home' | 'Catalogue' | 'Servers' | 'Activity' | 'Settings'): Promise<void> {
  return page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place, exact: true }).click()
}

/** Clicks a radio, a switch or a checkbox where people click: on its words. */
export function choose(control: Locator): Promise<void> {
  return control.locator('xpath=ancestor::label').click()
}
