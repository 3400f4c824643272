import { labWords } from '@throughline/protocol/lab/words.ts'
import {
  closeLabMailbox,
  readLabFile,
  readLabMailbox,
  sendLabMail,
  labPrefix,
  type LabMail,
  type NewLabMail,
} from '@throughline/protocol/lab/lab.ts'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { buffer } from 'node:stream/consumers'
import PostalMime from 'postal-mime'
import { handlePublic } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { AppError, messageOf } from '../../../lib/errors.ts'
import type { LabProvider } from '../provider.ts'
import { bounceOf } from './bounce.ts'
import { openMailboxes, type StoredMail } from './mailboxes.ts'
import { openMailDoor, type TakenMail } from './taking.ts'
import { readFileOf, viewMail } from './view-mail.ts'

/**
 * A mail provider, simulated: everybody has a mailbox with it. It sends by SMTP to the product's listener and takes
 * what the product sends by SMTP, as any provider on the internet does; mailboxes are files and survive a restart.
 */
export interface MailProvider extends LabProvider {
  /** Where it takes mail. */
  readonly port: number
  /** Sends as the customer's own mail program would, and keeps a copy. Throws what the other side said. */
  send(mail: LabMailToSend): Promise<StoredMail>
  mailsOf(address: string): Promise<StoredMail[]>
  /** Calls back for each mail that arrives, once it is in its mailbox. */
  onArrival(listener: (address: string, mail: StoredMail) => void): () => void
  setClosed(address: string, isClosed: boolean): Promise<void>
}

export interface LabMailToSend extends Omit<SendMailOptions, 'from'> {
  from: { name: string; address: string }
  /** It comes from elsewhere than the domain of its From: the boundary says so. */
  isForged?: boolean
}

/**
 * The name of the mail boundary that the simulated internet ends at: the server in front of a company's own, which
 * checks who may write for a domain (RFC 8601). A channel that names it in its settings believes it.
 */
export const labBoundary = 'mx.lab.example'

function verdictOf(address: string, isForged: boolean): string {
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const verdict = isForged ? 'fail' : 'pass'
  return `${labBoundary}; dmarc=${verdict} header.from=${domain}; dkim=${verdict} header.d=${domain}`
}

const newestCount = 60
/** Real servers take a while to report, and by then the sender has recorded that the mail left. */
const reportAfterMs = 1000
const maxMailBytes = 20 * 1024 * 1024

export async function startMailProvider(options: {
  dir: string
  listen: { host: string; port: number }
  /** Where the product takes mail. */
  product: { host: string; port: number }
  clock: Clock
}): Promise<MailProvider> {
  const { dir, listen, product, clock } = options
  const mailboxes = openMailboxes(dir)
  const listeners = new Set<(address: string, mail: StoredMail) => void>()
  const door = await openMailDoor(listen, take)
  const transport = createTransport({ ...product, secure: false, ignoreTLS: true })
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })

  async function take(mail: TakenMail): Promise<void> {
    for (const recipient of mail.to) {
      if (await mailboxes.isClosed(recipient)) {
        // The report comes later and from elsewhere, as on the internet; nobody reports about a report.
        if (mail.from !== '') setTimeout(() => void giveBack({ ...mail, recipient }), reportAfterMs).unref()
        continue
      }
      const kept = await mailboxes.keep(recipient, 'inbox', mail.raw, clock.now().getTime())
      for (const listener of listeners) listener(recipient.toLowerCase(), kept)
    }
  }

  async function giveBack(mail: { from: string; recipient: string; raw: Buffer }): Promise<void> {
    const report = bounceOf(mail, clock.now())
    await transport.sendMail({ envelope: { from: '', to: mail.from }, raw: report }).catch(() => {
      // A report that nobody takes is dropped: RFC 5321 forbids to report about it.
    })
  }

  async function send({ isForged = false, from, ...mail }: LabMailToSend): Promise<StoredMail> {
    const at = clock.now()
    const { message, envelope } = await composer.sendMail({ date: at, ...mail, from })
    const raw = Buffer.isBuffer(message) ? message : await buffer(message)
    const verdict = Buffer.from(`Authentication-Results: ${verdictOf(from.address, isForged)}\r\n`)
    await transport.sendMail({
      envelope: { from: from.address, to: envelope.to },
      raw: Buffer.concat([verdict, raw]),
    })
    // A mail in another's name leaves no copy in the other's mailbox.
    if (isForged) return { id: '', folder: 'sent', atMs: at.getTime(), raw }
    return mailboxes.keep(from.address, 'sent', raw, at.getTime())
  }

  async function sendFromPage(mail: NewLabMail): Promise<LabMail> {
    const { from, to, subject, text, answers, attachments } = mail
    const threading = answers === undefined ? {} : await referencesOf(from.address, answers)
    const files = attachments.map(({ name, mediaType, data }) => ({
      filename: name,
      contentType: mediaType,
      content: Buffer.from(data, 'base64'),
    }))
    return viewMail(await send({ from, to, subject, text, attachments: files, ...threading }))
  }

  /** What makes a mail an answer, taken from the mail that it answers. */
  async function referencesOf(address: string, id: string): Promise<Pick<SendMailOptions, 'inReplyTo' | 'references'>> {
    const answered = await mailboxes.byId(address, id)
    if (!answered) throw new AppError('not_found', labWords.no_such_mail())
    const { messageId, references } = await PostalMime.parse(answered.raw)
    if (messageId === undefined) return {}
    return { inReplyTo: messageId, references: [references, messageId].filter(Boolean).join(' ') }
  }

  return {
    name: 'mail',
    port: door.port,
    send,
    mailsOf: (address) => mailboxes.newest(address, newestCount),
    onArrival(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    setClosed: (address, isClosed) => mailboxes.setClosed(address, isClosed),
    routes(app) {
      const here = { prefix: labPrefix, limit: 'inbound' } as const
      handlePublic(
        app,
        readLabMailbox,
        async ({ params }) => ({
          items: await Promise.all((await mailboxes.newest(params.address, newestCount)).map(viewMail)),
          isClosed: await mailboxes.isClosed(params.address),
        }),
        here,
      )
      handlePublic(
        app,
        readLabFile,
        async ({ params, reply }) => {
          const mail = await mailboxes.byId(params.address, params.id)
          const file = mail && (await readFileOf(mail, params.index))
          if (!file) throw new AppError('not_found', labWords.no_such_file())
          // Whatever it is, it is never a page of ours.
          return reply
            .header('content-type', 'application/octet-stream')
            .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
            .header('content-security-policy', "default-src 'none'; sandbox")
            .send(file.bytes)
        },
        here,
      )
      handlePublic(
        app,
        sendLabMail,
        async ({ body }) => {
          try {
            return { state: 'sent', mail: await sendFromPage(body) } as const
          } catch (error) {
            if (error instanceof AppError) throw error
            return { state: 'refused', sentence: `The other side said: ${messageOf(error)}` } as const
          }
        },
        { ...here, maxBytes: maxMailBytes },
      )
      handlePublic(
        app,
        closeLabMailbox,
        async ({ params, body }) => mailboxes.setClosed(params.address, body.isClosed),
        here,
      )
    },
    async stop() {
      transport.close()
      await door.close()
    },
  }
}
