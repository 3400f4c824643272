import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, expect, test } from 'vitest'
import { siteSecret } from '../../shop.ts'
import { hostToken } from '../../visitor.ts'
import { answerTo, startWithClaims } from './claimed-addresses.ts'

/**
 * A stranger types the address of somebody else into the chat, and tries to get hold of that person's mail by it. What
 * proves an address, and how far: docs/decisions/0008-what-proves-an-address.md.
 */
const shop = await startWithClaims(7)
const {
  app,
  mailChannel,
  chat,
  visitor,
  newOwner,
  customer,
  threadOf,
  write,
  mailIn,
  mailTo,
  ownerWrites,
  nextClaim,
  expectOwnersMailApart,
} = shop
afterAll(() => shop.stop())

test('a person’s answer with the token is shown in the chat, and nothing else of theirs is', async () => {
  const conversation = nextClaim()
  const { owner, stranger, customerId, issueId } = conversation
  const live = await stranger.live(null)
  await mailIn({ ...answerTo(conversation), text: 'Who are you? I did not chat with you.' })
  const answers = ['It is me. What did I order?', 'Which order do you mean?', 'Who are you? I did not chat with you.']
  expect(await stranger.texts()).toEqual(answers)
  await expect.poll(() => live.messages().map(({ text }) => text)).toContain(answers[2])
  live.ws.close()
  expect((await threadOf(customerId)).at(-1)).toMatchObject({ issueId, identity: { value: owner } })
  const ownerId = await expectOwnersMailApart(conversation)
  // For people to decide, and no more.
  const { items } = await app.api<{ items: { customerId: string }[] }>('GET', `/customers/${ownerId}/suggestions`)
  expect(items.map((suggested) => suggested.customerId)).toContain(customerId)
})

