import type { AddressConsents } from '@throughline/protocol/consents/consent.ts'
import { expect, test } from 'vitest'
import { soon, useDesk } from './desk.ts'

const desk = useDesk()

const value = 'mara@quiet.example'

test('that a customer wants no more messages is recorded on the profile, shown and taken back', async () => {
  const made = await desk.server.api('POST', '/customers', {
    displayName: 'Mara Quiet',
    identities: [{ kind: 'email', value }],
  })
  const { id } = made as { id: string }
  const standing = async () => {
    const { items } = (await desk.server.api('GET', `/customers/${id}/consents`)) as { items: AddressConsents[] }
    return items[0]!.service
  }
  const page = await desk.open(`/customers/${id}`)
  const menu = page.getByRole('button', { name: `What to do with ${value}` })
  const composer = page.getByRole('region', { name: 'Write' })

  await menu.click()
  await page.getByRole('menuitem', { name: 'Wants no more messages' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Nothing more is sent to it on any channel').waitFor()
  expect(await dialog.getByRole('button', { name: 'Record' }).isDisabled()).toBe(true)
  await dialog.getByLabel('How do you know?').fill('Said so on the phone.')
  await dialog.getByRole('button', { name: 'Record' }).click()
  await page.getByText(`It is recorded for ${value}.`).waitFor()
  await page.getByText(/^No more messages, since /).waitFor()
  await page.getByText(/recorded for .*: no more messages: Said so on the phone\./).waitFor()
  await composer.getByText('The customer has asked for no more messages.').waitFor()
  expect(await standing()).toBe('withdrawn')

  await menu.click()
  await page.getByRole('menuitem', { name: 'Wants messages again' }).click()
  await dialog.getByLabel('How do you know?').fill('Wrote by post.')
  await dialog.getByRole('button', { name: 'Record' }).click()
  await page.getByText(/^No more messages, since /).waitFor({ state: 'detached' })
  await expect.poll(standing, soon).toBe('given')
})

test.each([
  ['de', 'Keine Nachrichten mehr, seit'],
  ['fr', 'Plus de messages, depuis le'],
])('in %s it is said in that language', async (locale, words) => {
  const made = await desk.server.api('POST', '/customers', {
    identities: [{ kind: 'email', value: `${locale}-${value}` }],
  })
  const { id, identities } = made as { id: string; identities: { id: string }[] }
  const body = { identityId: identities[0]!.id, purpose: 'service', isGiven: false, reason: 'Post.' }
  await desk.server.api('POST', `/customers/${id}/consents`, body)
  const page = await desk.open(`/customers/${id}`, { locale })
  await page.getByText(words).waitFor()
})
