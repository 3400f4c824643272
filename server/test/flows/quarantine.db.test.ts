import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendRaw } from '../mail/send-mail.ts'

interface Quarantine {
  items: InboundRecord[]
  nextCursor: string | null
  counts: { set_aside: number; failed: number }
}

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await arrive(
    'Zoë Café <zoe@mail.test>',
    'Away until May',
    'Auto-Submitted: auto-replied',
    'Ich bin im Büro in Zürich.',
  )
  await arrive('Bo <bo@mail.test>', 'Fw: Straße 100%', 'X-Autoreply: yes', 'Order_4711 came back.')
  await arrive(
    'Mail Delivery System <mailer-daemon@mx.test>',
    'Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'This is the mail system at host mx.test.\r\n\r\n<kim@far.test>: 550 5.1.1 user unknown',
  )
  await arrive('riders-request@town.test', 'Confirm', 'X-List-Administrivia: yes', 'Answer this mail to confirm.')
})
afterAll(() => app.stop())

function arrive(from: string, subject: string, field: string, text: string): Promise<void> {
  const head = `From: ${encoded(from)}\r\nSubject: ${encoded(subject)}\r\nMessage-ID: <${subject.length}.${from.length}@mail.test>\r\n`
  const type = 'Content-Type: text/plain; charset=utf-8\r\n'
  return sendRaw(app.smtpPort, '', `${head}Date: Sat, 28 Feb 2026 10:00:00 +0000\r\n${field}\r\n${type}\r\n${text}\r\n`)
}
const encoded = (text: string) =>
  text.replace(/[^\u0020-\u007e]+/g, (part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`)

const list = (search = '') => app.api<Quarantine>('GET', `/inbound${search}`)
const find = async (query: string) =>
  (await list(`?query=${encodeURIComponent(query)}`)).items.map(({ preview }) => preview?.subject)

async function as(permissions: string[]) {
  const name = permissions.join('-').replaceAll('.', '-')
  await app.api('POST', '/roles', { name, permissions })
  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name, role: name })
  return (method: string, path: string) => app.request(method, path, undefined, { authorization: `Bearer ${token}` })
}

test('the quarantine shows who wrote, about what, how it begins, and why it is there', async () => {
  const { items, counts } = await list()
  expect(counts).toEqual({ set_aside: 4, failed: 0 })
  expect(items.map(({ kind, preview }) => [kind, preview])).toEqual([
    ['list', { sender: 'riders-request@town.test', subject: 'Confirm', beginning: 'Answer this mail to confirm.' }],
    [
      'bounce',
      {
        sender: 'Mail Delivery System <mailer-daemon@mx.test>',
        subject: 'Undelivered Mail Returned to Sender',
        beginning: 'This is the mail system at host mx.test. <kim@far.test>: 550 5.1.1 user unknown',
      },
    ],
    ['auto-reply', { sender: 'Bo <bo@mail.test>', subject: 'Fw: Straße 100%', beginning: 'Order_4711 came back.' }],
    [
      'auto-reply',
      { sender: 'Zoë Café <zoe@mail.test>', subject: 'Away until May', beginning: 'Ich bin im Büro in Zürich.' },
    ],
  ])
  expect(items.map(({ sentence }) => sentence)).toEqual([
    expect.stringContaining('program of a mailing list'),
    expect.stringContaining('could not be delivered'),
    expect.stringContaining('x-autoreply'),
    expect.stringContaining('Auto-Submitted'),
  ])
})

test.each([
  ['zoe', ['Away until May']],
  ['CAFE', ['Away until May']],
  ['zurich buro', ['Away until May']],
  ['4711', ['Fw: Straße 100%']],
  ['order_4', ['Fw: Straße 100%']],
  ['100%', ['Fw: Straße 100%']],
  ['%', ['Fw: Straße 100%']],
  ['r_4711%x', []],
  ['far.test', ['Undelivered Mail Returned to Sender']],
  ['nobody', []],
  [' ', ['Confirm', 'Undelivered Mail Returned to Sender', 'Fw: Straße 100%', 'Away until May']],
])('it is searched: %s', async (query, subjects) => {
  expect(await find(query)).toEqual(subjects)
})

test('what is found is counted, whichever state is shown, and pages follow each other', async () => {
  expect((await list('?query=mail.test')).counts).toEqual({ set_aside: 2, failed: 0 })
  expect(await list('?query=mail.test&state=failed')).toMatchObject({ items: [], counts: { set_aside: 2, failed: 0 } })
  const first = await list('?query=mail.test&limit=1')
  const second = await list(`?query=mail.test&limit=1&cursor=${first.nextCursor}`)
  expect([...first.items, ...second.items].map(({ preview }) => preview?.subject)).toEqual(await find('mail.test'))
  expect(second.nextCursor).toBeNull()
})

test('somebody who may read mail sees it; releasing takes that they may also work on issues', async () => {
  const [{ id }] = (await list('?query=confirm')).items as [InboundRecord]
  const reader = await as(['thread.read'])
  const worker = await as(['issues.write'])
  expect((await reader('GET', '/inbound')).status).toBe(200)
  expect((await reader('POST', `/inbound/${id}/replay`)).status).toBe(403)
  expect((await worker('GET', '/inbound')).status).toBe(403)
  expect((await worker('POST', `/inbound/${id}/replay`)).status).toBe(403)
  const staff = await as(['thread.read', 'issues.write'])
  const released = await staff('POST', `/inbound/${id}/replay`)
  expect([released.status, await released.json()]).toMatchObject([200, { state: 'accepted', preview: null }])
  expect(await find('confirm')).toEqual([])
})

test.each([
  ['an automatic reply', 'Away until May', 'zoe@mail.test'],
  ['what was taken for a report', 'Undelivered Mail', 'mailer-daemon@mx.test'],
])('%s that is released is a message and opens an issue', async (_what, subject, from) => {
  const [kept] = (await list(`?query=${encodeURIComponent(subject)}`)).items
  await app.api('POST', `/inbound/${kept!.id}/replay`)
  const found = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${from}`)
  const issues = await app.api<{ items: Issue[] }>('GET', '/issues?limit=200')
  const theirs = issues.items.filter(({ customerId }) => customerId === found.items[0]!.id)
  expect(theirs).toMatchObject([{ subject: kept!.preview!.subject, status: 'open' }])
  expect((await app.request('POST', `/inbound/${kept!.id}/replay`)).status).toBe(409)
})
