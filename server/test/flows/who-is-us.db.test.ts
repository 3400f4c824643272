import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import { lockCustomer } from '../../src/people/customers/customers.ts'
import { holdOpen, lockWaiters } from '../../src/people/customers/testing.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { sendRaw } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'

/** Who "we" are is known for the whole installation: nothing of ours becomes a customer, whoever says so. */
const polled = { timeout: 15_000 }
const ourAddresses = ['support@shop.test', 'sales@shop.test', 'admin@example.test', 'all@firm.test']
let sink: SmtpSink
let app: TestApp
let sales: Channel
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  sink = await startSmtpSink()
  stops.defer(() => sink.close())
  app = stops.use(
    await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}`, ADMIN_EMAIL: 'admin@example.test' } }),
  )
  const { items } = await app.api<{ items: Channel[] }>('GET', '/channels')
  const boundary = { authservIds: ['mx.shop.test'] }
  await app.api('PATCH', `/channels/${items[0]!.id}`, {
    name: 'Support',
    settings: { address: 'support@shop.test', ...boundary },
  })
  const settings = { address: 'sales@shop.test', ...boundary }
  sales = await app.api<Channel>('POST', '/channels', { kind: 'email', name: 'Sales', settings })
  await app.api('PUT', '/own-addresses', { domains: ['firm.test'], groups: ['list@lists.test'] })
})
afterAll(() => stops.disposeAsync())

let count = 0
interface Mail {
  from: string
  to?: string
  headers?: Record<string, string>
  text?: string
  id?: string
  envelopeTo?: string
  dmarc?: 'pass' | 'fail'
}
async function mailIn({ from, to = 'support@shop.test', headers = {}, text = 'Hello.', id, envelopeTo, dmarc }: Mail) {
  const messageId = id ?? `mail-${++count}@mail.test`
  const address = /<(.*)>/.exec(from)?.[1] ?? from
  const fields = {
    ...(dmarc && { 'Authentication-Results': `mx.shop.test; dmarc=${dmarc} header.from=${address.split('@')[1]}` }),
    From: from,
    To: to,
    Subject: `Mail ${messageId}`,
    ...headers,
    'Message-ID': `<${messageId}>`,
    Date: 'Sat, 28 Nov 2026 10:00:00 +0000',
  }
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
  await sendRaw(app.smtpPort, address, [...head, '', text, ''].join('\r\n'), envelopeTo ?? 'support@shop.test')
  return messageId
}
const customers = async (query: string) =>
  (await app.api<{ items: Customer[] }>('GET', `/customers?query=${encodeURIComponent(query)}`)).items
const threadOf = async (customerId: string) =>
  (await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread?limit=200`)).items
const threadOfAddress = async (address: string) => threadOf((await customers(address))[0]!.id)
const aside = async (messageId: string) =>
  (await app.api<{ items: InboundRecord[] }>('GET', '/inbound?limit=200')).items.find(({ providerId }) =>
    providerId.includes(messageId),
  )
/** No address of ours has a record: it would be a customer, with issues and answers. */
async function expectNoneOfUs(): Promise<void> {
  const { rows } = await app.database.pool.query<{ value: string }>(
    'select value from identities where value = any($1)',
    [[...ourAddresses, 'list@lists.test']],
  )
  expect(rows).toEqual([])
}

const groups: [string, Mail, string | null][] = [
  [
    'a group that rewrites From and names the author',
    {
      from: "'Rolf Mann' via Support <support@shop.test>",
      headers: {
        'Reply-To': 'support@shop.test',
        'X-Original-From': 'Rolf Mann <rolf.mann@mail.test>',
        'X-Original-Sender': 'rolf.mann@mail.test',
        'List-ID': '<support.shop.test>',
        Precedence: 'list',
      },
    },
    'rolf.mann@mail.test',
  ],
  [
    'the same group with another author',
    {
      from: "'Rita Frau' via Support <support@shop.test>",
      headers: { 'X-Original-From': 'Rita Frau <rita.frau@mail.test>', 'List-ID': '<support.shop.test>' },
    },
    'rita.frau@mail.test',
  ],
  [
    'a declared group at another domain',
    {
      from: "'Gerd' via List <list@lists.test>",
      headers: { 'X-Original-From': 'Gerd <gerd@mail.test>', 'List-ID': '<list.lists.test>' },
    },
    'gerd@mail.test',
  ],
  [
    'a group that names the author in Reply-To alone',
    { from: "'Hanna' via Sales <sales@shop.test>", headers: { 'Reply-To': 'Hanna <hanna@mail.test>' } },
    'hanna@mail.test',
  ],
  [
    'a machine of a declared domain that passes on',
    { from: 'Relay <relay@firm.test>', headers: { 'X-Original-From': 'Ivo <ivo@mail.test>' } },
    'ivo@mail.test',
  ],
  [
    'a group that names an address of ours as the author: nobody',
    { from: 'Support <support@shop.test>', headers: { 'X-Original-From': 'sales@shop.test' } },
    null,
  ],
]
test.each(groups)('%s: the author is a customer by a claim, and we are none', async (_, mail, author) => {
  const id = await mailIn(mail)
  if (author === null) expect(await aside(id)).toMatchObject({ kind: 'from-us' })
  else {
    const [customer, ...others] = await customers(author)
    expect(others).toEqual([])
    expect(customer!.identities).toMatchObject([{ value: author, assurance: 'claimed' }])
    expect(await threadOf(customer!.id)).toHaveLength(1)
  }
  await expectNoneOfUs()
})

