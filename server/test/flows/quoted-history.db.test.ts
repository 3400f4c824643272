import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Quotable } from '@throughline/protocol/timeline/quotable.ts'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendMail } from '../mail/send-mail.ts'
import { startShop, type Shop } from '../shop.ts'

/** What an answer by mail quotes of its conversation, as it arrives at a mail server. */
const polled = { timeout: 15_000 }
let shop: Shop
beforeAll(async () => {
  shop = await startShop({ mail: { quotedHistory: 'all' } })
})
afterAll(() => shop.stop())

async function customerOf(address: string): Promise<Customer> {
  const { items } = await shop.app.api<{ items: Customer[] }>('GET', `/customers?query=${encodeURIComponent(address)}`)
  return items[0]!
}

/** Their mail has been taken in, and stands last on the thread. */
async function writes(from: string, text: string, more: object = {}): Promise<Entry> {
  await sendMail(shop.app.smtpPort, { from, subject: 'Parcel', text, ...more })
  return (await shop.threadOf((await customerOf(from)).id)).at(-1)!
}

/** The mail with this text, once it has arrived and its name is known to us. */
async function answers(customerId: string, text: string, more: object = {}): Promise<Email> {
  const { id } = await shop.write(customerId, { text, ...more })
  await expect
    .poll(async () => (await shop.app.api<Entry>('GET', `/entries/${id}`)).delivery?.state, polled)
    .toBe('sent')
  return PostalMime.parse(shop.sink.mails.findLast(({ raw }) => raw.includes(text))!.raw)
}

const plain = ({ text }: Email) => (text ?? '').replaceAll('\r\n', '\n').trimEnd()

test('an answer quotes what was said, its entry holds its own words only, and so does the answer to it', async () => {
  const from = 'kim@mail.example'
  const asked = await writes(from, 'Where is my capybara?', {
    html: '<p>Where is my <b>capybara</b>?</p><img src="https://t.example/1">',
  })
  const first = await answers(asked.customerId, 'It left on Monday.')
  expect(plain(first)).toMatch(
    /^It left on Monday\.\n\nOn \d+ \w{3} \d{4}, \d\d:\d\d UTC, kim@mail\.example wrote:\n> Where is my capybara\?$/,
  )
  expect(first.html).toMatch(/<blockquote class="gmail_quote" type="cite"[^>]*><p>Where is my <b>capybara<\/b>\?<\/p>/)
  expect(first.html).not.toContain('t.example')

  const quote = plain(first).replace(/^/gm, '> ')
  const again = await writes(
    from,
    `Not here yet.\n\nOn Mon, Nov 30, 2026 at 10:30 AM Shop <support@shop.example> wrote:\n\n${quote}`,
    {
      subject: 'Re: Parcel',
      inReplyTo: first.messageId,
    },
  )
  expect(again.issueId).toBe(asked.issueId)
  expect(again.content).toMatchObject({ replyText: 'Not here yet.' })
  expect(again.content).not.toHaveProperty('notOnThread')

  const second = await answers(asked.customerId, 'We look again.')
  expect(plain(second)).toMatch(
    /^We look again\.\n\nOn .* wrote:\n> Not here yet\.\n>\n> On .* wrote:\n>> It left on Monday\.\n>>\n>> On .* wrote:\n>>> Where is my capybara\?$/,
  )
  const thread = await shop.threadOf(asked.customerId)
  expect(thread.filter(({ direction }) => direction === 'out').map(({ text }) => text)).toEqual([
    'It left on Monday.',
    'We look again.',
  ])
  await expect
    .poll(async () => (await shop.app.api<{ items: unknown[] }>('GET', '/search?query=capybara')).items.length, polled)
    .toBe(1)
})

test('notes, what was recalled, other issues and what was moved away stay here', async () => {
  const from = 'lea@mail.example'
  const asked = await writes(from, 'My order 4711 is late.')
  const { customerId, issueId } = asked
  await shop.app.api('POST', `/customers/${customerId}/entries`, { kind: 'note', text: 'Difficult one.', issueId })
  const recalled = await shop.write(customerId, { text: 'A promise I regret.', issueId, holdSeconds: 60 })
  await shop.app.api('POST', `/entries/${recalled.id}/recall`, {})
  const moved = await writes(from, 'A secret of another matter.', {
    subject: 'Re: Parcel',
    inReplyTo: (asked.content as { messageId: string }).messageId,
  })
  expect(moved.issueId).toBe(issueId)
  const other = await shop.write(customerId, {
    text: 'About something else.',
    newIssue: true,
    content: { subject: 'Other' },
  })
  await shop.app.api('POST', `/entries/${moved.id}/move`, { issueId: other.issueId })
  const mail = await answers(customerId, 'It comes tomorrow.', { issueId })
  expect(plain(mail)).toContain('> My order 4711 is late.')
  expect(JSON.stringify(mail)).not.toMatch(/Difficult|regret|secret|something else/)
})

