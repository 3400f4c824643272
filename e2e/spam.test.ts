import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { soon, undo, useDesk } from './desk.ts'

const desk = useDesk()

const write = (address: string, subject: string) =>
  sendMail(desk.server.smtpPort, { from: address, subject, text: 'Buy now, only today!' })
const blockedOf = async (address: string) => {
  const { items } = (await desk.server.api('GET', `/customers?query=${address}`)) as { items: { id: string }[] }
  const customer = (await desk.server.api('GET', `/customers/${items[0]!.id}`)) as Customer
  return customer.identities.map(({ blocked }) => blocked)
}

test('spam leaves the inbox by one key, and comes back by undo; its sender is blocked when one says so', async () => {
  await write('one@bulk.example', 'Cheap watches')
  await write('two@bulk.example', 'Cheap shoes')
  const page = await desk.open('/inbox')
  const row = (subject: string) => page.locator('[data-issue]').filter({ hasText: subject })
  await row('Cheap watches').click()
  await page.getByRole('article').first().waitFor()

  await page.keyboard.press('Shift+!')
  await page.getByText(/#\d+ is spam\./).waitFor()
  await row('Cheap watches').waitFor({ state: 'detached' })
  expect(await blockedOf('one@bulk.example')).toEqual([false])
  await undo(page, /is spam/)
  await row('Cheap watches').waitFor()

  await row('Cheap shoes').click()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Mark as spam and block the sender' }).click()
  await page.getByText(/is spam, and its sender is blocked/).waitFor()
  await expect.poll(() => blockedOf('two@bulk.example'), soon).toEqual([true])

  // It is found under Spam, and says so.
  await page.goto(new URL('/inbox?status=resolved&spam=only', desk.server.url).href)
  await row('Cheap shoes').click()
  await page.getByText('Spam', { exact: true }).last().waitFor()
  await page
    .getByText(/marked this as spam/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Not spam' }).click()
  await page.getByText(/#\d+ is no spam\./).waitFor()
  await page.goto(new URL('/inbox', desk.server.url).href)
  await row('Cheap shoes').waitFor()
})

test('marked as spam to block the sender where nobody wrote, nobody is blocked, and that is said', async () => {
  const identities = [{ kind: 'email', value: 'silent@quiet.example' }]
  const customer = (await desk.server.api('POST', '/customers', { displayName: 'Silent Sam', identities })) as Customer
  await desk.server.api('POST', `/customers/${customer.id}/entries`, { kind: 'message', text: 'Are you there?' })
  const page = await desk.open('/inbox')
  const row = page.locator('[data-issue]').filter({ hasText: 'Silent Sam' })
  await row.click()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Mark as spam and block the sender' }).click()
  await page.getByText(/is spam\. Nobody wrote on it, so nobody was blocked\./).waitFor()
  expect(await blockedOf('silent@quiet.example')).toEqual([false])
  await undo(page, /Nobody wrote on it/)
  await row.waitFor()
})