test('of a stranger X-Original-From says nothing: they are who From says, and their victim has no mail of theirs', async () => {
  await mailIn({ from: 'Vic <victim@bank.test>', text: 'My own words.' })
  await mailIn({
    from: 'Mallory <mallory@evil.test>',
    headers: {
      'X-Original-From': 'victim@bank.test',
      'X-Original-Sender': 'victim@bank.test',
      'List-ID': '<support.shop.test>',
    },
    text: 'A forged word.',
  })
  expect((await threadOfAddress('victim@bank.test')).map(({ text }) => text.trim())).toEqual(['My own words.'])
  expect((await threadOfAddress('mallory@evil.test')).map(({ text }) => text.trim())).toEqual(['A forged word.'])
  // Also in the name of our group it is a claim, which finds nobody.
  await mailIn({ from: 'support@shop.test', headers: { 'X-Original-From': 'victim@bank.test' }, text: 'Forged twice.' })
  expect((await threadOfAddress('victim@bank.test')).map(({ text }) => text.trim())).toEqual(['My own words.'])
})

test('a colleague’s answer from their own program stands on the issue that it quotes, until somebody confirms it', async () => {
  const asked = await mailIn({ from: 'Gina <gina@mail.test>', text: 'Where is my parcel?' })
  await mailIn({
    from: 'Admin <admin@example.test>',
    to: 'Gina <gina@mail.test>',
    headers: { Cc: 'support@shop.test', 'In-Reply-To': `<${asked}>`, References: `<${asked}>` },
    text: 'Hi Gina, it comes on Monday.',
  })
  const [question, answer] = await threadOfAddress('gina@mail.test')
  expect(answer).toMatchObject({
    kind: 'note',
    direction: 'internal',
    issueId: question!.issueId,
    author: { kind: 'system', name: 'Admin' },
    colleagueMail: { state: 'waiting', address: 'admin@example.test', answers: true, staffId: expect.any(String) },
  })
  expect(answer!.text).toContain('it comes on Monday')
  const status = async () => (await app.api<Issue>('GET', `/issues/${question!.issueId}`)).status
  expect(await status()).toBe('open')
  const confirmed = await app.api<Entry>('POST', `/entries/${answer!.id}/confirmation`, {})
  expect(confirmed.colleagueMail).toMatchObject({ state: 'confirmed' })
  expect(await status()).toBe('waiting_on_customer')
  expect((await app.request('POST', `/entries/${answer!.id}/confirmation`, {})).status).toBe(409)
  await expectNoneOfUs()
})

const colleagues: [string, Mail][] = [
  ['a colleague of a declared domain', { from: 'Cora <cora@firm.test>' }],
  ['the support mailbox itself', { from: 'Support <support@shop.test>' }],
  ['a colleague whose domain the boundary vouches for', { from: 'Admin <admin@example.test>', dmarc: 'pass' }],
]
test.each(colleagues)('an answer of %s waits on the issue as well, and is no customer’s', async (_, mail) => {
  const address = `asker-${++count}@mail.test`
  const asked = await mailIn({ from: address, text: 'One question.' })
  const { length } = (await app.api<{ items: Issue[] }>('GET', '/issues?limit=200')).items
  await mailIn({ ...mail, to: address, headers: { 'In-Reply-To': `<${asked}>` }, text: 'One answer.' })
  const thread = await threadOfAddress(address)
  expect(thread.at(-1)).toMatchObject({ direction: 'internal', colleagueMail: { state: 'waiting' } })
  expect((await app.api<{ items: Issue[] }>('GET', '/issues?limit=200')).items).toHaveLength(length)
  await expectNoneOfUs()
})

