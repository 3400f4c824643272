import { createHash, randomBytes } from 'node:crypto'
import type { Channel } from '@throughline/protocol/channels.ts'
import type { Customer } from '@throughline/protocol/customers.ts'
import type { Entry } from '@throughline/protocol/entries.ts'
import type { SendMailOptions } from 'nodemailer'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendMail, sendRaw } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'
import { hostToken, newVisitor, type Visitor } from '../visitor.ts'

/**
 * A stranger types the address of somebody else into the chat, and tries to get hold of that person's mail by it. What
 * proves an address, and how far: docs/decisions/0008-what-proves-an-address.md.
 */
const secret = randomBytes(32).toString('base64url')
const boundary = 'mx.shop.example'
let sink: SmtpSink
let app: TestApp
let mailChannel: Channel
let chat: Channel
beforeAll(async () => {
  sink = await startSmtpSink()
  app = await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } })
  const { items } = await app.api<{ items: Channel[] }>('GET', '/channels')
  mailChannel = items.find(({ kind }) => kind === 'email')!
  const settings = { address: 'support@shop.example', authservIds: [boundary] }
  await app.api('PATCH', `/channels/${mailChannel.id}`, { settings })
  chat = await app.api('POST', '/channels', {
    kind: 'webchat',
    name: 'Shop',
    settings: { identity: { secret }, mailAfterMinutes: 1440 },
  })
  const owners = Array.from({ length: 15 }, newOwner)
  begun = await Promise.all(owners.map(async (owner) => ({ owner, conversation: await strangerClaims(owner) })))
})
afterAll(async () => {
  await app.stop()
  await sink.close()
})

let count = 0
/** Each test has its own victim, whom nobody has heard of. */
const newOwner = (): string => `owner${++count}@bank.example`
/** All begun at once, since the minutes in which a reply may be seen pass for all at once. */
let begun: { owner: string; conversation: Conversation }[] = []

const customer = (id: string): Promise<Customer> => app.api('GET', `/customers/${id}`)
const threadOf = async (customerId: string): Promise<Entry[]> =>
  (await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread?limit=200`)).items
const write = (customerId: string, message: object): Promise<Entry> =>
  app.api('POST', `/customers/${customerId}/entries`, { kind: 'message', ...message })
/** The product says yes to a mail only after it has recorded it: what follows looks at what came of it. */
const mailIn = (mail: SendMailOptions): Promise<string> => sendMail(app.smtpPort, mail)
const mailsTo = (address: string): Promise<Email[]> =>
  Promise.all(sink.mails.filter(({ to }) => to.includes(address)).map(({ raw }) => PostalMime.parse(raw)))

/** Also before the first test, where `expect.poll` may not be asked. */
async function waitFor<T>(what: string, find: () => Promise<T | undefined>): Promise<T> {
  for (const deadline = performance.now() + 30_000; performance.now() < deadline;) {
    const found = await find()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`Not there in time: ${what}`)
}

async function mailTo(address: string, text: string): Promise<Email> {
  return waitFor(`the mail to ${address}`, async () =>
    (await mailsTo(address)).find((mail) => mail.text?.includes(text)),
  )
}

interface Conversation {
  stranger: Visitor
  customerId: string
  issueId: string
  /** The reply of staff, as the owner of the address got it. */
  mail: Email
  /** The signed reply address. */
  replyTo: string
}

/** A stranger chats and types the owner's address; staff answer in the chat, and after a while the answer is mailed. */
async function strangerClaims(owner: string): Promise<Conversation> {
  const stranger = newVisitor(app, chat.id)
  const said = await stranger.say('It is me. What did I order?')
  await stranger.ask('PUT', '/reach', { name: 'The owner', email: owner })
  const { customerId, issueId } = await app.api<Entry>('GET', `/entries/${said.id}`)
  const reply = await write(customerId, { text: 'Which order do you mean?' })
  const due = `update pgboss.job set start_after = now() - interval '1 second'
    where name = 'visitor-mail' and state = 'created' and data->>'entryId' = $1`
  await waitFor('the job', async () => (await app.database.pool.query(due, [reply.id])).rowCount || undefined)
  const mail = await mailTo(owner, 'Which order do you mean?')
  const replyTo = mail.replyTo![0]!.address!
  expect(replyTo).toContain('+r.')
  return { stranger, customerId, issueId: issueId!, mail, replyTo }
}

const answerTo = ({ mail, replyTo }: Conversation, owner: string): SendMailOptions => ({
  from: `The real owner <${owner}>`,
  to: replyTo,
  subject: `Re: ${mail.subject}`,
  inReplyTo: mail.messageId!,
  references: mail.messageId!,
})

async function assuranceOf(customerId: string, address: string): Promise<string | undefined> {
  return (await customer(customerId)).identities.find(({ value }) => value === address)?.assurance
}

/** The owner writes about something else. Resolves with the record that the mail is on. */
async function ownerWrites(owner: string, text: string): Promise<string> {
  await mailIn({ from: `The real owner <${owner}>`, subject: 'My account', text })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${encodeURIComponent(owner)}`)
  for (const { id } of items) {
    if ((await threadOf(id)).some((entry) => entry.text.includes(text))) return id
  }
  throw new Error(`The mail of ${owner} is on no thread.`)
}

