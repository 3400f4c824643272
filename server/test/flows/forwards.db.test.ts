import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { EmailContent } from '@throughline/protocol/timeline/content/email.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Email } from 'postal-mime'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import { colleague, type Colleague } from '../colleague.ts'
import { deliveryReport } from '../mail/delivery-report.ts'
import { sendMail, sendRaw } from '../mail/send-mail.ts'
import { startShop, type Shop } from '../shop.ts'

/** What staff forward to somebody outside, and what these answer: inside the company, and nowhere else. */
const publicOrigin = 'http://localhost:3000'
const polled = { timeout: 15_000 }
let shop: Shop
let ben: Colleague
let cleo: Colleague
beforeAll(async () => {
  const mail = { authservIds: ['mx.shop.example'] }
  shop = await startShop({ env: { PUBLIC_URL: publicOrigin }, mail })
  ben = await colleague(shop.app, publicOrigin, 'Ben')
  cleo = await colleague(shop.app, publicOrigin, 'Cleo')
})
afterAll(() => shop.stop())
beforeEach(() => {
  shop.sink.answer = () => undefined
})

let count = 0
interface Asked {
  address: string
  entry: Entry
  issue: Issue
}

/** A customer who has written a mail with two files; the issue is Ben's. */
async function asked(mail: object = {}): Promise<Asked> {
  const address = `customer-${++count}@mail.example`
  await sendMail(shop.app.smtpPort, {
    from: `Ana Lima <${address}>`,
    cc: 'brother@mail.example',
    subject: `Lamp ${count}`,
    text: 'The lamp is broken.',
    attachments: [
      { filename: 'lamp.txt', content: 'a picture of it' },
      { filename: 'private.txt', content: 'my passport' },
    ],
    ...mail,
  })
  const { id } = await customerOf(address)
  const [entry] = await shop.threadOf(id)
  await shop.app.api('POST', `/issues/${entry!.issueId}/assignment`, { ownerId: ben.id })
  return { address, entry: entry!, issue: await shop.app.api('GET', `/issues/${entry!.issueId}`) }
}
const customersOf = async (address: string) =>
  (await shop.app.api<{ items: Customer[] }>('GET', `/customers?query=${encodeURIComponent(address)}`)).items
const customerOf = async (address: string) => (await customersOf(address))[0]!
const forward = ({ issue }: Pick<Asked, 'issue'>, body: object) =>
  shop.app.api<Entry>('POST', `/issues/${issue.id}/forwards`, { text: 'Can you repair this?', ...body })
const refused = async ({ issue }: Pick<Asked, 'issue'>, body: object) => {
  const response = await shop.app.request('POST', `/issues/${issue.id}/forwards`, { text: 'Look.', ...body })
  const { detail } = (await response.json()) as { detail: string }
  return { status: response.status, detail }
}
const entryNow = ({ id }: Entry): Promise<Entry> => shop.app.api('GET', `/entries/${id}`)
const becomes = (entry: Entry, state: string) =>
  expect.poll(async () => (await entryNow(entry)).delivery?.state, polled).toBe(state)
const mailOf = (entry: Entry) => entry.content as EmailContent
const threadOf = ({ issue }: Pick<Asked, 'issue'>) => shop.threadOf(issue.customerId)
const supplier = () => `supplier-${++count}@parts.example`

/** Forwarded, and it has left. */
async function left(about: Asked, to: string[], body: object = {}): Promise<{ entry: Entry; mail: Email }> {
  const entry = await forward(about, { to, ...body })
  await becomes(entry, 'sent')
  return { entry, mail: (await shop.mailsTo(to[0]!)).at(-1)! }
}
const answer = ({ messageId, replyTo, from }: Email, sender: string, more: object = {}) =>
  sendMail(shop.app.smtpPort, {
    from: sender,
    to: replyTo?.[0]?.address ?? from!.address!,
    subject: 'Re: Fwd: Lamp',
    inReplyTo: messageId!,
    references: messageId!,
    text: 'Yes, for ten euros.',
    ...more,
  })

