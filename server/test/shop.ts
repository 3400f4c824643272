import { randomBytes } from 'node:crypto'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import PostalMime, { type Email } from 'postal-mime'
import { startTestApp, type TestApp } from './app.ts'
import { startSmtpSink, type SmtpSink } from './mail/smtp-sink.ts'
import { newVisitor, type Visitor } from './visitor.ts'

/** With which the site signs its visitors' identity tokens. */
export const siteSecret = randomBytes(32).toString('base64url')

/** The product for a shop with a mail address and a chat. Its mail leaves to a server that only remembers. */
export interface Shop {
  readonly app: TestApp
  readonly sink: SmtpSink
  readonly mailChannel: Channel
  readonly chat: Channel
  visitor: () => Visitor
  customer: (id: string) => Promise<Customer>
  threadOf: (customerId: string) => Promise<Entry[]>
  /** As staff, whether to the customer or for colleagues. */
  write: (customerId: string, message: object) => Promise<Entry>
  /** What has left for this address. */
  mailsTo: (address: string) => Promise<Email[]>
  /** A reply in the chat waits a day to be seen before it is mailed: the day is over. Resolves with which waited. */
  aDayPasses: (entryId?: string) => Promise<string[]>
  stop: () => Promise<void>
}

export async function startShop(options: { env?: Record<string, string>; mail?: object } = {}): Promise<Shop> {
  const sink = await startSmtpSink()
  const app = await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}`, ...options.env } })
  const { items } = await app.api<{ items: Channel[] }>('GET', '/channels')
  const mailChannel = items.find(({ kind }) => kind === 'email')!
  const settings = { address: 'support@shop.example', ...options.mail }
  await app.api('PATCH', `/channels/${mailChannel.id}`, { settings })
  const chat = await app.api<Channel>('POST', '/channels', {
    kind: 'webchat',
    name: 'Shop',
    settings: { identity: { secret: siteSecret }, mailAfterMinutes: 1440 },
  })
  return {
    app,
    sink,
    mailChannel,
    chat,
    visitor: () => newVisitor(app, chat.id),
    customer: (id) => app.api('GET', `/customers/${id}`),
    async threadOf(customerId) {
      return (await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread?limit=200`)).items
    },
    write: (customerId, message) =>
      app.api('POST', `/customers/${customerId}/entries`, { kind: 'message', ...message }),
    mailsTo: (address) =>
      Promise.all(sink.mails.filter(({ to }) => to.includes(address)).map(({ raw }) => PostalMime.parse(raw))),
    async aDayPasses(entryId) {
      const due = `update timers set fires_at = now() - interval '1 second'
        where kind = 'chat.unseen' and ($1::text is null or key = $1) returning key`
      return (await app.database.pool.query<{ key: string }>(due, [entryId ?? null])).rows.map(({ key }) => key)
    },
    async stop() {
      await app.stop()
      await sink.close()
    },
  }
}