test('who is new among the recipients gets no history, and neither does a mail that says so', async () => {
  const from = 'max@mail.example'
  const { customerId } = await writes(from, 'My number is 0815.')
  const withCopy = await answers(customerId, 'Bo knows more.', { content: { cc: ['bo@other.example'] } })
  expect(JSON.stringify(withCopy)).not.toContain('0815')
  const hidden = await answers(customerId, 'In secret.', { content: { bcc: ['boss@other.example'] } })
  expect(JSON.stringify(hidden)).not.toContain('0815')
  const without = await answers(customerId, 'Nothing below.', { content: { quotesHistory: false } })
  expect(plain(without)).toBe('Nothing below.')
  const toAll = await answers(customerId, 'And Bo again.', { content: { cc: ['bo@other.example'] } })
  expect(JSON.stringify(toAll)).not.toContain('0815')
})

test('what will be quoted is said before, to those who may read it, and for its own customer only', async () => {
  const asked = await writes('pia@mail.example', 'My order is late.')
  const [customerId, issueId] = [asked.customerId, asked.issueId!]
  await answers(customerId, 'By how much?', { content: { cc: ['bo@other.example'] } })
  const query = `issueId=${issueId}&channelId=${asked.channel!.id}&identityId=${asked.identity!.id}`
  const quotable = await shop.app.api<Quotable>('GET', `/customers/${customerId}/quotable?${query}`)
  expect(quotable).toMatchObject({
    quotes: 'all',
    hasMore: false,
    messages: [
      { text: 'By how much?', hadBy: ['pia@mail.example', 'bo@other.example'] },
      { text: 'My order is late.', hadBy: expect.not.arrayContaining(['bo@other.example']) },
    ],
  })
  const path = `/customers/${customerId}/quotable`
  expect(await shop.app.api<Quotable>('GET', `${path}?issueId=${issueId}`)).toEqual(quotable)
  expect(await shop.app.api<Quotable>('GET', path)).toMatchObject({ quotes: 'none', messages: [] })
  const other = await customerOf('max@mail.example')
  expect((await shop.app.request('GET', `/customers/${other.id}/quotable?${query}`)).status).toBe(404)
})

test('an address that was only typed gets nothing of the chat, nor of what was mailed there', async () => {
  const ida = shop.visitor()
  const asked = await ida.say('My secret number is 4712.')
  await ida.ask('PUT', '/reach', { name: 'Ida', email: 'ida@mail.example' })
  const { customerId, issueId } = await shop.app.api<Entry>('GET', `/entries/${asked.id}`)
  const { items } = await shop.app.api<{
    items: { channel: { id: string; kind: string }; identity: { id: string } }[]
  }>('GET', `/customers/${customerId}/addresses`)
  const mail = items.find(({ channel }) => channel.kind === 'email')!
  const by = { channelId: mail.channel.id, identityId: mail.identity.id, issueId }
  const first = await answers(customerId, 'A first mail.', by)
  const query = `issueId=${issueId}&channelId=${by.channelId}&identityId=${by.identityId}`
  expect(await shop.app.api('GET', `/customers/${customerId}/quotable?${query}`)).toEqual({
    quotes: 'none',
    messages: [],
    hasMore: false,
  })
  const second = await answers(customerId, 'A second mail.', by)
  expect(JSON.stringify([first, second])).not.toMatch(/4712/)
  expect(`${second.text}${second.html}`).not.toMatch(/A first mail/)
})

test('a second attempt quotes the same, and a channel that quotes the last message quotes that', async () => {
  const from = 'noa@mail.example'
  const { customerId } = await writes(from, 'First words.')
  await answers(customerId, 'Which ones?')
  await writes(from, 'Last words.')
  await shop.app.api('PATCH', `/channels/${shop.mailChannel.id}`, {
    settings: { address: 'support@shop.example', quotedHistory: 'last' },
  })
  const bodies: string[] = []
  shop.sink.answerMail = ({ raw }) => {
    bodies.push(raw)
    return bodies.length === 1 ? '451 later' : undefined
  }
  const { id } = await shop.write(customerId, { text: 'Thank you.' })
  await expect.poll(() => bodies.length, polled).toBe(1)
  await expect
    .poll(async () => (await shop.app.api<Entry>('GET', `/entries/${id}`)).delivery?.state, polled)
    .toBe('queued')
  await shop.app.api('POST', `/entries/${id}/sending`, {})
  await expect.poll(() => bodies.length, polled).toBe(2)
  shop.sink.answerMail = () => undefined
  expect(bodies[1]).toBe(bodies[0])
  expect(plain(await PostalMime.parse(bodies[0]!))).toMatch(/^Thank you\.\n\nOn .* wrote:\n> Last words\.$/)
})
