import { expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { soon, undo, useDesk } from './desk.ts'

const desk = useDesk()

const write = (from: string) => sendMail(desk.server.smtpPort, { from, subject: 'Offer', text: 'Buy now!' })

test('a domain is blocked with its reason and after saying whom it hits; unblocking is undone', async () => {
  await write('known@bulk.example')
  const page = await desk.open('/settings/blocked', { expects: /400/ })
  await page.getByText('No domain is blocked').waitFor()
  await page.getByRole('button', { name: 'Block a domain' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Domain').fill('gmail.com')
  await dialog.getByText('Everybody may have an address at gmail.com').waitFor()
  await dialog.getByLabel('Why').fill('Advertising from a new address each day.')
  expect(await dialog.getByRole('button', { name: 'Block the domain' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Domain').fill('Bulk.example')
  await dialog.getByText('One customer has an address there').waitFor()
  await dialog.getByRole('button', { name: 'Block the domain' }).click()
  await page.getByText('bulk.example is blocked.').waitFor()
  const row = page.getByRole('listitem').filter({ hasText: 'bulk.example' })
  await row.getByText('Advertising from a new address each day.').waitFor()
  await row.getByText(/Blocked by /).waitFor()

  await write('new@bulk.example')
  await page.getByRole('button', { name: 'Unblock bulk.example' }).click()
  await row.waitFor({ state: 'detached' })
  await undo(page, /bulk\.example is unblocked/)
  await row.waitFor()
  await page.getByLabel('Search blocked senders').fill('nothing like it')
  await page.getByText('No blocked sender matches').waitFor()

  await page.goto(new URL('/settings/inbound', desk.server.url).href)
  await page.getByText(/domain bulk\.example was blocked by/).waitFor()
})

test('a person and an address that are blocked are listed, each with the way back', async () => {
  const identities = [{ kind: 'email', value: 'single@other.example' }]
  const made = await desk.server.api('POST', '/customers', { displayName: 'Rude Rita', identities })
  const { id, identities: own } = made as { id: string; identities: { id: string }[] }
  await desk.server.api('PATCH', `/identities/${own[0]!.id}`, { blocked: true })
  await desk.server.api('PUT', `/customers/${id}/block`, { reason: 'Threats.' })
  const page = await desk.open('/settings/blocked')
  const kinds = page.getByRole('radiogroup', { name: 'What is blocked' })
  await kinds.getByText('Addresses').click()
  await page.getByRole('link', { name: 'single@other.example' }).waitFor()
  await kinds.getByText('People').click()
  await page.getByRole('link', { name: 'Rude Rita' }).waitFor()
  await page.getByText('Threats.').waitFor()
  await page.getByRole('button', { name: 'Unblock Rude Rita' }).click()
  const isBlocked = async () =>
    ((await desk.server.api('GET', `/customers/${id}`)) as { block: object | null }).block !== null
  await expect.poll(isBlocked, soon).toBe(false)
})

test('to an address that is blocked the composer does not say to wait until they write, but where it is unblocked', async () => {
  const identities = [{ kind: 'email', value: 'waits@other.example' }]
  const made = await desk.server.api('POST', '/customers', { displayName: 'Waiting Walt', identities })
  const { id, identities: own } = made as { id: string; identities: { id: string }[] }
  const page = await desk.open(`/customers/${id}`)
  const composer = page.getByRole('region', { name: 'Write' })
  await composer.waitFor()
  await desk.server.api('PATCH', `/identities/${own[0]!.id}`, { blocked: true, reason: 'Advertising.' })
  await page.reload()
  await composer.getByText('Settings → Blocked senders says why').waitFor()
  expect(await composer.getByText('wait until they write').count()).toBe(0)
})