test('who gets it is checked: neither we nor the customer, nobody twice, and at most ten', async () => {
  const about = await asked()
  expect(await refused(about, { to: ['support@shop.example'] })).toMatchObject({ status: 400 })
  expect((await refused(about, { to: ['support+x@shop.example'] })).detail).toContain('an address of ours')
  expect((await refused(about, { to: [about.address.toUpperCase()] })).detail).toContain('answer them instead')
  expect((await refused(about, { to: ['nobody'] })).status).toBe(400)
  expect((await refused(about, { to: [] })).status).toBe(400)
  expect((await refused(about, { to: Array.from({ length: 11 }, supplier) })).status).toBe(400)
  const blocked = supplier()
  await sendMail(shop.app.smtpPort, { from: blocked, subject: 'Buy', text: 'Buy this.' })
  await shop.app.api('PUT', `/customers/${(await customerOf(blocked)).id}/block`, { reason: 'Spam' })
  expect((await refused(about, { to: [blocked] })).detail).toContain('is blocked')
  expect(await threadOf(about)).toHaveLength(2)
  const twice = supplier()
  const { entry } = await left(about, [twice, twice.toUpperCase(), 'second@parts.example'])
  expect(mailOf(entry).to.map(({ address }) => address)).toEqual([twice, 'second@parts.example'])
  expect((await shop.mailsTo(twice))[0]!.to!.map(({ address }) => address)).toEqual([twice, 'second@parts.example'])
})

test('what is named has to be of the issue, and what has not left to the customer stays here', async () => {
  const about = await asked()
  const other = await asked()
  const to = [supplier()]
  expect((await refused(about, { to, entryId: other.entry.id })).status).toBe(404)
  expect((await refused(about, { to, entryId: newId() })).status).toBe(404)
  expect((await refused({ issue: { ...about.issue, id: newId() } }, { to })).status).toBe(404)
  expect((await refused(about, { to, fileIds: [other.entry.attachments[0]!.id] })).status).toBe(400)
  expect((await refused(about, { to, attachmentIds: [newId()] })).status).toBe(400)
  expect((await refused(about, { to, answers: about.entry.id })).status).toBe(404)
  expect((await refused(about, { to, answers: newId(), entryId: about.entry.id })).status).toBe(400)
  const note = await shop.write(about.issue.customerId, { kind: 'note', text: 'Secret.', issueId: about.issue.id })
  expect((await refused(about, { to, entryId: note.id })).status).toBe(409)
  const held = { text: 'Not yet said.', issueId: about.issue.id, holdSeconds: 60 }
  const unsent = await shop.write(about.issue.customerId, held)
  expect((await refused(about, { to, entryId: unsent.id })).status).toBe(409)
  const { mail } = await left(about, to)
  expect(mail.text).not.toMatch(/Not yet said|Secret/)
  expect(await shop.mailsTo(to[0]!)).toHaveLength(1)
})

test('a message leaves with its head and the files that were chosen, without Bcc and without our reply address', async () => {
  const about = await asked()
  const said = { content: { text: 'Which lamp?', cc: ['known@mail.example'], bcc: ['secret@mail.example'] } }
  const reply = await shop.write(about.issue.customerId, { ...said, issueId: about.issue.id })
  await becomes(reply, 'sent')
  const [ours] = await shop.mailsTo(about.address)
  const token = ours!.replyTo![0]!.address!
  expect(token).toContain('+r.')
  await sendMail(shop.app.smtpPort, {
    from: `Ana Lima <${about.address}>`,
    to: token,
    subject: 'Re: Lamp',
    html: `<p>The <b>green</b> one. <img src="https://tracker.example/p.png"></p><p>Sent to ${token}</p>`,
    text: `The green one.\n\n> Answer to ${token}`,
  })
  const answered = (await threadOf(about)).findLast(({ kind }) => kind === 'message')!
  const to = supplier()
  const one = await left(about, [to], { entryId: answered.id })
  expect(one.mail.text).toContain('Can you repair this?\n\n---------- Forwarded message ----------\nFrom: Ana Lima <')
  expect(one.mail.text).toMatch(/^Date: .*\nSubject: Re: Lamp\nTo: support@shop.example$/m)
  expect(one.mail.html).toContain('<b>green</b>')
  const raw = shop.sink.mails.at(-1)!.raw
  for (const never of ['tracker.example', token.split('+')[1]!.split('@')[0]!]) expect(raw).not.toContain(never)

  const [wanted, unwanted] = about.entry.attachments
  const all = await left(about, [to], { fileIds: [wanted!.id], subject: 'A lamp' })
  expect(all.mail.subject).toBe('A lamp')
  expect(all.mail.attachments.map(({ filename }) => filename)).toEqual([wanted!.name])
  expect(all.entry.attachments.map(({ name }) => name)).not.toContain(unwanted!.name)
  expect(all.mail.text).toMatch(/The lamp is broken[^]*Which lamp\?[^]*The green one/)
  expect(all.mail.text).toContain('Cc: known@mail.example')
  expect(shop.sink.mails.at(-1)!.raw).not.toContain('secret@mail.example')
  expect(mailOf(all.entry)).toMatchObject({ replyText: 'Can you repair this?', forward: { entryIds: { length: 3 } } })

  // Nothing in it names a mail of the customer's thread.
  expect(one.mail.inReplyTo).toBeUndefined()
  expect(one.mail.references).toBeUndefined()
})