/** What the stranger must never read: the owner's later mail, our answer to it by mail, and the answer to that. */
async function expectOwnersMailApart(conversation: Conversation, owner: string): Promise<string> {
  const { stranger, customerId } = conversation
  const live = await stranger.live(null)
  const ownerId = await ownerWrites(owner, 'PRIVATE: my account is DE00 1234.')
  expect(ownerId).not.toBe(customerId)
  const text = `PRIVATE: your balance, ${owner}.`
  await write(ownerId, { text, channelId: mailChannel.id })
  const balance = await mailTo(owner, text)
  await mailIn({
    from: `The real owner <${owner}>`,
    to: balance.replyTo![0]!.address!,
    subject: `Re: ${balance.subject}`,
    inReplyTo: balance.messageId!,
    text: 'PRIVATE: please transfer it.',
  })
  // What is said to the visitor now comes after all of it, in the stream as well.
  const last = await write(customerId, { text: 'Are you still there?', channelId: chat.id })
  await expect.poll(() => live.messages().map(({ id }) => id), { timeout: 10_000 }).toContain(last.id)
  expect(JSON.stringify(live.frames)).not.toContain('PRIVATE')
  expect(JSON.stringify(await stranger.messages())).not.toContain('PRIVATE')
  expect((await stranger.ask('GET', '/session')).body.unread).toBe((await stranger.messages()).unread)
  expect((await threadOf(ownerId)).filter((entry) => entry.text.includes('PRIVATE'))).toHaveLength(3)
  live.ws.close()
  return ownerId
}

test('the out-of-office reply of the owner proves nothing: the claim stays one, and their next mail is not on the stranger’s record', async () => {
  const { owner, conversation } = begun.pop()!
  await mailIn({
    ...answerTo(conversation, owner),
    subject: `Automatic reply: ${conversation.mail.subject}`,
    headers: { 'Auto-Submitted': 'auto-replied' },
    text: 'AWAY: I am on holiday; in urgent cases call my wife.',
  })
  expect(await assuranceOf(conversation.customerId, owner)).toBe('claimed')
  expect(JSON.stringify(await conversation.stranger.messages())).not.toContain('AWAY')
  await expectOwnersMailApart(conversation, owner)
})

const report = (type: string, second: string) =>
  `Content-Type: multipart/report; report-type=${type}; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nAWAY\r\n` +
  `--b\r\n${second}\r\n--b--\r\n`
