import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { barriers, overflow } from './barriers.ts'
import { soon, useDesk } from './desk.ts'

const desk = useDesk({ hasLab: true })

const step = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title })
const deskIn = (page: Page) => page.frameLocator('.staff iframe')

async function connect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect them' }).click()
  await page.getByRole('button', { name: 'Write it' }).waitFor()
}

test('a newcomer writes a mail in the lab, answers it in the desk beside it, and finds the answer in the mailbox', async () => {
  const page = await desk.open('/try')
  await step(page, 'Sign in to the desk').getByText('Done').waitFor()
  await connect(page)

  await page.getByRole('button', { name: 'Write it' }).click()
  await page.getByRole('button', { name: 'Write a mail' }).click()
  await page.getByLabel('Subject').fill('The lid is missing')
  await page.getByLabel('Your mail').fill('Hello, the kettle came without its lid.')
  await page.getByRole('button', { name: 'Send' }).click()
  await step(page, 'Write a mail').getByText('Done').waitFor()

  const staff = deskIn(page)
  await staff.getByRole('link', { name: /Robin Vale/ }).click()
  await staff.getByText('the kettle came without its lid.').last().waitFor()
  const field = staff.getByRole('textbox', { name: 'Write to the customer…' })
  await field.fill('A lid leaves today.')
  await field.press('Control+Enter')

  await page.getByRole('button', { name: 'All mail' }).click()
  await page.getByRole('button', { name: /Re: The lid is missing/ }).click()
  await page.frameLocator('iframe[title="The mail, as it was formatted"]').getByText('A lid leaves today.').waitFor()
  await page.getByRole('button', { name: 'Reply' }).click()
  await page.getByLabel('Your mail').fill('Thank you!')
  await page.getByLabel('Your mail').press('Control+Enter')
  await staff.getByText('Thank you!').last().waitFor()
  expect(await desk.server.api('GET', '/issues')).toMatchObject({ items: [{ subject: 'The lid is missing' }] })
  expect(desk.strayRequests).toEqual([])
})

test('a mail to a closed mailbox comes back, and the desk says so', async () => {
  const page = await desk.open('/try')
  await page.getByLabel('You play').selectOption({ label: 'Dmitri Volkov' })
  await page.getByRole('tab', { name: 'Mailbox' }).click()
  await page.getByLabel('Mailbox of').selectOption('dmitri@home.example')
  await page.getByRole('button', { name: 'Write a mail' }).click()
  await page.getByLabel('Subject').fill('Cups')
  await page.getByLabel('Your mail').fill('How many cups are in a box?')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('article').getByText('How many cups').waitFor()
  await page.getByRole('button', { name: 'All mail' }).click()
  await page.getByRole('button', { name: 'Close mailbox' }).click()
  await page.getByText('This mailbox is closed').waitFor()

  const staff = deskIn(page)
  await staff.getByRole('link', { name: /Dmitri Volkov/ }).click()
  const field = staff.getByRole('textbox', { name: 'Write to the customer…' })
  await field.fill('Twelve.')
  await field.press('Control+Enter')
  await staff
    .getByText(/The mailbox is closed|does not exist|could not be delivered/i)
    .first()
    .waitFor()
})

test('the lab shuts nobody out, at any width and in either light', async () => {
  for (const [width, height, colorScheme] of [
    [1440, 900, 'light'],
    [1024, 768, 'dark'],
    [390, 844, 'light'],
  ] as const) {
    const page = await desk.open('/try', { width, height, colorScheme })
    await step(page, 'Sign in to the desk').getByText('Done').waitFor({ state: 'attached' })
    expect(await overflow(page)).toBe(0)
    expect(await barriers(page)).toEqual([])
  }
}, 60_000)

test('on a phone each thing has its turn', async () => {
  const page = await desk.open('/try', { width: 390, height: 844 })
  const places = page.getByRole('navigation', { name: 'Where you are' })
  await places.getByRole('button', { name: 'Mailbox' }).click()
  await page.getByRole('button', { name: 'Write a mail' }).waitFor()
  await places.getByRole('button', { name: 'Desk' }).click()
  await deskIn(page).getByRole('navigation').first().waitFor()
  await places.getByRole('button', { name: 'Shop' }).click()
  await page.frameLocator('.customer iframe').getByText('What we sell').waitFor()
  await expect.poll(() => overflow(page), soon).toBe(0)
})

test('the whole story can be begun by keyboard alone', async () => {
  const page = await desk.open('/try')
  await page.getByRole('tab', { name: 'Shop' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Write a mail')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Boiled dry')
  await page.keyboard.press('Tab')
  await page.keyboard.type('It boiled dry. Is it broken now?')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('article').getByText('It boiled dry.').waitFor()
})