test('what would be forwarded is shown before, with the limits', async () => {
  const about = await asked()
  const path = `/issues/${about.issue.id}/forwarding`
  expect(await shop.app.api('GET', `${path}?entryId=${about.entry.id}`)).toMatchObject({
    subject: `Fwd: ${mailOf(about.entry).subject}`,
    messageCount: 1,
    files: about.entry.attachments,
    channel: { id: shop.mailChannel.id },
    maxTotalBytes: 18 * 1024 * 1024,
  })
  expect((await shop.app.request('GET', `/issues/${newId()}/forwarding`)).status).toBe(404)
})

test('too many bytes are refused before anything is written', async () => {
  const about = await asked({ attachments: [{ filename: 'large.bin', content: Buffer.alloc(10 * 1024 * 1024, 7) }] })
  await sendMail(shop.app.smtpPort, {
    from: about.address,
    subject: `Re: ${mailOf(about.entry).subject}`,
    inReplyTo: mailOf(about.entry).messageId!,
    text: 'And one more.',
    attachments: [{ filename: 'second.bin', content: Buffer.alloc(10 * 1024 * 1024, 8) }],
  })
  const before = await threadOf(about)
  expect((await refused(about, { to: [supplier()] })).detail).toContain('18 MB')
  expect(await threadOf(about)).toHaveLength(before.length)
})

test('the same twice, one after the other or at once, is one mail', async () => {
  const about = await asked()
  const to = supplier()
  const body = { to: [to], echoId: 'once' }
  const [first, second] = await Promise.all([forward(about, body), forward(about, body)])
  expect(second.id).toBe(first.id)
  expect((await forward(about, body)).id).toBe(first.id)
  await becomes(first, 'sent')
  expect(await shop.mailsTo(to)).toHaveLength(1)
})

test('one that is held can be recalled, and then nothing leaves; its files stay with it', async () => {
  const about = await asked()
  const to = supplier()
  const held = await forward(about, { to: [to], holdSeconds: 60 })
  expect(held.delivery).toMatchObject({ state: 'queued' })
  const recalled = await shop.app.api<Entry>('POST', `/entries/${held.id}/recall`, {})
  expect(recalled).toMatchObject({ delivery: { state: 'refused', error: { code: 'taken_back' } } })
  expect(recalled.attachments).toHaveLength(2)
  await left(about, [supplier()])
  expect(await shop.mailsTo(to)).toEqual([])
})

test('the customer sees nothing of it: not in the chat, not by the chain, not by an answer that follows', async () => {
  const visitor = shop.visitor()
  await visitor.say('My lamp is broken.')
  const { items } = await shop.app.api<{ items: Issue[] }>('GET', '/issues?limit=1')
  const about = { issue: items[0]! }
  const to = supplier()
  const entry = await forward(about, { to: [to] })
  await becomes(entry, 'sent')
  const [mail] = await shop.mailsTo(to)
  expect(mail!.text).toContain('My lamp is broken.')
  await answer(mail!, to)
  expect((await threadOf(about)).at(-1)).toMatchObject({ kind: 'note', text: 'Yes, for ten euros.\n' })
  expect(JSON.stringify(await visitor.messages())).not.toMatch(/repair|ten euros|Forwarded/)
})

test('an answer is an internal entry on the issue: no customer, no other issue, and the owner is notified', async () => {
  const about = await asked()
  const before = await shop.app.api<Issue>('GET', `/issues/${about.issue.id}`)
  const to = supplier()
  const { entry, mail } = await left(about, [to])
  expect(mail.replyTo![0]!.address).toMatch(/^support\+r\.[a-z2-7]{48}@shop\.example$/)
  await answer(mail, `Robin <${to}>`, { attachments: [{ filename: 'offer.txt', content: 'Ten.' }] })
  const note = (await threadOf(about)).at(-1)!
  expect(note).toMatchObject({
    kind: 'note',
    direction: 'internal',
    issueId: about.issue.id,
    identity: null,
    author: { kind: 'system', id: 'outside-person', name: 'Robin' },
    content: { forwardAnswer: { forwardId: entry.id, isRecipient: true }, authenticated: false },
    attachments: [{ name: 'offer.txt' }],
  })
  expect(await customersOf(to)).toEqual([])
  const now = await shop.app.api<Issue>('GET', `/issues/${about.issue.id}`)
  expect([now.status, now.lastText]).toEqual([before.status, before.lastText])
  const told = async () => (await ben.told()).filter(({ entryId }) => entryId === note.id)
  await expect.poll(told, polled).toMatchObject([{ kind: 'forward_answered', by: { name: 'Robin' } }])
})

