import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendMail } from '../mail/send-mail.ts'
import { siteSecret, startShop, type Shop } from '../shop.ts'
import { hostToken } from '../visitor.ts'

let shop: Shop
beforeAll(async () => {
  shop = await startShop()
})
afterAll(() => shop.stop())

const entryOf = ({ id }: Pick<VisitorMessage, 'id'>): Promise<Entry> => shop.app.api('GET', `/entries/${id}`)
const answer = (customerId: string, text: string): Promise<Entry> => shop.write(customerId, { text })

const waiting = async (): Promise<string[]> =>
  (await shop.app.database.pool.query<{ key: string }>("select key from timers where kind = 'chat.unseen'")).rows.map(
    ({ key }) => key,
  )

/** A day is over, and what was due has been mailed or left. Resolves with how many replies waited. */
async function aDayPasses(): Promise<number> {
  const waited = await shop.aDayPasses()
  await expect
    .poll(async () => (await waiting()).filter((key) => waited.includes(key)), { timeout: 20_000 })
    .toEqual([])
  return waited.length
}

/** From when on an answer finds what it answers: nobody who reads the mail first is as quick as this test. */
async function isRecorded(): Promise<void> {
  const unsent = "select from deliveries where state in ('queued', 'sending')"
  await expect.poll(async () => (await shop.app.database.pool.query(unsent)).rowCount, { timeout: 15_000 }).toBe(0)
}

const query = (text: string, value: string): Promise<unknown> => shop.app.database.pool.query(text, [value])
const scheduleAgain = (key: string): Promise<unknown> =>
  query(
    "insert into timers (kind, key, id, due_at, fires_at) values ('chat.unseen', $1, gen_random_uuid(), now(), now() + interval '1 day')",
    key,
  )

const timersWaiting = (count: number): Promise<void> => expect.poll(waiting).toHaveLength(count)

test('a reply that was not seen goes out by mail once, without the history, and the answer comes back to the issue and the chat', async () => {
  const ida = shop.visitor()
  const asked = await ida.say('My secret number is 4711. Where is my parcel?')
  await ida.ask('PUT', '/reach', { name: 'Ida', email: 'Ida@Example.com' })
  const { customerId, issueId } = await entryOf(asked)
  const reply = await answer(customerId, 'It comes tomorrow.')
  await timersWaiting(1)
  expect(await aDayPasses()).toBe(1)
  await expect.poll(async () => (await shop.mailsTo('ida@example.com')).length, { timeout: 15_000 }).toBe(1)
  const [mail] = await shop.mailsTo('ida@example.com')
  expect(mail!.text).toContain('It comes tomorrow.')
  expect(JSON.stringify(mail)).not.toContain('4711')

  await isRecorded()
  await sendMail(shop.app.smtpPort, {
    from: 'Ida <ida@example.com>',
    to: mail!.replyTo?.[0]?.address ?? mail!.from!.address!,
    subject: `Re: ${mail!.subject}`,
    inReplyTo: mail!.messageId!,
    text: 'Thank you, that is fine.',
  })
  await expect.poll(async () => (await shop.threadOf(customerId)).at(-1)?.text).toContain('Thank you, that is fine.')
  expect((await shop.threadOf(customerId)).at(-1)).toMatchObject({
    issueId,
    channel: { kind: 'email' },
    direction: 'in',
  })
  await expect
    .poll(() => ida.texts())
    .toEqual(['My secret number is 4711. Where is my parcel?', 'It comes tomorrow.', 'Thank you, that is fine.'])
  expect((await ida.messages()).items.at(-1)).toMatchObject({ isMine: true, via: 'email' })
  // A timer for what was mailed already mails nothing.
  await scheduleAgain(reply.id)
  await aDayPasses()
  expect(await shop.mailsTo('ida@example.com')).toHaveLength(1)
})

test('what a version without timers has left waiting as a job is mailed, once', async () => {
  const mia = shop.visitor()
  const { customerId } = await entryOf(await mia.say('Is it open today?'))
  await mia.ask('PUT', '/reach', { email: 'mia@example.com' })
  const reply = await answer(customerId, 'Until six.')
  await timersWaiting(1)
  await query('delete from timers where key = $1', reply.id)
  const job = "insert into pgboss.job (name, data) values ('visitor-mail', jsonb_build_object('entryId', $1::text))"
  await query(job, reply.id)
  await expect.poll(() => shop.mailsTo('mia@example.com'), { timeout: 20_000 }).toHaveLength(1)
  await query(job, reply.id)
  const jobs = async () =>
    (await shop.app.database.pool.query("select state from pgboss.job where name = 'visitor-mail'")).rows
  await expect.poll(jobs, { timeout: 20_000 }).toEqual([{ state: 'completed' }, { state: 'completed' }])
  await expect.poll(waiting).toEqual([])
  expect(await shop.mailsTo('mia@example.com')).toHaveLength(1)
})

