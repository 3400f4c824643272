import * as contracts from '@throughline/protocol/business/routes.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { sendMail } from '../../../test/mail/send-mail.ts'
import { pictureType } from './logo.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const putLogo = (body: Uint8Array<ArrayBuffer>): Promise<Response> =>
  fetch(`${app.url}/api/v1/business/logo`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/octet-stream' },
    body,
  })

test('the profile is changed field by field, and each change is on record', async () => {
  const changed = await app.api('PATCH', '/business', {
    name: 'Acme',
    openingHours: 'Mon to Fri',
    accentColour: '#4255d0',
  })
  expect(changed).toMatchObject({ name: 'Acme', openingHours: 'Mon to Fri', address: '', accentColour: '#4255d0' })
  expect(await app.api('PATCH', '/business', { address: 'Main Street 1', defaultLanguage: 'de' })).toMatchObject({
    name: 'Acme',
    address: 'Main Street 1',
    defaultLanguage: 'de',
  })
  expect(await app.api('GET', '/me')).toMatchObject({ companyName: 'Acme' })
  const { items } = await app.api<{ items: { details: unknown }[] }>('GET', '/audit?action=business.updated')
  expect(items.map((item) => item.details)).toContainEqual({
    address: { from: '', to: 'Main Street 1' },
    defaultLanguage: { from: 'en', to: 'de' },
  })
  const wrong = await app.request('PATCH', '/business', { accentColour: 'red; background: url(//evil.example)' })
  expect(wrong.status).toBe(400)
})

test('a logo is a picture, anybody may see it, and what a browser could run is refused', async () => {
  const refused = await putLogo(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'))
  expect(refused.status).toBe(415)
  expect((await putLogo(new Uint8Array(contracts.maxLogoBytes + 1))).status).toBe(413)
  expect((await putLogo(png)).status).toBe(200)
  const { logoUrl } = await app.api<{ logoUrl: string }>('GET', '/business')
  const shown = await fetch(app.url + logoUrl)
  expect(shown.headers.get('content-type')).toBe('image/png')
  expect(shown.headers.get('content-security-policy')).toContain('sandbox')
  expect(Buffer.from(await shown.arrayBuffer()).equals(png)).toBe(true)
  await app.api('DELETE', '/business/logo')
  expect((await fetch(app.url + logoUrl)).status).toBe(404)
})

test('mail of a channel without a name and signature of its own carries those of the business', async () => {
  await app.api('PATCH', '/business', { name: 'Acme', signature: 'Acme Ltd, Main Street 1' })
  await sendMail(app.smtpPort, { from: 'mara@example.com', subject: 'Shoe', text: 'Hello' })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', '/customers?query=mara')
  await app.api('POST', `/customers/${items[0]!.id}/entries`, { kind: 'message', text: 'Hello Mara' })
  const sent = async () => (await app.api<{ items: { text: string }[] }>('GET', '/outbox')).items[0]?.text
  await expect.poll(sent, { timeout: 15_000 }).toBe('Hello Mara\n\n-- \nAcme Ltd, Main Street 1\n')
})

test('the kind of a picture is told by how its bytes begin', () => {
  expect(pictureType(png)).toBe('image/png')
  expect(pictureType(Buffer.from('GIF89a'))).toBe('image/gif')
  expect(pictureType(Buffer.from('RIFF....WEBPVP8 '))).toBe('image/webp')
  expect(pictureType(Buffer.from('<svg'))).toBeNull()
  expect(pictureType(new Uint8Array())).toBeNull()
})