const machines: [string, { sender?: string; rest: (mail: Email, owner: string) => string }][] = [
  [
    'an out-of-office reply that says so in words only',
    { rest: () => 'Subject: Out of office: AWAY\r\n\r\nAWAY. I am out of the office until Monday.\r\n' },
  ],
  ['an automatic mail by its precedence', { rest: () => 'Subject: Re\r\nPrecedence: auto_reply\r\n\r\nAWAY\r\n' }],
  [
    'a receipt that the mail was read',
    {
      rest: ({ messageId }, owner) =>
        'Subject: Read: your mail\r\n' +
        report(
          'disposition-notification',
          `Content-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822;${owner}\r\n` +
            `Original-Message-ID: ${messageId}\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n`,
        ),
    },
  ],
  [
    'a bounce',
    {
      sender: '',
      rest: ({ messageId }, owner) =>
        'Subject: Undelivered Mail Returned to Sender\r\n' +
        report(
          'delivery-status',
          `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.bank.example\r\n\r\n` +
            `Final-Recipient: rfc822;${owner}\r\nAction: delayed\r\nStatus: 4.2.2\r\n` +
            `--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${messageId}\r\n`,
        ),
    },
  ],
  ['a mail without a return path', { sender: '', rest: () => 'Subject: Re\r\n\r\nAWAY\r\n' }],
  ['a mail that came through a list', { rest: () => 'Subject: Re\r\nList-Id: <all.bank.example>\r\n\r\nAWAY\r\n' }],
]

test.each(machines)('%s proves no address, whatever token it carries', async (_, { sender, rest }) => {
  const { owner, conversation } = begun.pop()!
  const { mail, replyTo, stranger, customerId } = conversation
  const head = [
    `From: <${owner}>`,
    `To: <${replyTo}>`,
    `Message-ID: <${randomBytes(8).toString('hex')}@bank.example>`,
    `In-Reply-To: ${mail.messageId}`,
    'MIME-Version: 1.0',
  ]
  await sendRaw(app.smtpPort, sender ?? owner, `${head.join('\r\n')}\r\n${rest(mail, owner)}`, replyTo)
  expect(await assuranceOf(customerId, owner)).toBe('claimed')
  expect(JSON.stringify(await stranger.messages())).not.toContain('AWAY')
  expect(await ownerWrites(owner, 'Something else.')).not.toBe(customerId)
  expect(await stranger.texts()).not.toContain('Something else.')
})

test('a Message-ID that is computed from the id of an entry proves nothing', async () => {
  const owner = newOwner()
  const mallory = newVisitor(app, chat.id)
  await mallory.identify(hostToken(secret, { sub: `mallory-${owner}` }))
  const said = await mallory.say('Please write to my address.')
  await mallory.ask('PUT', '/reach', { email: owner })
  const { customerId } = await app.api<Entry>('GET', `/entries/${said.id}`)
  const claim = (await customer(customerId)).identities.find(({ value }) => value === owner)!
  const { id } = await write(customerId, { text: 'Here it is.', channelId: mailChannel.id, identityId: claim.id })
  await mailTo(owner, 'Here it is.')

  const hash = createHash('sha256').update(id).digest('hex')
  const computed = `<${id.replaceAll('-', '')}.${hash.slice(0, 12)}@shop.example>`
  await mailIn({ from: owner, subject: 'Re: yours', inReplyTo: computed, references: computed, text: 'FORGED' })
  expect(await assuranceOf(customerId, owner)).toBe('claimed')
  expect((await threadOf(customerId)).some(({ text }) => text.includes('FORGED'))).toBe(false)
  const ownerId = await ownerWrites(owner, 'PRIVATE: my account is DE00 1234.')
  expect(ownerId).not.toBe(customerId)
  expect(JSON.stringify(await mallory.messages())).not.toMatch(/FORGED|PRIVATE/)
})

test('a person’s answer by the token lets the conversation go on in the chat, and hands over nothing else', async () => {
  const { owner, conversation } = begun.pop()!
  const { stranger, customerId, issueId } = conversation
  const live = await stranger.live(null)
  await mailIn({ ...answerTo(conversation, owner), text: 'Who are you? I did not chat with you.' })
  const answers = ['It is me. What did I order?', 'Which order do you mean?', 'Who are you? I did not chat with you.']
  expect(await stranger.texts()).toEqual(answers)
  await expect.poll(() => live.messages().map(({ text }) => text), { timeout: 10_000 }).toContain(answers[2])
  live.ws.close()
  expect((await threadOf(customerId)).at(-1)).toMatchObject({ issueId, identity: { value: owner } })
  const ownerId = await expectOwnersMailApart(conversation, owner)
  // For people to decide, and no more.
  const { items } = await app.api<{ items: { customerId: string }[] }>('GET', `/customers/${ownerId}/suggestions`)
  expect(items.map((suggested) => suggested.customerId)).toContain(customerId)
})

