import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { sendRaw } from '../server/test/mail/send-mail.ts'
import { soon, threadOf, useDesk } from './desk.ts'
import { admin } from './server.ts'

/** Mails of several people, and of our own: who gets the answer, and who is the customer. */
const desk = useDesk()

beforeAll(async () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's type
  const { items } = (await desk.server.api('GET', '/channels')) as { items: Channel[] }
  const settings = { ...items[0]!.settings, authservIds: ['mx.shop.example'] }
  await desk.server.api('PATCH', `/channels/${items[0]!.id}`, { settings })
})

interface Mail {
  from: string
  headers?: Record<string, string>
  text?: string
  isVerified?: boolean
}
let count = 0
async function mailIn({ from, headers = {}, text = 'Hello.', isVerified = false }: Mail): Promise<string> {
  const id = `mail-${++count}@post.example`
  const address = /<(.*)>/.exec(from)?.[1] ?? from
  const verdict = `mx.shop.example; dmarc=pass header.from=${address.split('@')[1]}`
  const fields = {
    ...(isVerified && { 'Authentication-Results': verdict }),
    From: from,
    To: 'support@shop.example',
    Subject: `Question ${count}`,
    ...headers,
    'Message-ID': `<${id}>`,
  }
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
  await sendRaw(desk.server.smtpPort, address, [...head, '', text, ''].join('\r\n'))
  return id
}
async function openThread(name: RegExp): Promise<Page> {
  const page = await desk.open('/inbox', { holdSeconds: 0 })
  await page.getByRole('link', { name }).first().click()
  await threadOf(page).getByRole('article').first().waitFor()
  return page
}
const composer = (page: Page) => page.getByRole('region', { name: 'Write' })
async function send(page: Page, text: string): Promise<string[]> {
  const { sink } = desk.server
  const before = sink.mails.length
  const field = page.getByRole('textbox', { name: 'Write to the customer…' })
  await field.fill(text)
  await field.press('Control+Enter')
  await expect.poll(() => sink.mails.length, soon).toBe(before + 1)
  return sink.mails.at(-1)!.to
}

test('an answer to a verified mail goes to all, as chips that can be removed; blind copies are not seen by the others', async () => {
  await mailIn({
    from: 'Anna Firm <anna@firm.example>',
    headers: { To: 'support@shop.example, bert@firm.example', Cc: 'Cora <cora@firm.example>, sales@shop.example' },
    isVerified: true,
  })
  const page = await openThread(/Anna Firm/)
  const write = composer(page)
  await write.getByText('bert@firm.example').waitFor()
  await write.getByText('cora@firm.example').waitFor()
  expect(await write.getByText('sales@shop.example').count()).toBe(0)

  // The last chip goes, and stays away from this answer.
  await write.getByRole('combobox', { name: 'Copies to', exact: true }).press('Backspace')
  await expect.poll(() => write.getByText('cora@firm.example').count(), soon).toBe(0)
  await write.getByRole('button', { name: 'Bcc', exact: true }).click()
  await write.getByRole('combobox', { name: 'Blind copies to' }).fill('boss@shop.test')
  await page.keyboard.press('Enter')
  expect(await send(page, 'To both of you.')).toEqual(['anna@firm.example', 'bert@firm.example', 'boss@shop.test'])
  const { raw } = desk.server.sink.mails.at(-1)!
  expect(raw).toMatch(/^Cc: bert@firm\.example/m)
  expect(raw).not.toContain('boss@shop.test')
  await threadOf(page).getByText('bcc boss@shop.test').waitFor()

  // The next answer begins with all of them again.
  await write.getByText('cora@firm.example').waitFor()
})

test('after a mail that nobody vouches for copies are offered, and nobody gets one by default', async () => {
  await mailIn({ from: 'Mallory <mallory@evil.example>', headers: { Cc: 'partner@evil.example' } })
  const page = await openThread(/Mallory/)
  await composer(page)
    .getByText(/also names partner@evil\.example/)
    .waitFor()
  expect(await send(page, 'To you alone.')).toEqual(['mallory@evil.example'])
  await composer(page).getByRole('button', { name: 'Add them' }).click()
  expect(await send(page, 'To both.')).toEqual(['mallory@evil.example', 'partner@evil.example'])
})

test('what a colleague forwards names its author, who is made the customer in one step', async () => {
  const text = `Please handle.

---------- Forwarded message ---------
From: Hugo Prim <hugo.prim@mail.example>
Date: Thu, 26 Nov 2026 at 10:11
Subject: Invoice wrong
To: ${admin.email}

My invoice 55112 has the wrong VAT rate.`
  await mailIn({ from: `Ana <${admin.email}>`, headers: { Subject: 'Fwd: Invoice wrong' }, text })
  const page = await openThread(/Hugo Prim/)
  const entry = threadOf(page).getByRole('article').first()
  await entry.getByText('Forwarded by Ana.').waitFor()
  await entry.getByText('names hugo.prim@mail.example as its author').waitFor()
  await entry.getByRole('button', { name: 'This is the customer' }).click()
  await page.getByRole('alert').filter({ hasText: 'hugo.prim@mail.example is the customer.' }).waitFor()
  await expect.poll(() => entry.getByRole('button', { name: 'This is the customer' }).count(), soon).toBe(0)
})

test('a colleague’s answer by mail stands on the issue and is confirmed there; an answer of somebody else is linked', async () => {
  const id = await mailIn({ from: 'Gina <gina@mail.example>', text: 'Where is my parcel?' })
  await mailIn({
    from: `Ana <${admin.email}>`,
    headers: { To: 'gina@mail.example', Cc: 'support@shop.example', 'In-Reply-To': `<${id}>` },
    text: 'It comes on Monday.',
  })
  const page = await openThread(/Gina/)
  const entry = threadOf(page).getByRole('article').last()
  await entry.getByText('It comes on Monday.').waitFor()
  await entry.getByText(/Says it is from .* Anybody can write that\./).waitFor()
  await entry.getByRole('button', { name: 'Confirm it is theirs' }).click()
  await entry.getByText('Confirmed: a colleague answered the customer by mail').waitFor()

  await send(page, 'And another word.')
  const ours = /^Message-ID: <(.*?)>\r$/im.exec(desk.server.sink.mails.at(-1)!.raw)![1]!
  await mailIn({ from: 'Bert <bert@other.example>', headers: { 'In-Reply-To': `<${ours}>` }, text: 'For Gina: yes.' })
  const note = page.getByRole('note').filter({ hasText: 'Bert answered a mail of this issue' })
  await note.getByRole('link').click()
  await threadOf(page).getByText('For Gina: yes.').waitFor()
})

test('a Reply-To that differs is shown at the mail and offered; an answer goes there only when somebody adds it', async () => {
  await mailIn({
    from: 'Rita Reply <rita@firm.example>',
    headers: { 'Reply-To': 'Rita Reply <rita@f1rm.example>' },
    isVerified: true,
  })
  const page = await openThread(/Rita Reply/)
  await threadOf(page).getByText('Answers asked to: rita@f1rm.example').waitFor()
  await composer(page).getByText('at another domain than its sender’s').waitFor()
  expect(await send(page, 'To the author alone.')).toEqual(['rita@firm.example'])
  await composer(page).getByRole('button', { name: 'Copy to rita@f1rm.example' }).click()
  await composer(page).getByText('at another domain than its sender’s').waitFor({ state: 'detached' })
  expect((await send(page, 'To both.')).toSorted()).toEqual(['rita@f1rm.example', 'rita@firm.example'])
})
