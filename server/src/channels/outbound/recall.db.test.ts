import type { OutboxMail } from '@throughline/protocol/channels/outbox.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { sendMail } from '../../../test/mail/send-mail.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const polled = { timeout: 15_000 }
const threadOf = async (customerId: string): Promise<Entry[]> =>
  (await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread`)).items
const issueOf = (entry: Entry): Promise<Issue> => app.api('GET', `/issues/${entry.issueId}`)
const outbox = async (): Promise<OutboxMail[]> => (await app.api<{ items: OutboxMail[] }>('GET', '/outbox')).items

async function newCustomer(address: string): Promise<Entry> {
  await sendMail(app.smtpPort, { from: address, subject: 'Kettle', text: 'My kettle leaks.' })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${address}`)
  return (await threadOf(items[0]!.id))[0]!
}

const write = (to: Entry, text: string, holdSeconds?: number): Promise<Entry> =>
  app.api('POST', `/customers/${to.customerId}/entries`, { kind: 'message', text, issueId: to.issueId, holdSeconds })
const recall = (entry: Entry): Promise<Response> => app.request('POST', `/entries/${entry.id}/recall`, {})

test('a message that is held can be taken back: it never leaves, and its issue stands as it did', async () => {
  const first = await newCustomer('taken@example.com')
  const before = await issueOf(first)
  const held = await write(first, 'The wrong words.', 60)
  expect(held.delivery).toMatchObject({ state: 'queued', heldUntil: expect.any(String) })
  expect(await issueOf(first)).toMatchObject({ status: 'waiting_on_customer', lastText: 'The wrong words.' })

  const answer = await recall(held)
  expect(answer.status).toBe(200)
  const entry: unknown = await answer.json()
  expect(entry).toMatchObject({ delivery: { state: 'refused', error: { code: 'taken_back' } } })
  expect(await issueOf(first)).toMatchObject({
    status: before.status,
    lastText: before.lastText,
    lastActivityAt: before.lastActivityAt,
  })
  // Asked again after a cut, it is the same.
  expect((await recall(held)).status).toBe(200)
  // Programs of the release before call it by its old address.
  expect((await app.request('POST', `/entries/${held.id}/taking-back`, {})).status).toBe(200)

  await write(first, 'The right words.')
  await expect.poll(async () => (await outbox()).map((mail) => mail.text.trim()), polled).toContain('The right words.')
  expect((await outbox()).filter((mail) => mail.text.includes('wrong'))).toEqual([])
})

test('a held message leaves by itself when its time has come', async () => {
  const first = await newCustomer('due@example.com')
  const held = await write(first, 'In a second.', 1)
  await expect.poll(async () => (await threadOf(first.customerId))[1]?.delivery?.state, polled).toBe('kept')
  const late = await recall(held)
  expect(late.status).toBe(409)
  expect(await late.json()).toMatchObject({ detail: 'It has left already: its sending cannot be undone.' })
})

test('what is written after a held message waits behind it, and leaves at once when that is taken back', async () => {
  const first = await newCustomer('order@example.com')
  const held = await write(first, 'One.', 60)
  const after = await write(first, 'Two.')
  expect(after.delivery?.heldUntil).toBeUndefined()
  await recall(held)
  await expect.poll(async () => (await threadOf(first.customerId))[2]?.delivery?.state, polled).toBe('kept')
  // The second message moved the issue on: taking the first back does not move it back.
  expect(await issueOf(first)).toMatchObject({ status: 'waiting_on_customer', lastText: 'Two.' })
})

test('nobody takes back what somebody else wrote, or what the customer wrote', async () => {
  const first = await newCustomer('others@example.com')
  const held = await write(first, 'By the program.', 60)
  const other = await app.api<{ token: string }>('POST', '/tokens', { name: 'Other', role: 'staff' })
  const answer = await app.request('POST', `/entries/${held.id}/recall`, {}, { authorization: `Bearer ${other.token}` })
  expect(answer.status).toBe(409)
  expect((await recall(first)).status).toBe(409)
})

test('a picture within the text leaves as a part of the mail, named by its content id', async () => {
  const first = await newCustomer('picture@example.com')
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const upload = await fetch(`${app.url}/api/v1/attachments?name=a.png`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/octet-stream' },
    body: png,
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's type
  const { id } = (await upload.json()) as { id: string }
  const html = `<p>Look:</p><img src="/api/v1/attachments/${id}" alt="a dot">`
  const sent = await app.api<Entry>('POST', `/customers/${first.customerId}/entries`, {
    kind: 'message',
    text: 'Look:',
    content: { html },
    attachmentIds: [id],
    issueId: first.issueId,
  })
  expect(sent.attachments).toMatchObject([{ id, inline: true, contentId: id }])
  const shown = await app.api<{ html: string }>('GET', `/entries/${sent.id}/html`)
  expect(shown.html).toContain(`/api/v1/attachments/${id}`)
})

test('the files of a message that was taken back go with the next one', async () => {
  const first = await newCustomer('files@example.com')
  const upload = await fetch(`${app.url}/api/v1/attachments?name=a.txt`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/octet-stream' },
    body: 'Hello',
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's type
  const { id } = (await upload.json()) as { id: string }
  const message = { kind: 'message', text: 'See the file.', attachmentIds: [id], issueId: first.issueId }
  const held = await app.api<Entry>('POST', `/customers/${first.customerId}/entries`, { ...message, holdSeconds: 60 })
  expect(held.attachments).toHaveLength(1)
  expect(await (await recall(held)).json()).toMatchObject({ attachments: [] })
  const again = await app.api<Entry>('POST', `/customers/${first.customerId}/entries`, message)
  expect(again.attachments).toMatchObject([{ id, name: 'a.txt' }])
})

test('a note tells the people whom it names, and refuses to name somebody who is not there', async () => {
  const first = await newCustomer('note@example.com')
  const ben = await app.api<{ id: string }>('POST', '/staff', {
    name: 'Ben Okafor',
    email: 'ben@example.com',
    password: 'a long enough password',
  })
  const note = { kind: 'note', text: 'Please look, @Ben Okafor.', mentions: [ben.id] }
  const entry = await app.api<Entry>('POST', `/customers/${first.customerId}/entries`, note)
  expect(entry.content).toEqual({ type: 'note', mentions: [{ id: ben.id, name: 'Ben Okafor' }] })
  // The feed is a little behind as long as an older transaction is open.
  const mentioned = async () => {
    const changes = '/changes?limit=200'
    const { items } = await app.api<{ items: { type: string; entryId: string; data: unknown }[] }>('GET', changes)
    return items.filter((change) => change.type === 'staff.mentioned' && change.entryId === entry.id)
  }
  await expect.poll(mentioned).toMatchObject([{ data: { staffIds: [ben.id] } }])

  await app.api('PATCH', `/staff/${ben.id}`, { active: false })
  const refused = await app.request('POST', `/customers/${first.customerId}/entries`, note)
  expect(refused.status).toBe(400)
  expect(await refused.json()).toMatchObject({ errors: [{ path: 'mentions' }] })
})