test('mails of the owner stay hidden from the device when staff merge the records and the issues', async () => {
  const { owner, conversation } = begun.pop()!
  const { stranger, customerId, issueId } = conversation
  await mailIn({ ...answerTo(conversation, owner), cc: owner, text: 'It was the kettle.' })
  await mailIn({ ...answerTo(conversation, owner), text: 'I kept a copy for myself.' })
  expect(await stranger.texts()).toContain('I kept a copy for myself.')
  const ownerId = await ownerWrites(owner, 'PRIVATE: my account is DE00 1234.')
  expect(ownerId).not.toBe(customerId)
  const scan = { filename: 'passport.txt', content: 'PRIVATE scan' }
  await mailIn({ from: owner, subject: 'My passport', text: 'PRIVATE: see the file.', attachments: [scan] })
  const before = await stranger.texts()
  await app.api('POST', `/customers/${ownerId}/merges`, { otherCustomerId: customerId, reason: 'They look alike.' })
  const mails = (await threadOf(ownerId)).filter(({ text }) => text.includes('PRIVATE'))
  expect(mails).toHaveLength(2)
  for (const id of new Set(mails.map((mail) => mail.issueId!))) {
    await app.api('POST', `/issues/${issueId}/merges`, { otherIssueId: id, reason: '' })
  }
  expect(await stranger.texts()).toEqual(before)
  expect((await stranger.messages()).unread).toBe(0)
  const [file] = mails.flatMap(({ attachments }) => attachments)
  expect((await stranger.ask('GET', `/files/${file!.id}`)).status).toBe(404)
})

test('one who got a copy and forges the owner’s From with the right token is not believed; the owner’s own domain is', async () => {
  const { owner, conversation } = begun.pop()!
  const { stranger, customerId, issueId } = conversation
  const claim = (await customer(customerId)).identities.find(({ value }) => value === owner)!
  const copied = {
    content: { cc: [`colleague-of-${owner}`] },
    channelId: mailChannel.id,
    identityId: claim.id,
    issueId,
  }
  await write(customerId, { text: 'With a copy.', ...copied })
  const mail = await mailTo(`colleague-of-${owner}`, 'With a copy.')
  const answer = {
    from: owner,
    to: mail.replyTo![0]!.address!,
    subject: `Re: ${mail.subject}`,
    inReplyTo: mail.messageId!,
  }
  await mailIn({ ...answer, text: 'FORGED' })
  expect(await assuranceOf(customerId, owner)).toBe('claimed')
  expect((await threadOf(customerId)).some(({ text }) => text.includes('FORGED'))).toBe(false)
  expect(JSON.stringify(await stranger.messages())).not.toContain('FORGED')

  const headers = { 'Authentication-Results': `${boundary}; dmarc=pass header.from=bank.example` }
  await mailIn({ ...answer, headers, text: 'It was really me.' })
  expect(await stranger.texts()).toContain('It was really me.')
})

test('a mail that its own domain disowns proves nothing, although it carries the right token', async () => {
  const { owner, conversation } = begun.pop()!
  const { stranger, customerId } = conversation
  await mailIn({
    ...answerTo(conversation, owner),
    headers: { 'Authentication-Results': `${boundary}; dmarc=fail header.from=bank.example` },
    text: 'FORGED',
  })
  expect(await assuranceOf(customerId, owner)).toBe('claimed')
  expect((await threadOf(customerId)).some(({ text }) => text.includes('FORGED'))).toBe(false)
  expect(JSON.stringify(await stranger.messages())).not.toContain('FORGED')
})

