import { randomBytes } from 'node:crypto'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { SendMailOptions } from 'nodemailer'
import type { Email } from 'postal-mime'
import { expect, vi } from 'vitest'
import { createReplyTokens, markOf } from '../../../src/channels/reply-token.ts'
import { createSecretBox } from '../../../src/lib/secrets.ts'
import { sendMail } from '../../mail/send-mail.ts'
import { startShop } from '../../shop.ts'
import type { Visitor } from '../../visitor.ts'

/** The server whose `Authentication-Results` the mail channel believes. */
export const boundary = 'mx.shop.example'
const secretKey = randomBytes(32).toString('hex')
const replyTokens = createReplyTokens(createSecretBox(secretKey))
const waiting = { timeout: 30_000, interval: 20 }

/**
 * A stranger typed the address of another person into the chat; staff answered, and the answer was mailed to its owner.
 */
export interface Conversation {
  owner: string
  stranger: Visitor
  customerId: string
  issueId: string
  /** The reply of staff, as the owner of the address got it. */
  mail: Email
  /** A signed reply address for it, as mails to claimed addresses carried before they no longer did. */
  replyTo: string
}

/** A shop with mail and a chat, and so many strangers who claim the address of somebody else. */
export async function startWithClaims(claims: number) {
  const shop = await startShop({ env: { SECRET_KEY: secretKey }, mail: { authservIds: [boundary] } })
  const { app, mailChannel, chat, customer, threadOf, write } = shop

  let count = 0
  /** Each test has its own victim, who is new here. */
  const newOwner = (): string => `owner${++count}@bank.example`

  /** The product accepts a mail only after it has recorded it: what follows looks at the result. */
  const mailIn = (mail: SendMailOptions): Promise<string> => sendMail(app.smtpPort, mail)

  async function mailTo(address: string, text: string): Promise<Email> {
    return vi.waitFor(async () => {
      const mail = (await shop.mailsTo(address)).find((one) => one.text?.includes(text))
      if (!mail) throw new Error(`No mail to ${address} says: ${text}`)
      return mail
    }, waiting)
  }

  async function strangerClaims(owner: string): Promise<Conversation> {
    const stranger = shop.visitor()
    const said = await stranger.say('It is me. What did I order?')
    await stranger.ask('PUT', '/reach', { name: 'The owner', email: owner })
    const { customerId, issueId } = await app.api<Entry>('GET', `/entries/${said.id}`)
    const reply = await write(customerId, { text: 'Which order do you mean?' })
    // Now, not only after a day without the visitor.
    await vi.waitFor(async () => {
      if ((await shop.aDayPasses(reply.id)).length === 0) throw new Error('The mail is not planned yet.')
    }, waiting)
    const mail = await mailTo(owner, 'Which order do you mean?')
    const claim = (await customer(customerId)).identities.find(({ value }) => value === owner)!
    const token = replyTokens.make({ issueId: issueId!, identityMark: markOf(claim.id) })
    return { owner, stranger, customerId, issueId: issueId!, mail, replyTo: `support+r.${token}@shop.example` }
  }

  /** The owner writes about something else. Resolves with the record that the mail is on. */
  async function ownerWrites(owner: string, text: string): Promise<string> {
    await mailIn({ from: `The real owner <${owner}>`, subject: 'My account', text })
    const query = encodeURIComponent(owner)
    const found = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${query}`)
    for (const { id } of found.items) {
      if ((await threadOf(id)).some((entry) => entry.text.includes(text))) return id
    }
    throw new Error(`The mail of ${owner} is on no thread.`)
  }

  /** All at once: their mails are sent together. */
  const claimed = await Promise.all(Array.from({ length: claims }, () => strangerClaims(newOwner())))

  return {
    ...shop,
    newOwner,
    mailIn,
    mailTo,
    ownerWrites,
    /** One that no test has used. */
    nextClaim: (): Conversation => claimed.pop()!,
    assuranceOf: async (customerId: string, address: string): Promise<string | undefined> =>
      (await customer(customerId)).identities.find(({ value }) => value === address)?.assurance,
    /** What the stranger must never read: the owner's later mail, our answer to it by mail, and the answer to that. */
    expectOwnersMailApart: async ({ owner, stranger, customerId }: Conversation): Promise<string> => {
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
      await expect.poll(() => live.messages().map(({ id }) => id)).toContain(last.id)
      expect(JSON.stringify(live.frames)).not.toContain('PRIVATE')
      expect(JSON.stringify(await stranger.messages())).not.toContain('PRIVATE')
      expect((await stranger.ask('GET', '/session')).body.unread).toBe((await stranger.messages()).unread)
      expect((await threadOf(ownerId)).filter((entry) => entry.text.includes('PRIVATE'))).toHaveLength(3)
      live.ws.close()
      return ownerId
    },
  }
}

/** The owner's answer to the mail that they got. */
export const answerTo = ({ owner, mail, replyTo }: Conversation): SendMailOptions => ({
  from: `The real owner <${owner}>`,
  to: replyTo,
  subject: `Re: ${mail.subject}`,
  inReplyTo: mail.messageId!,
  references: mail.messageId!,
})