const password = 'correct horse battery staple'
const added: [string, (person: object) => Promise<unknown>][] = [
  ['was added with a password', (person) => app.api('POST', '/staff', { ...person, password })],
  ['was invited', (person) => app.api('POST', '/staff', { ...person, invite: { language: 'en' } })],
  [
    'has access again',
    async (person) => {
      const { id } = await app.api<{ id: string }>('POST', '/staff', { ...person, password })
      await app.api('PATCH', `/staff/${id}`, { active: false })
      await mailIn({ from: `before-${++count}@mail.test` })
      await app.api('PATCH', `/staff/${id}`, { active: true })
    },
  ],
]
test.each(added)('a colleague who %s a moment ago is no customer', async (_, add) => {
  const email = `nele-${++count}@example.test`
  // Who we are has just been read.
  await mailIn({ from: `before-${count}@mail.test` })
  await add({ name: 'Nele New', role: 'staff', email })
  const id = await mailIn({ from: `Nele New <${email}>`, text: 'Does this address work?' })
  expect(await aside(id)).toMatchObject({ kind: 'from-us' })
  expect(await customers(email)).toEqual([])
})

test('a colleague’s answer to an issue that is merged meanwhile stands on the one that goes on', async () => {
  const asked = await mailIn({ from: 'lin@mail.test', text: 'Where is my lamp?' })
  await mailIn({ from: 'lin@mail.test', headers: { 'In-Reply-To': `<${asked}>` }, text: 'And my kettle?' })
  const [first, second] = await threadOfAddress('lin@mail.test')
  const other = await app.api<Entry>('POST', `/entries/${second!.id}/move`, { issueId: null, reason: '' })
  const { db } = app.database
  const held = holdOpen(db, async (tx) => {
    await lockCustomer(tx, first!.customerId)
    const written = { id: newId(), at: new Date(), by: { kind: 'system', id: null, name: 'A test' } }
    const last_write = JSON.stringify(written)
    const merged = { merged_into_id: other.issueId, last_write }
    await tx.updateTable('issues').set(merged).where('id', '=', first!.issueId).execute()
  })
  await held.done
  const answering = mailIn({
    from: 'Cora <cora@firm.test>',
    to: 'lin@mail.test',
    headers: { 'In-Reply-To': `<${asked}>` },
    text: 'It comes tomorrow.',
  })
  await lockWaiters(db, 1)
  await held.end()
  await answering
  const answer = (await threadOfAddress('lin@mail.test')).at(-1)!
  expect(answer).toMatchObject({ colleagueMail: { state: 'waiting' }, issueId: other.issueId })
})

test('what says that it is from a colleague and fails the check of its domain stands on no thread', async () => {
  const asked = await mailIn({ from: 'jan@mail.test', text: 'Is the refund approved?' })
  const id = await mailIn({
    from: 'Admin <admin@example.test>',
    dmarc: 'fail',
    headers: { 'In-Reply-To': `<${asked}>` },
    text: 'Refund approved, 5000.',
  })
  expect(await threadOfAddress('jan@mail.test')).toHaveLength(1)
  const kept = await aside(id)
  expect(kept).toMatchObject({ kind: 'from-us' })
  expect((await app.request('POST', `/inbound/${kept!.id}/replay`, {})).status).toBe(409)
  expect(await threadOfAddress('jan@mail.test')).toHaveLength(1)
})