test('an account that merely names an address is shown nothing that is mailed to it', async () => {
  const owner = newOwner()
  const mallory = newVisitor(app, chat.id)
  await mallory.identify(hostToken(secret, { sub: `account-of-${owner}` }))
  const said = await mallory.say('Hello')
  await mallory.ask('PUT', '/reach', { email: owner })
  const { customerId } = await app.api<Entry>('GET', `/entries/${said.id}`)
  const claim = (await customer(customerId)).identities.find(({ value }) => value === owner)!
  await write(customerId, { text: 'PRIVATE: by mail only.', channelId: mailChannel.id, identityId: claim.id })
  await mailTo(owner, 'PRIVATE: by mail only.')
  const last = await write(customerId, { text: 'And here.', channelId: chat.id })
  await expect.poll(async () => (await mallory.messages()).items.map(({ id }) => id)).toContain(last.id)
  expect(await mallory.texts()).toEqual(['Hello', 'And here.'])
})

test('an owner who only sent an automatic reply is not joined with the stranger when they sign in at the site', async () => {
  const { owner, conversation } = begun.pop()!
  await mailIn({ ...answerTo(conversation, owner), headers: { 'Auto-Submitted': 'auto-replied' }, text: 'AWAY' })
  const signedIn = newVisitor(app, chat.id)
  await signedIn.identify(hostToken(secret, { sub: `id-of-${owner}`, email: owner, email_verified: true }))
  expect(await signedIn.texts()).toEqual([])
  const { customerId } = await app.api<Entry>('GET', `/entries/${(await signedIn.say('Hello')).id}`)
  expect(customerId).not.toBe(conversation.customerId)
})

/** A report from a stranger that this address does not exist, about a mail of ours. */
async function sendForgedBounce(address: string, about: string): Promise<void> {
  const dsn =
    `From: MAILER-DAEMON@evil.example\r\nTo: support@shop.example\r\nSubject: Undelivered\r\n` +
    `Message-ID: <${randomBytes(8).toString('hex')}@evil.example>\r\nMIME-Version: 1.0\r\n` +
    report(
      'delivery-status',
      `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.evil.example\r\n\r\n` +
        `Final-Recipient: rfc822;${address}\r\nAction: failed\r\nStatus: 5.1.1\r\n` +
        `--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${about}\r\n`,
    )
  await sendRaw(app.smtpPort, '', dsn)
}

test('a forged bounce that names a computed Message-ID silences no address', async () => {
  const owner = newOwner()
  const ownerId = await ownerWrites(owner, 'Where is my parcel?')
  const { id } = await write(ownerId, { text: `On its way, ${owner}.` })
  await mailTo(owner, `On its way, ${owner}.`)
  const hash = createHash('sha256').update(id).digest('hex')
  const messageId = `<${id.replaceAll('-', '')}.${hash.slice(0, 12)}@shop.example>`
  await sendForgedBounce(owner, messageId)
  const known = (await customer(ownerId)).identities.find(({ value }) => value === owner)
  expect(known?.undeliverable).toBeNull()
})

test('a bounce that somebody in copy could have written silences no address', async () => {
  const owner = newOwner()
  const ownerId = await ownerWrites(owner, 'Where is my parcel?')
  await write(ownerId, { text: `Copied, ${owner}.`, content: { cc: ['colleague@evil.example'] } })
  const { messageId } = await mailTo(owner, `Copied, ${owner}.`)
  await sendForgedBounce(owner, messageId!)
  // What is known of the mail is shown; the address goes on being written to.
  const sent = (await threadOf(ownerId)).find(({ text }) => text === `Copied, ${owner}.`)
  expect(sent?.delivery?.state).toBe('failed')
  const known = (await customer(ownerId)).identities.find(({ value }) => value === owner)
  expect(known?.undeliverable).toBeNull()
})