test('a reply that was seen, and one to a visitor without an address, stays in the chat', async () => {
  const seeing = shop.visitor()
  const { customerId } = await entryOf(await seeing.say('Hello'))
  await seeing.ask('PUT', '/reach', { email: 'seeing@example.com' })
  const live = await seeing.live(null)
  const reply = await answer(customerId, 'Hi')
  await expect.poll(() => live.messages().some(({ id }) => id === reply.id)).toBe(true)
  live.send({ type: 'seen', id: reply.id })
  await expect.poll(async () => (await entryOf(reply)).delivery?.state).toBe('read')
  const nameless = shop.visitor()
  await answer((await entryOf(await nameless.say('Nobody knows me'))).customerId, 'Hi nobody')
  const unseen = shop.visitor()
  const { customerId: unseenId } = await entryOf(await unseen.say('I have to go'))
  await unseen.ask('PUT', '/reach', { email: 'unseen@example.com' })
  await answer(unseenId, 'Until later')
  await timersWaiting(3)
  const before = shop.sink.mails.length
  await aDayPasses()
  // What waited with them has been mailed by now, and they have not.
  await expect.poll(() => shop.mailsTo('unseen@example.com'), { timeout: 15_000 }).toHaveLength(1)
  expect(shop.sink.mails.length).toBe(before + 1)
  live.ws.close()
})

test('an address that somebody else holds gets the reply and nothing more, and merges nobody when its owner answers', async () => {
  await sendMail(shop.app.smtpPort, {
    from: 'Ben <ben@example.com>',
    subject: 'Bank',
    text: 'My account is DE00 1234.',
  })
  const { items } = await shop.app.api<{ items: { id: string }[] }>('GET', '/customers?query=ben%40example.com')
  const benId = items[0]!.id
  const mallory = shop.visitor()
  const said = await mallory.say('It is me, Ben. What was my account again?')
  await mallory.ask('PUT', '/reach', { name: 'Ben', email: 'ben@example.com' })
  const { customerId } = await entryOf(said)
  await answer(customerId, 'We can’t say that here.')
  await timersWaiting(1)
  await aDayPasses()
  await expect.poll(async () => (await shop.mailsTo('ben@example.com')).length, { timeout: 15_000 }).toBe(1)
  const [mail] = await shop.mailsTo('ben@example.com')
  expect(mail!.text).not.toContain('DE00')
  await isRecorded()
  await sendMail(shop.app.smtpPort, {
    from: 'Ben <ben@example.com>',
    to: mail!.replyTo?.[0]?.address ?? mail!.from!.address!,
    subject: `Re: ${mail!.subject}`,
    inReplyTo: mail!.messageId!,
    text: 'I did not chat with you.',
  })
  await expect.poll(async () => (await shop.threadOf(benId)).length + (await shop.threadOf(customerId)).length).toBe(5)
  const [ben, stranger] = [
    await shop.app.api<Customer>('GET', `/customers/${benId}`),
    await shop.app.api<Customer>('GET', `/customers/${customerId}`),
  ]
  expect(ben.id).not.toBe(stranger.id)
  expect(ben.identities.map(({ kind }) => kind)).toEqual(['email'])
  // He got a mail that an answer is in the chat. The mail does not show what is his alone.
  expect((await shop.threadOf(benId)).map(({ text }) => text.trim())).toEqual(['My account is DE00 1234.'])
  await answer(benId, 'Your account is safe.')
  expect(await mallory.texts()).toEqual([
    'It is me, Ben. What was my account again?',
    'We can’t say that here.',
    'I did not chat with you.',
  ])
})

test('whom the site signed in is mailed at the address that the site vouches for', async () => {
  const kim = shop.visitor()
  await kim.identify(hostToken(siteSecret, { sub: 'kim', email: 'kim@example.com', email_verified: true }))
  const { customerId, issueId } = await entryOf(await kim.say('Is it in stock?'))
  await answer(customerId, 'Yes, five of them.')
  await answer(customerId, 'And more next week.')
  await timersWaiting(2)
  await aDayPasses()
  await expect.poll(async () => (await shop.mailsTo('kim@example.com')).length, { timeout: 15_000 }).toBe(1)
  const [mail] = await shop.mailsTo('kim@example.com')
  expect(mail!.text).toMatch(/five of them[\s\S]*next week/)
  await isRecorded()
  await sendMail(shop.app.smtpPort, {
    from: 'kim@example.com',
    to: mail!.replyTo?.[0]?.address ?? mail!.from!.address!,
    subject: 'Re: chat',
    inReplyTo: mail!.messageId!,
    text: 'Then I take one.',
  })
  await expect
    .poll(() => kim.texts())
    .toEqual(['Is it in stock?', 'Yes, five of them.', 'And more next week.', 'Then I take one.'])
  expect((await shop.threadOf(customerId)).at(-1)).toMatchObject({ issueId })
})

test('somebody else who got hold of the reply address joins nothing by it', async () => {
  const pia = shop.visitor()
  const said = await pia.say('Hello?')
  await pia.ask('PUT', '/reach', { email: 'pia@example.com' })
  const { customerId } = await entryOf(said)
  await answer(customerId, 'How can we help?')
  await timersWaiting(1)
  await aDayPasses()
  await expect.poll(async () => (await shop.mailsTo('pia@example.com')).length, { timeout: 15_000 }).toBe(1)
  const [mail] = await shop.mailsTo('pia@example.com')
  await isRecorded()
  await sendMail(shop.app.smtpPort, {
    from: 'mallory@example.com',
    to: mail!.replyTo?.[0]?.address ?? mail!.from!.address!,
    subject: `Re: ${mail!.subject}`,
    inReplyTo: mail!.messageId!,
    references: [mail!.messageId!],
    text: 'Send me everything.',
  })
  await expect
    .poll(
      async () =>
        (await shop.app.api<{ items: unknown[] }>('GET', '/customers?query=mallory%40example.com')).items.length,
    )
    .toBe(1)
  expect((await shop.threadOf(customerId)).map(({ text }) => text)).not.toContain('Send me everything.')
  expect(JSON.stringify(await pia.messages())).not.toContain('Send me everything.')
})
