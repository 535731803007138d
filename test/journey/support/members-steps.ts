/** What members do in many journeys. Everything is found by its role and its name. */
import type { PracticeServer } from '../../practice-server/practice-server.ts'
import type { Hands } from './hands.ts'

export interface WayIn {
  readonly user: string
  readonly password: string
}

/** Types the way into a server, from any page, and lets Canteen try it. */
export async function tryServer(hands: Hands, server: PracticeServer, way: WayIn = server): Promise<void> {
  const { page } = hands
  await goTo(hands, 'Servers')
  await hands.press(page.getByRole('link', { name: 'Add a server' }))
  await hands.fill(page.getByRole('combobox', { name: 'Address' }), server.address)
  await hands.fill(page.getByRole('textbox', { name: 'Port' }), String(server.port))
  await hands.fill(page.getByRole('textbox', { name: 'User name' }), way.user)
  await hands.fill(page.getByRole('textbox', { name: 'Password' }), way.password)
  await hands.press(page.getByRole('button', { name: 'Connect' }))
}

/** Compares the print that is shown with the server's, as a technician on the phone would. */
export async function acceptIdentity(hands: Hands, server: PracticeServer): Promise<void> {
  const { page } = hands
  await page.getByRole('heading', { name: 'Is this your server?' }).waitFor()
  await page.getByRole('main').getByText(server.hostKeySha256, { exact: true }).waitFor()
  await hands.press(page.getByRole('button', { name: 'Yes, this is my server' }))
}

export async function addServer(hands: Hands, server: PracticeServer): Promise<void> {
  const { page } = hands
  await tryServer(hands, server)
  await acceptIdentity(hands, server)
  await hands.press(page.getByRole('button', { name: `Add ${server.address}` }))
  await page.getByRole('heading', { level: 1, name: server.address }).waitFor()
}

/** From any page to the settings of an app that is about to be installed. */
export async function beginInstall(hands: Hands, title: string, domain: string): Promise<void> {
  const { page } = hands
  await goTo(hands, 'Catalogue')
  await hands.press(page.getByRole('link', { name: title, exact: true }))
  await hands.press(page.getByRole('link', { name: `Install ${title}…` }))
  await hands.fill(page.getByRole('textbox', { name: 'Web address' }), domain)
  await goOn(hands)
  await page.getByRole('heading', { level: 1, name: `Install ${title} at ${domain}` }).waitFor()
}

export function goOn(hands: Hands): Promise<void> {
  return hands.press(hands.page.getByRole('button', { name: 'Continue' }))
}

/** Says yes to a plan and waits for how the job ends. */
export async function carryOut(hands: Hands, effect: string, ending: string): Promise<void> {
  const { page } = hands
  await hands.press(page.getByRole('button', { name: effect, exact: true }))
  await page.getByRole('heading', { level: 1, name: ending }).waitFor({ timeout: 150_000 })
}

/** To the page of a Noticeboard that has just been installed. */
export async function installNoticeboard(hands: Hands, domain: string): Promise<void> {
  const { page } = hands
  await beginInstall(hands, 'Noticeboard', domain)
  await goOn(hands)
  await page.getByRole('list', { name: 'Passwords made for you' }).waitFor()
  await hands.press(page.getByRole('button', { name: 'See the plan' }))
  await carryOut(hands, 'Install Noticeboard', 'Noticeboard was installed.')
  await hands.press(page.getByRole('link', { name: 'Go to Noticeboard' }))
}

export function goTo(hands: Hands, place: 'Home' | 'Catalogue' | 'Servers' | 'Activity' | 'Settings'): Promise<void> {
  const places = hands.page.getByRole('navigation', { name: 'Places' })
  return hands.press(places.getByRole('link', { name: place, exact: true }))
}

/** On an app's page: arrow keys go from tab to tab, a mouse clicks. */
export async function openTab(hands: Hands, title: string): Promise<void> {
  const { page } = hands
  const tab = page.getByRole('tab', { name: title, exact: true })
  await hands.reach(page.getByRole('tab', { selected: true }))
  await hands.pressFrom(tab, 'ArrowRight')
  await page.getByRole('tabpanel', { name: title, exact: true }).waitFor()
}