const gmail = `Please handle.

---------- Forwarded message ---------
From: Hugo Prim <hugo.prim@mail.test>
Date: Thu, 26 Nov 2026 at 10:11
Subject: Invoice wrong
To: Admin <admin@example.test>

My invoice 55112 has the wrong VAT rate.`
const forwards: [string, string, string | null, string | null][] = [
  ['Gmail', gmail, 'hugo.prim@mail.test', 'Hugo Prim'],
  [
    'Apple Mail',
    'FYI\n\nBegin forwarded message:\n\nFrom: Ida Berg <ida@mail.test>\nSubject: Lamp\nDate: 26 November 2026 at 10:11:12 CET\nTo: Admin <admin@example.test>\n\nIt is broken.',
    'ida@mail.test',
    'Ida Berg',
  ],
  [
    'Outlook in German',
    'Bitte übernehmen.\n\nVon: Jonas Weiß <jonas@mail.test>\nGesendet: Donnerstag, 26. November 2026 10:11\nAn: Admin <admin@example.test>\nBetreff: Rechnung\n\nDie Rechnung stimmt nicht.',
    'jonas@mail.test',
    'Jonas Weiß',
  ],
  [
    'an old Outlook',
    'See below.\n\n-----Original Message-----\nFrom: Kim Lo [mailto:kim.lo@mail.test]\nSent: Thursday, November 26, 2026 10:11 AM\nTo: Admin\nSubject: Chair\n\nThe chair wobbles.',
    'kim.lo@mail.test',
    'Kim Lo',
  ],
  [
    'Yahoo, which loses the line breaks',
    'FYI\n\n----- Forwarded Message ----- From: Lin Ode <lin.ode@mail.test>To: Admin <admin@example.test>Sent: Thursday, November 26, 2026 at 10:11:12 AMSubject: Lamp\n\nIt is broken.',
    'lin.ode@mail.test',
    'Lin Ode',
  ],
  [
    'a colleague between, who had passed it on',
    'Yours?\n\n---------- Forwarded message ---------\nFrom: Cleo <cleo@firm.test>\nDate: Fri, 27 Nov 2026 at 09:00\nSubject: Fwd: Chair\nTo: Admin <admin@example.test>\n\nWho takes it?\n\n---------- Forwarded message ---------\nFrom: Nora Lind <nora.lind@mail.test>\nDate: Thu, 26 Nov 2026 at 10:11\nSubject: Chair\nTo: Cleo <cleo@firm.test>\n\nThe chair wobbles.',
    'nora.lind@mail.test',
    'Nora Lind',
  ],
  [
    'a colleague between, twice and in quotes',
    '> Begin forwarded message:\n>\n> From: Cleo <cleo@firm.test>\n> Subject: Fwd: Desk\n> Date: 27 November 2026 at 09:00\n> To: Admin <admin@example.test>\n>\n>> Begin forwarded message:\n>>\n>> From: Omar Said <omar@mail.test>\n>> Subject: Desk\n>> Date: 26 November 2026 at 10:11\n>> To: Cleo <cleo@firm.test>\n>>\n>> The desk is late.',
    'omar@mail.test',
    'Omar Said',
  ],
  [
    'colleagues only',
    '---------- Forwarded message ---------\nFrom: Cleo <cleo@firm.test>\nDate: Fri, 27 Nov 2026 at 09:00\nSubject: Lunch\nTo: Admin <admin@example.test>\n\nAt noon?',
    null,
    null,
  ],
  ['a colleague, of a mail of ours', gmail.replace('hugo.prim@mail.test', 'sales@shop.test'), null, null],
  ['a colleague, without anything forwarded', 'Does this address work?', null, null],
]
test.each(forwards)('what one of us forwards with %s is its author’s, as a claim', async (_, text, author, name) => {
  const id = await mailIn({ from: 'Admin <admin@example.test>', headers: { Subject: 'Fwd: Invoice wrong' }, text })
  if (author === null) expect(await aside(id)).toMatchObject({ kind: 'from-us' })
  else {
    const [customer] = await customers(author)
    expect(customer).toMatchObject({ displayName: name, identities: [{ value: author, assurance: 'claimed' }] })
    expect(await threadOf(customer!.id)).toMatchObject([
      { direction: 'in', content: { forwardedBy: { name: 'Admin', address: 'admin@example.test' } } },
    ])
  }
  await expectNoneOfUs()
})

test('a forwarded mail is not put on the thread of whom it names: only staff say that they are the same', async () => {
  await mailIn({ from: 'Lea <lea@mail.test>', text: 'My own words.' })
  await mailIn({ from: 'Admin <admin@example.test>', text: gmail.replaceAll('hugo.prim@mail.test', 'lea@mail.test') })
  const found = await customers('lea@mail.test')
  expect(found).toHaveLength(2)
  const threads = await Promise.all(found.map(({ id }) => threadOf(id)))
  expect(threads.map(({ length }) => length)).toEqual([1, 1])
})

test('our own copy to another channel of ours is no customer’s message, and a copy to ourselves is refused', async () => {
  await mailIn({ from: 'Mia <mia@mail.test>', text: 'A question.' })
  const [question] = await threadOfAddress('mia@mail.test')
  const write = (content: object) =>
    app.request('POST', `/customers/${question!.customerId}/entries`, { kind: 'message', text: 'Yes.', content })
  for (const content of [
    { cc: ['sales@shop.test'] },
    { cc: ['boss@mail.test', 'Support+x@Shop.test'] },
    { bcc: ['sales@shop.test'] },
    { cc: ['list@lists.test'] },
  ]) {
    const refused = await write(content)
    expect(refused.status, JSON.stringify(content)).toBe(400)
  }
  // Colleagues have mailboxes of their own.
  expect((await write({ cc: ['admin@example.test'] })).status).toBe(201)
  await expect.poll(() => sink.mails.filter(({ to }) => to.includes('mia@mail.test')).length, polled).toBe(1)
  const { raw } = sink.mails.find(({ to }) => to.includes('mia@mail.test'))!
  for (const to of ['sales@shop.test', 'support@shop.test']) await sendRaw(app.smtpPort, 'support@shop.test', raw, to)
  // A forwarder has put its own address into From.
  const forwarded = raw.replace(/^From: .*$/m, 'From: Forwarder <forwarder@hoster.test>')
  await sendRaw(app.smtpPort, 'forwarder@hoster.test', forwarded, 'sales@shop.test')
  expect(await customers('forwarder@hoster.test')).toEqual([])
  expect(await threadOfAddress('mia@mail.test')).toHaveLength(2)
  await expectNoneOfUs()
})