test('a stranger whom staff took for the owner does not read the owner’s mail by signing in with an account of their own', async () => {
  const { owner, conversation } = begun.pop()!
  const { stranger, customerId } = conversation
  const ownerId = await ownerWrites(owner, 'PRIVATE: my account is DE00 1234.')
  expect(ownerId).not.toBe(customerId)
  await app.api('POST', `/customers/${ownerId}/merges`, { otherCustomerId: customerId, reason: 'They look alike.' })
  await stranger.identify(hostToken(secret, { sub: `mallory-of-${owner}` }))
  expect(JSON.stringify(await stranger.messages())).not.toContain('PRIVATE')
  expect((await stranger.say('Is anybody there?')).text).toBe('Is anybody there?')
  expect(JSON.stringify(await stranger.messages())).not.toContain('PRIVATE')
})

test('once the site has said whose address it is, a device that typed it sees no more of what is written from there', async () => {
  const { owner, conversation } = begun.pop()!
  const { stranger } = conversation
  await mailIn({ ...answerTo(conversation, owner), text: 'Who are you?' })
  expect(await stranger.texts()).toContain('Who are you?')
  const signedIn = newVisitor(app, chat.id)
  await signedIn.identify(hostToken(secret, { sub: `id-of-${owner}`, email: owner, email_verified: true }))
  await signedIn.say('PRIVATE: it is me, on my own site.')
  await mailIn({ ...answerTo(conversation, owner), text: 'PRIVATE: now really by mail.' })
  expect(await signedIn.texts()).toContain('PRIVATE: it is me, on my own site.')
  expect(JSON.stringify(await stranger.messages())).not.toContain('PRIVATE')
})

test('a mail from before there were keys continues the thread of the customer who got it, and proves no claim', async () => {
  const owner = newOwner()
  const ownerId = await ownerWrites(owner, 'Where is my parcel?')
  const { id, issueId } = await write(ownerId, { text: `On its way, ${owner}.` })
  const mail = await mailTo(owner, `On its way, ${owner}.`)
  const hash = createHash('sha256').update(id).digest('hex')
  const before = `${id.replaceAll('-', '')}.${hash.slice(0, 12)}@shop.example`
  const named = mail.messageId!.replace(/^<|>$/g, '')
  const { pool } = app.database
  await pool.query('update deliveries set provider_id = $1 where provider_id = $2', [before, named])
  await pool.query('update issue_references set reference = $1 where reference = $2', [before, named])
  await mailIn({ from: owner, subject: 'About that', inReplyTo: `<${before}>`, text: 'Thank you.' })
  expect((await threadOf(ownerId)).at(-1)).toMatchObject({ issueId, direction: 'in' })
})

test('an answer proves the address that a form was filled in with: its record holds nothing else', async () => {
  const owner = newOwner()
  await mailIn({ from: 'no-reply@forms.example', replyTo: owner, subject: 'Form', text: 'Do you have kettles?' })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${encodeURIComponent(owner)}`)
  const { id } = items[0]!
  expect(await assuranceOf(id, owner)).toBe('claimed')
  await write(id, { text: `Yes, ${owner}.` })
  const mail = await mailTo(owner, `Yes, ${owner}.`)
  const answer = { from: owner, to: mail.replyTo![0]!.address!, subject: 'Re: Form', inReplyTo: mail.messageId! }
  await mailIn({ ...answer, headers: { 'Auto-Submitted': 'auto-replied' }, text: 'I am away.' })
  expect(await assuranceOf(id, owner)).toBe('claimed')
  await mailIn({ ...answer, text: 'I take one.' })
  expect(await assuranceOf(id, owner)).toBe('possession-proven')
  expect(await ownerWrites(owner, 'Another question.')).toBe(id)
})

test('the token does not reach the stranger by what an answer quotes', async () => {
  const { owner, conversation } = begun.pop()!
  const { stranger, replyTo } = conversation
  const [, token = ''] = /\+r\.([^@]+)@/.exec(replyTo) ?? []
  expect(token).toHaveLength(48)
  await mailIn({
    ...answerTo(conversation, owner),
    text: `On Mon, 5 Jan 2026 at 09:00, Shop <${replyTo}> wrote:\n> Which order do you mean?\n`,
  })
  await mailIn({ ...answerTo(conversation, owner), text: `I answered ${replyTo} already.` })
  expect((await stranger.texts()).at(-1)).toContain('already.')
  expect(JSON.stringify(await stranger.messages())).not.toContain(token)
})