test('who forwarded is notified beside the owner', async () => {
  const about = await asked()
  const to = supplier()
  const entry = await cleo.call<Entry>('POST', `/issues/${about.issue.id}/forwards`, { to: [to] })
  await becomes(entry, 'sent')
  await answer((await shop.mailsTo(to))[0]!, to)
  const told = async (who: Colleague) =>
    (await who.told()).filter(({ kind, issue }) => kind === 'forward_answered' && issue?.id === about.issue.id).length
  await expect.poll(() => Promise.all([told(ben), told(cleo)]), polled).toEqual([1, 1])
})

const ways: [string, (mail: Email) => object][] = [
  ['by the reply address alone', ({ replyTo }) => ({ to: replyTo![0]!.address!, inReplyTo: '', references: '' })],
  ['by the name of our mail alone', () => ({ to: 'support@shop.example' })],
  [
    'by a name further up the chain',
    ({ messageId }) => ({
      to: 'support@shop.example',
      inReplyTo: '<own@x.example>',
      references: `${messageId} <own@x.example>`,
    }),
  ],
]
test.each(ways)('%s an answer is known', async (_, how) => {
  const about = await asked()
  const to = supplier()
  const { mail } = await left(about, [to])
  await answer(mail, to, how(mail))
  expect((await threadOf(about)).at(-1)).toMatchObject({ kind: 'note', content: { forwardAnswer: {} } })
  expect(await customersOf(to)).toEqual([])
})

test('from another address, also a forged one or the customer’s, it stays inside and says so', async () => {
  const about = await asked()
  const { mail } = await left(about, [supplier()])
  for (const from of ['other@elsewhere.example', about.address]) {
    await answer(mail, from)
    const note = (await threadOf(about)).at(-1)!
    expect(note).toMatchObject({
      kind: 'note',
      direction: 'internal',
      content: { forwardAnswer: { isRecipient: false } },
    })
    expect(mailOf(note).from!.address).toBe(from)
  }
  expect(await customersOf('other@elsewhere.example')).toEqual([])
})

test('a colleague to whom it was forwarded answers as themselves where their domain is authenticated', async () => {
  const about = await asked()
  const { entry, mail } = await left(about, ['cleo@example.com'])
  const say = (more: string[]) =>
    sendRaw(
      shop.app.smtpPort,
      'cleo@example.com',
      [
        ...more,
        'From: Cleo <cleo@example.com>',
        `To: ${mail.replyTo![0]!.address!}`,
        'Subject: Re: Lamp',
        `Message-ID: <cleo-${++count}@example.com>`,
        '',
        'I know this lamp.',
        '',
      ].join('\r\n'),
      mail.replyTo![0]!.address,
    )
  await say([])
  expect((await threadOf(about)).at(-1)).toMatchObject({ author: { kind: 'system', name: 'Cleo' } })
  await say(['Authentication-Results: mx.shop.example; dmarc=pass header.from=example.com'])
  expect((await threadOf(about)).at(-1)).toMatchObject({
    author: { kind: 'staff', id: cleo.id },
    content: { forwardAnswer: { forwardId: entry.id, isRecipient: true }, authenticated: true },
  })
})

test('redelivered, also at once, it stands there once', async () => {
  const about = await asked()
  const to = supplier()
  const { mail } = await left(about, [to])
  const again = { messageId: `<same-${newId()}@parts.example>` }
  await Promise.all([answer(mail, to, again), answer(mail, to, again)])
  await answer(mail, to, again)
  expect((await threadOf(about)).filter(({ content }) => 'forwardAnswer' in content)).toHaveLength(1)
})

test('what answers by itself is no answer, and is set aside', async () => {
  const about = await asked()
  const to = supplier()
  const { entry, mail } = await left(about, [to])
  const before = await threadOf(about)
  await answer(mail, to, { subject: 'Out of office', headers: { 'Auto-Submitted': 'auto-replied' } })
  expect(await threadOf(about)).toHaveLength(before.length)
  expect((await entryNow(entry)).delivery!.state).toBe('sent')
  expect(await customersOf(to)).toEqual([])
  const { items } = await shop.app.api<{ items: { sentence: string }[] }>('GET', '/inbound?state=set_aside')
  expect(items[0]!.sentence).toContain('nobody wrote it')
})