test('nothing is sent to a mailbox of ours, however it came to be a customer’s', async () => {
  const identities = [{ kind: 'email', value: 'later@shop.test' }]
  const customer = await app.api<Customer>('POST', '/customers', { identities })
  const entry = await app.api<Entry>('POST', `/customers/${customer.id}/entries`, {
    kind: 'message',
    text: 'Held back.',
    holdSeconds: 2,
  })
  // By now it is a channel's.
  await app.api('PATCH', `/channels/${sales.id}`, {
    settings: { address: 'sales@shop.test', addresses: ['later@shop.test'], authservIds: ['mx.shop.test'] },
  })
  const delivery = async () => (await app.api<Entry>('GET', `/entries/${entry.id}`)).delivery!
  await expect.poll(async () => (await delivery()).state, polled).toBe('failed')
  expect(await delivery()).toMatchObject({ error: { code: 'own_mailbox' } })
  const again = await app.request('POST', `/customers/${customer.id}/entries`, { kind: 'message', text: 'Again.' })
  expect(again.status).toBe(422)
  expect(sink.mails.filter(({ to }) => to.includes('later@shop.test'))).toEqual([])
})

const both = 'support@shop.test, sales@shop.test'
const arrivals: [string, string[]][] = [
  ['in one handing over', [both]],
  ['one after the other', ['support@shop.test', 'sales@shop.test']],
  ['at once', ['support@shop.test', 'sales@shop.test', both]],
  ['again and again', [both, 'sales@shop.test', 'support@shop.test', both]],
]
test.each(arrivals)(
  'one mail to two of our addresses that comes %s is one entry that names both',
  async (way, envelopes) => {
    const from = `cleo-${++count}@mail.test`
    const id = `two-${count}@mail.test`
    const copies = envelopes.map(
      (envelopeTo) => () => mailIn({ from, to: both, id, envelopeTo, text: 'An offer and a repair.' }),
    )
    if (way === 'at once') await Promise.all(copies.map((send) => send()))
    else for (const send of copies) await send()
    const thread = await threadOfAddress(from)
    expect(thread).toHaveLength(1)
    expect(thread[0]!.content).toMatchObject({ to: [{ address: 'support@shop.test' }, { address: 'sales@shop.test' }] })
    expect(thread[0]!.threading.reason).toBe('new_issue')
  },
)

test('a blind copy to the other channel is no second entry; another mail with the same words is', async () => {
  const from = 'dora@mail.test'
  const id = await mailIn({ from, text: 'The same words.' })
  await mailIn({ from, id, text: 'The same words.', envelopeTo: 'sales@shop.test' })
  expect(await threadOfAddress(from)).toHaveLength(1)
  await mailIn({ from, text: 'The same words.', to: 'sales@shop.test', envelopeTo: 'sales@shop.test' })
  expect(await threadOfAddress(from)).toHaveLength(2)
})

test('of 200 recipients 20 are us: one entry, and each of us is told apart from the others', async () => {
  const addresses = Array.from({ length: 19 }, (_, index) => `desk-${index}@shop.test`)
  await app.api('PATCH', `/channels/${sales.id}`, {
    settings: { address: 'sales@shop.test', addresses, authservIds: ['mx.shop.test'] },
  })
  const others = Array.from({ length: 180 }, (_, index) => `guest-${index}@mail.test`)
  const ours = ['sales@shop.test', ...addresses]
  const to = [...others.slice(0, 90), ...ours, ...others.slice(90)].join(', ')
  await mailIn({ from: 'host@mail.test', to: 'support@shop.test', headers: { Cc: to }, text: 'To all.' })
  await mailIn({
    from: 'host@mail.test',
    id: `mail-${count}@mail.test`,
    headers: { Cc: to },
    text: 'To all.',
    envelopeTo: 'sales@shop.test',
  })
  expect(await threadOfAddress('host@mail.test')).toHaveLength(1)
})
