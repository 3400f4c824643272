import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Frame, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { barriers, overflow } from './barriers.ts'
import { soon, useDesk } from './desk.ts'

interface Items<T> {
  items: T[]
}

const desk = useDesk({ hasLab: true })

const step = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title })
const deskIn = (page: Page) => page.frameLocator('.staff iframe')
const shopIn = (page: Page) => page.frameLocator('.customer iframe')

async function connect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect them' }).click()
  await page.getByRole('button', { name: 'Write it' }).waitFor()
}

/** The widget's frame stands in a shadow that no page looks into, not even this one: it is found by its address. */
async function chatIn(page: Page): Promise<Frame> {
  const chat = () => page.frames().find((frame) => frame.url().includes('/widget/frame/'))
  await expect.poll(() => chat() !== undefined, soon).toBe(true)
  return chat()!
}

async function answer(page: Page, text: string): Promise<void> {
  const field = deskIn(page).getByRole('textbox', { name: 'Write to the customer…' })
  await field.fill(text)
  await field.press('Control+Enter')
}

test('a newcomer plays a customer who mails and chats, answers both in the desk beside, and sees one thread', async () => {
  const page = await desk.open('/try')
  await step(page, 'Sign in to the desk').getByText('Done').waitFor()
  await connect(page)

  // A mail is ready to be sent, and may be another one.
  await page.getByRole('button', { name: 'Write it' }).click()
  expect(await page.getByLabel('Subject').inputValue()).toBe('The lid is missing')
  expect(await page.getByLabel('Your mail').inputValue()).toMatch(/my new kettle came without its lid[^]*Robin$/)
  await page.getByLabel('Your mail').fill('Hello, the kettle came without its lid.')
  await page.getByRole('button', { name: 'Send' }).click()
  await step(page, 'Write a mail').getByText('Done').waitFor()

  await page.getByRole('button', { name: 'Chat in the shop' }).click()
  await shopIn(page).getByText('Signed in as Robin Vale').waitFor()
  const chat = await chatIn(page)
  // Whom the shop vouches for finds the mail there already.
  await chat.getByText('the kettle came without its lid.').waitFor()
  await chat.getByRole('textbox', { name: 'Write a message…' }).fill('Does the lid of the steel one fit as well?')
  await chat.getByRole('textbox', { name: 'Write a message…' }).press('Enter')
  await step(page, 'Now chat').getByText('Done').waitFor()

  await page.getByRole('button', { name: 'Show the thread' }).click()
  const staff = deskIn(page)
  await staff.getByText('Does the lid of the steel one fit as well?').last().waitFor()
  await staff.getByText('the kettle came without its lid.').last().waitFor()
  // The answer goes where the customer last wrote, unless staff say otherwise.
  await answer(page, 'It does, and one leaves today.')
  await chat.getByText('It does, and one leaves today.', { exact: true }).waitFor()
  await page.getByText('The chat is answered. Now the mail').waitFor()
  await staff.getByRole('button', { name: /^To/ }).click()
  await staff.getByRole('menuitem', { name: /robin@vale\.example.*Lab mail/ }).click()
  await answer(page, 'Here is the receipt of the lid, for your papers.')
  await step(page, 'Answer both in the desk').getByText('Done').waitFor()
  await step(page, 'See one thread').getByText('Done').waitFor()

  await page.getByRole('tab', { name: /Mailbox/ }).click()
  await page.getByRole('button', { name: 'All mail' }).click()
  await page.getByRole('button', { name: /Re: The lid is missing/ }).click()
  await page.frameLocator('iframe[title="The mail, as it was formatted"]').getByText('Here is the receipt').waitFor()
  await page.getByRole('button', { name: 'Reply' }).click()
  await page.getByLabel('Your mail').fill('Thank you!')
  await page.getByLabel('Your mail').press('Control+Enter')
  // What is written by mail is said in the chat as well, which is open in the shop meanwhile.
  await chat.getByText('Thank you!', { exact: true }).waitFor({ state: 'attached' })

  await page.getByRole('button', { name: 'Show the thread' }).click()
  await staff.getByText('Thank you!').last().waitFor()
  const { items: issues } = (await desk.server.api('GET', '/issues')) as Items<{ subject: string; customerId: string }>
  expect(issues).toMatchObject([{ subject: 'The lid is missing' }])
  const path = `/customers/${issues[0]!.customerId}/thread?limit=100`
  const { items: entries } = (await desk.server.api('GET', path)) as Items<Entry>
  expect(
    entries
      .filter(({ kind }) => kind === 'message')
      .map(({ direction, channel, text }) => `${direction} ${channel?.kind} ${text.split('\n')[0]}`),
  ).toEqual([
    'in email Hello, the kettle came without its lid.',
    'in webchat Does the lid of the steel one fit as well?',
    'out webchat It does, and one leaves today.',
    'out email Here is the receipt of the lid, for your papers.',
    'in email Thank you!',
  ])
  expect(desk.strayRequests).toEqual([])
}, 60_000)

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

test('mail to somebody whom nobody plays, such as a colleague, can be read in their mailbox', async () => {
  const page = await desk.open('/try')
  await page.getByRole('tab', { name: 'Mailbox' }).click()
  const mailbox = page.getByLabel('Mailbox of')
  const before = await mailbox.inputValue()
  await mailbox.selectOption({ label: 'Another mailbox…' })
  await page.getByLabel('Its address').press('Escape')
  expect(await mailbox.inputValue()).toBe(before)
  const { server } = desk
  const to = (await server.api('POST', '/recipients', { email: 'ivo@glass.example' })) as Record<string, string>
  const { items } = (await server.api('GET', `/customers/${to['customerId']}/addresses`)) as {
    items: { channel: { id: string; kind: string }; usable: boolean }[]
  }
  await server.api('POST', `/customers/${to['customerId']}/entries`, {
    kind: 'message',
    content: { subject: 'Glass bodies', text: 'Have you still some?' },
    channelId: items.find(({ channel, usable }) => usable && channel.kind === 'email')!.channel.id,
    identityId: to['identityId'],
    newIssue: true,
  })
  await mailbox.selectOption({ label: 'Another mailbox…' })
  await page.getByLabel('Its address').fill('Ivo@glass.example')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /Glass bodies/ }).click()
  await page.getByRole('article').getByRole('heading', { name: 'Glass bodies' }).waitFor()
  await page.frameLocator('iframe.html').getByText('Have you still some?').waitFor()
  await page.getByRole('button', { name: 'All mail' }).click()
  expect(await mailbox.inputValue()).toBe('ivo@glass.example')
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
  await step(page, 'Sign in to the desk').getByText('Done').waitFor()
  await page.getByRole('tab', { name: 'Shop' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.tagName')).toBe('SELECT')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Write a mail')
  await page.keyboard.press('Enter')
  await page.locator('input:focus').waitFor()
  await page.keyboard.type('Boiled dry')
  await page.keyboard.press('Tab')
  await page.locator('textarea:focus').waitFor()
  await page.keyboard.type('It boiled dry. Is it broken now?')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('article').getByText('It boiled dry.').waitFor()
})