test('a bounce fails the forward and nothing else: the customer’s address and issue stay as they were', async () => {
  const about = await asked()
  const status = about.issue.status
  const to = supplier()
  const { entry, mail } = await left(about, [to])
  const report = deliveryReport({ messageId: mail.messageId!, recipient: to })
  await sendRaw(shop.app.smtpPort, '', report)
  await sendRaw(shop.app.smtpPort, '', report)
  expect((await entryNow(entry)).delivery).toMatchObject({ state: 'failed', error: {} })
  expect((await shop.app.api<Issue>('GET', `/issues/${about.issue.id}`)).status).toBe(status)
  await expect
    .poll(async () => (await ben.told()).filter(({ entryId }) => entryId === entry.id), polled)
    .toMatchObject([{ kind: 'not_delivered' }])
  const again = await shop.app.api<Entry>('POST', `/entries/${entry.id}/sending`, {})
  await becomes(again, 'sent')
  expect(await shop.mailsTo(to)).toHaveLength(2)
})

test('of several recipients, who did not get it is named; it has failed when nobody got it', async () => {
  const about = await asked()
  const [one, two] = [supplier(), supplier()]
  const { entry, mail } = await left(about, [one, two])
  const bounce = (recipient: string) =>
    sendRaw(shop.app.smtpPort, '', deliveryReport({ messageId: mail.messageId!, recipient }))
  await bounce(two)
  expect((await entryNow(entry)).delivery).toMatchObject({ state: 'sent', failedCopies: [{ address: two }] })
  await bounce(one)
  expect((await entryNow(entry)).delivery).toMatchObject({ state: 'failed' })
})

test('a server that refuses the address fails it; one that turns down one of two names that one', async () => {
  const about = await asked()
  const [bad, good] = [supplier(), supplier()]
  shop.sink.answer = (line) => (line.includes(bad) && line.startsWith('RCPT') ? '550 5.1.1 no such user' : undefined)
  await becomes(await forward(about, { to: [bad] }), 'failed')
  const both = await forward(about, { to: [bad, good] })
  await becomes(both, 'sent')
  expect((await entryNow(both)).delivery!.failedCopies).toMatchObject([{ address: bad }])
})

test('what somebody answered is answered again on the same way, as one exchange', async () => {
  const about = await asked()
  const to = supplier()
  const { mail } = await left(about, [to])
  await answer(mail, to, { subject: `Re: ${mail.subject}` })
  const note = (await threadOf(about)).at(-1)!
  expect((await refused(about, { to: [to], answers: note.id, text: ' ' })).status).toBe(400)
  const again = await left(about, [to], { answers: note.id, text: 'Please do.' })
  expect(again.entry.content).toMatchObject({ forward: { entryIds: [], answers: note.id }, quotedText: '' })
  expect(again.mail.subject).toBe(`Re: ${mail.subject}`)
  expect(again.mail.inReplyTo).toBe(`<${mailOf(note).messageId}>`)
  expect(again.mail.references).toBe(`${mail.messageId} <${mailOf(note).messageId}>`)
  expect(again.mail.text).not.toContain('The lamp is broken')
  await answer(again.mail, to, { text: 'Done.', subject: again.mail.subject })
  expect((await threadOf(about)).at(-1)).toMatchObject({
    text: 'Done.\n',
    content: { forwardAnswer: { forwardId: again.entry.id, isRecipient: true } },
  })
})

test('a token of a forward is nothing to a customer’s thread, and one of a customer nothing to a forward', async () => {
  const about = await asked()
  const reply = await shop.write(about.issue.customerId, { text: 'Which one?', issueId: about.issue.id })
  await becomes(reply, 'sent')
  const ours = (await shop.mailsTo(about.address)).at(-1)!
  const { mail } = await left(about, [supplier()])
  // The customer answers us, and quotes the forward that somebody sent on to them.
  await answer(ours, about.address, { references: mail.messageId!, text: 'The green one.' })
  expect((await threadOf(about)).at(-1)).toMatchObject({ kind: 'message', direction: 'in' })
  const madeUp = mail.replyTo![0]!.address!.replace(/.(?=@)/, (letter) => (letter === 'a' ? 'b' : 'a'))
  const stranger = supplier()
  await answer(mail, stranger, {
    to: madeUp,
    inReplyTo: `<${'0'.repeat(32)}.${'0'.repeat(12)}@shop.example>`,
    references: '',
  })
  expect(await customersOf(stranger)).toHaveLength(1)
})