test('mails of the owner stay hidden from the device when staff merge the records and the issues', async () => {
  const conversation = nextClaim()
  const { owner, stranger, customerId, issueId } = conversation
  await mailIn({ ...answerTo(conversation), cc: owner, text: 'It was the kettle.' })
  await mailIn({ ...answerTo(conversation), text: 'I kept a copy for myself.' })
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

test('an account with an unverified address sees nothing that is mailed to it', async () => {
  const owner = newOwner()
  const mallory = visitor()
  await mallory.identify(hostToken(siteSecret, { sub: `account-of-${owner}` }))
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

test('an owner who sent only an automatic reply is not merged with the stranger when they sign in at the site', async () => {
  const conversation = nextClaim()
  const { owner } = conversation
  await mailIn({ ...answerTo(conversation), headers: { 'Auto-Submitted': 'auto-replied' }, text: 'AWAY' })
  const signedIn = visitor()
  await signedIn.identify(hostToken(siteSecret, { sub: `id-of-${owner}`, email: owner, email_verified: true }))
  expect(await signedIn.texts()).toEqual([])
  const { customerId } = await app.api<Entry>('GET', `/entries/${(await signedIn.say('Hello')).id}`)
  expect(customerId).not.toBe(conversation.customerId)
})

test('a stranger whom staff took for the owner does not read the owner’s mail by signing in with an account of their own', async () => {
  const { owner, stranger, customerId } = nextClaim()
  const ownerId = await ownerWrites(owner, 'PRIVATE: my account is DE00 1234.')
  expect(ownerId).not.toBe(customerId)
  await app.api('POST', `/customers/${ownerId}/merges`, { otherCustomerId: customerId, reason: 'They look alike.' })
  await stranger.identify(hostToken(siteSecret, { sub: `mallory-of-${owner}` }))
  expect(JSON.stringify(await stranger.messages())).not.toContain('PRIVATE')
  expect((await stranger.say('Is anybody there?')).text).toBe('Is anybody there?')
  expect(JSON.stringify(await stranger.messages())).not.toContain('PRIVATE')
})

test('once the site has said whose address it is, a device that typed it sees no further mail from it', async () => {
  const conversation = nextClaim()
  const { owner, stranger } = conversation
  await mailIn({ ...answerTo(conversation), text: 'Who are you?' })
  expect(await stranger.texts()).toContain('Who are you?')
  const signedIn = visitor()
  await signedIn.identify(hostToken(siteSecret, { sub: `id-of-${owner}`, email: owner, email_verified: true }))
  await signedIn.say('PRIVATE: it is me, on my own site.')
  await mailIn({ ...answerTo(conversation), text: 'PRIVATE: now really by mail.' })
  expect(await signedIn.texts()).toContain('PRIVATE: it is me, on my own site.')
  expect(JSON.stringify(await stranger.messages())).not.toContain('PRIVATE')
})

test('a mail whose answer a stranger would read has a token in its header only, and a proven address gets a reply address', async () => {
  const { owner, mail, customerId, issueId } = nextClaim()
  expect(mail.replyTo ?? []).toEqual([])
  expect(mail.from!.address).toBe('support@shop.example')
  expect(`${mail.text} ${mail.html}`).not.toMatch(/\+r\./)
  expect(`${mail.text} ${mail.html}`).not.toContain(mail.messageId!.replace(/^<|@.*$/g, ''))
  // Also when staff vouched for it since: who has the device reads the answers to what began in its chat.
  const claim = (await customer(customerId)).identities.find(({ value }) => value === owner)!
  await app.api('PATCH', `/identities/${claim.id}`, { assurance: 'possession-proven', reason: 'He read out the code.' })
  const byMail = { channelId: mailChannel.id, identityId: claim.id }
  await write(customerId, { text: 'In the chat’s issue.', issueId, ...byMail })
  expect((await mailTo(owner, 'In the chat’s issue.')).replyTo ?? []).toEqual([])
  const other = newOwner()
  await write(await ownerWrites(other, 'Where is my parcel?'), { text: 'On its way.' })
  expect((await mailTo(other, 'On its way.')).replyTo![0]!.address).toContain('+r.')
})

test('a token does not reach the stranger in what an answer quotes, in any spelling, or in a file of it', async () => {
  const conversation = nextClaim()
  const { stranger, replyTo, mail } = conversation
  const [, token = ''] = /\+r\.([^@]+)@/.exec(replyTo) ?? []
  expect(token).toHaveLength(48)
  const name = mail.messageId!.replace(/^<|>$/g, '')
  const texts = [
    `On Mon, 5 Jan 2026 at 09:00, Shop <${replyTo}> wrote:\n> Which order do you mean?\n`,
    `I wrote to ${replyTo.replace('+', '%2B').toUpperCase()} already.`,
    `I wrote to ${replyTo.slice(0, 30)}\n${replyTo.slice(30)} already.`,
    `Message-ID: ${name}, it says. I answered already.`,
  ]
  const attachments = [
    {
      filename: 'original.eml',
      content: `Message-ID: <${name}>\r\nReply-To: ${replyTo}\r\n\r\nWhich order?`,
      contentType: 'message/rfc822',
    },
    { filename: 'photo.txt', content: 'A photo' },
  ]
  for (const text of texts) await mailIn({ ...answerTo(conversation), text, attachments })
  const { items } = await stranger.messages()
  expect(items.at(-1)!.text).toContain('already.')
  const shown = JSON.stringify(items).toLowerCase()
  expect(shown.replace(/\\n|[^a-z0-9.]/g, '')).not.toContain(token)
  expect(shown).not.toContain(name.slice(0, 20))
  expect(items.at(-1)!.attachments.map((file) => file.name)).toEqual(['photo.txt'])
  const entry = await app.api<Entry>('GET', `/entries/${items.at(-1)!.id}`)
  const original = entry.attachments.find((file) => file.name === 'original.eml')!
  expect((await stranger.ask('GET', `/files/${original.id}`)).status).toBe(404)
})
