import { createHash, randomBytes } from 'node:crypto'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Email } from 'postal-mime'
import { afterAll, expect, test } from 'vitest'
import { sendRaw } from '../../mail/send-mail.ts'
import { siteSecret } from '../../shop.ts'
import { hostToken } from '../../visitor.ts'
import { answerTo, boundary, startWithClaims } from './claimed-addresses.ts'

/**
 * A stranger types the address of somebody else into the chat, and tries to get hold of that person's mail by it. What
 * proves an address, and how far: docs/decisions/0008-what-proves-an-address.md.
 */
const shop = await startWithClaims(10)
const {
  app,
  mailChannel,
  visitor,
  newOwner,
  customer,
  threadOf,
  write,
  mailIn,
  mailTo,
  ownerWrites,
  nextClaim,
  assuranceOf,
  expectOwnersMailApart,
} = shop
afterAll(() => shop.stop())

test('the out-of-office reply of the owner proves nothing: the claim stays a claim, and their next mail is not on the stranger’s record', async () => {
  const conversation = nextClaim()
  const { owner } = conversation
  await mailIn({
    ...answerTo(conversation),
    subject: `Automatic reply: ${conversation.mail.subject}`,
    headers: { 'Auto-Submitted': 'auto-replied' },
    text: 'AWAY: I am on holiday; in urgent cases call my wife.',
  })
  expect(await assuranceOf(conversation.customerId, owner)).toBe('claimed')
  expect(JSON.stringify(await conversation.stranger.messages())).not.toContain('AWAY')
  await expectOwnersMailApart(conversation)
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

test.each(machines)('%s proves no address, even with a valid token', async (_, { sender, rest }) => {
  const { owner, mail, replyTo, stranger, customerId } = nextClaim()
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
  const mallory = visitor()
  await mallory.identify(hostToken(siteSecret, { sub: `mallory-${owner}` }))
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

/** Somebody who got a copy answers in the owner's name, and then the owner does. */
async function expectCopyProvesNothing(kind: 'cc' | 'bcc'): Promise<void> {
  const { owner, stranger, customerId, issueId } = nextClaim()
  const claim = (await customer(customerId)).identities.find(({ value }) => value === owner)!
  const copied = {
    content: { [kind]: [`colleague-of-${owner}`] },
    channelId: mailChannel.id,
    identityId: claim.id,
    issueId,
  }
  await write(customerId, { text: 'With a copy.', ...copied })
  const mail = await mailTo(`colleague-of-${owner}`, 'With a copy.')
  const answer = {
    from: owner,
    to: mail.from!.address!,
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
}

test('a recipient of a copy who forges the owner’s From with the right token proves nothing; an authenticated owner does', () =>
  expectCopyProvesNothing('cc'))

test('a recipient of a blind copy who does the same proves nothing either', () => expectCopyProvesNothing('bcc'))

test('a mail that failed DMARC proves nothing, even with the right token', async () => {
  const conversation = nextClaim()
  const { owner, stranger, customerId } = conversation
  await mailIn({
    ...answerTo(conversation),
    headers: { 'Authentication-Results': `${boundary}; dmarc=fail header.from=bank.example` },
    text: 'FORGED',
  })
  expect(await assuranceOf(customerId, owner)).toBe('claimed')
  expect((await threadOf(customerId)).some(({ text }) => text.includes('FORGED'))).toBe(false)
  expect(JSON.stringify(await stranger.messages())).not.toContain('FORGED')
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

test('a forged bounce that names a computed Message-ID blocks no address', async () => {
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

test('a bounce that a recipient of a copy could have written blocks no address', async () => {
  const owner = newOwner()
  const ownerId = await ownerWrites(owner, 'Where is my parcel?')
  await write(ownerId, { text: `Copied, ${owner}.`, content: { cc: ['colleague@evil.example'] } })
  const { messageId } = await mailTo(owner, `Copied, ${owner}.`)
  const state = async () => (await threadOf(ownerId)).find(({ text }) => text === `Copied, ${owner}.`)?.delivery?.state
  // What became of the mail is written down after it has left.
  await expect.poll(state).toBe('sent')
  await sendForgedBounce(owner, messageId!)
  // What is known of the mail is shown; the address goes on being written to.
  expect(await state()).toBe('failed')
  const known = (await customer(ownerId)).identities.find(({ value }) => value === owner)
  expect(known?.undeliverable).toBeNull()
})

test('an answer to a mail from before Message-IDs were keyed continues its customer’s thread, and proves no claim', async () => {
  const owner = newOwner()
  const ownerId = await ownerWrites(owner, 'Where is my parcel?')
  const { id, issueId } = await write(ownerId, { text: `On its way, ${owner}.` })
  const mail = await mailTo(owner, `On its way, ${owner}.`)
  const hash = createHash('sha256').update(id).digest('hex')
  const before = `${id.replaceAll('-', '')}.${hash.slice(0, 12)}@shop.example`
  const named = mail.messageId!.replace(/^<|>$/g, '')
  const { pool } = app.database
  // What became of the mail is written down after it has left.
  for (const update of [
    'update deliveries set provider_id = $1 where provider_id = $2',
    'update issue_references set reference = $1 where reference = $2',
  ]) {
    await expect.poll(async () => (await pool.query(update, [before, named])).rowCount).toBe(1)
  }
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
  const answer = { from: owner, to: mail.from!.address!, subject: 'Re: Form', inReplyTo: mail.messageId! }
  await mailIn({ ...answer, headers: { 'Auto-Submitted': 'auto-replied' }, text: 'I am away.' })
  expect(await assuranceOf(id, owner)).toBe('claimed')
  await mailIn({ ...answer, text: 'I take one.' })
  expect(await assuranceOf(id, owner)).toBe('possession-proven')
  expect(await ownerWrites(owner, 'Another question.')).toBe(id)
})
