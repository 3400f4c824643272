import { emailKindWords } from '@throughline/protocol/email/kind-words.ts'
import { maxTextLength } from '@throughline/protocol/timeline/writing.ts'
import { dayMs } from '../../../../lib/clock.ts'
import {
  ChannelError,
  type ChannelContext,
  type FromUs,
  type InboundEvent,
  type InboundMessageEvent,
  type ProviderRequest,
  type Us,
} from '../../../contract.ts'
import { mailboxesOf, normaliseAddress, replyTokenOf } from '../addresses.ts'
import { isOurMessageId, loopHeader, originalSizeHeader } from '../our-marks.ts'
import { collectProblems, defaultLimits } from '../reading/limits.ts'
import { parseAddressList, type MailAddress } from '../reading/mime/addresses.ts'
import { MailUnreadable, readMail, type MailReading } from '../reading/reading.ts'
import type { EmailSettings } from '../settings.ts'
import { believedAuthservIds } from '../boundary.ts'
import { answersNobody } from './answers-nobody.ts'
import { forwardedAuthor } from './forwarded-author.ts'
import { mailFingerprint, providerIdOf } from './provider-id.ts'
import { readRawHeader, type RawHeader } from './raw-header.ts'
import { aside, receiptsOf } from './receipts.ts'
import { senderOf, type OurSide, type Sender } from './sender.ts'

/**
 * Turns one raw mail into what the platform understands: a customer's message, receipts for mail of ours, or
 * something that belongs on no thread. Decides whom it is from and how sure that is; refuses to decide which thread
 * it joins.
 */
export async function receiveMail(
  request: ProviderRequest,
  context: ChannelContext<EmailSettings>,
): Promise<InboundEvent[]> {
  const { clock } = context
  const { settings } = context.channel
  const { envelope } = request
  const raw = Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength)
  const reading = await read(asDelivered(raw, envelope), believedAuthservIds(settings, envelope))
  const header = readRawHeader(raw)
  const fingerprint = mailFingerprint(raw, header, reading.messageId)
  const providerId = providerIdOf(reading.messageId, fingerprint)
  const receipts = request.asMessage ? null : receiptsOf(reading, providerId)
  if (receipts !== null) return receipts

  const ours = {
    us: await context.us(),
    // Where we took a mail in, the address that it came to is ours, named or not.
    takenInAt: new Set(envelope?.source === 'smtp' ? envelope.to.flatMap(mailboxesOf) : []),
    formSenders: new Set(settings.formSenders.flatMap((form) => normaliseAddress(form) ?? [])),
  }
  const sender = senderOf(reading, ours, {
    originals: originalFields.flatMap((name) => header.values(name).flatMap(addressesIn)),
    returnPath: envelope?.from || reading.returnPath,
    fingerprint,
  })
  if (isOwnMail(reading, sender, ours.us, header))
    return [aside('loop', reading, providerId, emailKindWords.own_mail())]

  const problems = [...reading.problems, ...(sender.problem === null ? [] : [sender.problem]), ...cutNote(request)]
  const arrivedAt = [...(envelope?.to ?? []), ...(envelope?.alsoTo ?? [])]
  const content = contentOf(reading, arrivedAt.length > 0 ? arrivedAt : reading.deliveredTo, problems)
  return [
    {
      type: 'message',
      providerId,
      from: sender.from,
      ...(sender.isOurs && { fromUs: fromUsIn(reading, ours.us) }),
      alsoTo: alsoToIn(reading, ours, arrivedAt),
      reference: reading.messageId,
      quotes: quotesOf(reading),
      replyToken: replyTokenIn(reading, envelope?.to ?? []),
      issueRef: null,
      subject: reading.subject === '' ? null : reading.subject,
      text: reading.text,
      html: reading.html,
      content,
      ...(mayHoldQuotes(reading) && {
        contentKnowing(earlier: readonly string[]) {
          const { notOnThread, ...folded } = reading.foldKnowing(earlier)
          return { ...content, ...folded, ...(notOnThread !== '' && { notOnThread }) }
        },
      }),
      attachments: reading.attachments.map(({ name, mediaType, content, inline, contentId }) => ({
        name,
        declaredType: mediaType,
        content,
        inline,
        contentId,
      })),
      occurredAt: believableDate(reading.date, clock.now()),
      automatic: isAutomatic(reading, sender),
      opens: reading.opensIssue ? 'issue' : 'append-only',
      takenFor: { kind: reading.kind, ...reading.kindReason },
    },
  ]
}

const addressesIn = (field: string): MailAddress[] => parseAddressList(field, defaultLimits, collectProblems())

/** In which a group of ours says whose mail it passes on under its own name. */
const originalFields = ['x-original-from', 'x-original-sender']

/**
 * What we have sent, whichever of our channels it left by: it comes back to us where one of our addresses got a copy. A mail
 * that only looks like one of ours is set aside as well, which harms nobody but its author.
 */
function isOwnMail({ messageId }: MailReading, sender: Sender, us: Us, header: RawHeader): boolean {
  const namesChannel = header.values(loopHeader.toLowerCase()).some((id) => us.isChannel(id))
  const isNamedByUs = messageId !== null && isOurMessageId(messageId)
  return sender.isOurs ? namesChannel || isNamedByUs : namesChannel && isNamedByUs
}

const domainStanding = { pass: 'authenticated', fail: 'forged', none: 'unknown' } as const

function fromUsIn({ authentication, to, cc, text }: MailReading, us: Us): FromUs {
  return {
    domain: domainStanding[authentication.dmarc],
    recipients: [...to, ...cc].map(({ address }) => address),
    forwarded: forwardedAuthor(text, (address) => us.whoIs(address) === 'staff' || us.whoIs(address) === 'domain'),
  }
}

/** Our addresses in To and Cc, and those of the same handing over. */
function alsoToIn({ to, cc }: MailReading, ours: OurSide, arrivedAt: readonly string[]): string[] {
  const named = [...to, ...cc].map(({ address }) => address).filter((address) => ours.us.whoIs(address) !== null)
  return [...new Set([...arrivedAt, ...named])]
}

/** The server that takes a mail in notes its envelope sender on top (RFC 5321, 4.4). By SMTP, that server is us. */
function asDelivered(raw: Buffer, envelope: ProviderRequest['envelope']): Buffer {
  if (envelope?.source !== 'smtp' || isBlank(raw)) return raw
  return Buffer.concat([Buffer.from(`Return-Path: <${envelope.from}>\r\n`), raw])
}

function isBlank(raw: Buffer): boolean {
  return raw.length < 1000 && /^[\s\0]*$/.test(raw.toString('latin1'))
}

async function read(raw: Buffer, ownAuthservIds: readonly string[]): Promise<MailReading> {
  try {
    // What is longer than an entry may be is cut there, and attached whole.
    return await readMail(raw, { ownAuthservIds, limits: { textChars: maxTextLength } })
  } catch (error) {
    if (error instanceof MailUnreadable) throw new ChannelError('malformed', 'unreadable', error.wording)
    throw new ChannelError('malformed', 'unreadable', emailKindWords.unreadable(), { cause: error })
  }
}

/** More than a real chain has; it bounds the search for them. */
const maxQuotes = 100

/** What it answers first, then the chain from its newest mail back to its root. */
function quotesOf({ inReplyTo, references }: MailReading): string[] {
  return [...new Set([...inReplyTo, ...references.toReversed()])].slice(0, maxQuotes)
}

/** The envelope names where it was really sent; without one, the headers are what there is. */
function replyTokenIn({ deliveredTo, to, cc }: MailReading, envelopeTo: readonly string[]): string | null {
  const named = [...to, ...cc].map(({ address }) => address)
  for (const address of [...envelopeTo, ...deliveredTo, ...named]) {
    const token = replyTokenOf(address)
    if (token !== null) return token
  }
  return null
}

/** Shorter answers without a mark of a quote are taken as they are: most are, and comparing costs a look at the thread. */
const minPastedChars = 200

function mayHoldQuotes({ text, quotedText, signature, inReplyTo, references }: MailReading): boolean {
  return (
    quotedText !== '' || signature !== '' || (inReplyTo.length + references.length > 0 && text.length >= minPastedChars)
  )
}

function contentOf(reading: MailReading, deliveredTo: string[], problems: string[]): InboundMessageEvent['content'] {
  const { subject, from, to, cc, replyTo, html, replyText, quotedText, signature, messageId, authentication, opened } =
    reading
  return {
    type: 'email',
    subject,
    from,
    to,
    cc,
    replyTo,
    deliveredTo,
    hasHtml: html !== null,
    replyText,
    quotedText,
    signature,
    messageId,
    problems,
    ...(opened.encrypted && { encrypted: opened.encrypted }),
    ...(opened.events.length > 0 && { events: opened.events }),
    ...(opened.cards.length > 0 && { cards: opened.cards }),
    authenticated: authentication.dmarc === 'pass',
  }
}

/** Clocks are wrong by years: a date before mail, or of tomorrow, says nothing. */
function believableDate(date: Date | null, now: Date): Date | null {
  if (date === null) return null
  const ms = date.getTime()
  return ms > Date.UTC(1980, 0) && ms <= now.getTime() + dayMs ? date : null
}

function isAutomatic(reading: MailReading, sender: Sender): boolean {
  return reading.kind !== 'human' || !reading.mayAutoReply || sender.isOurs || answersNobody(sender.from.value)
}

function cutNote({ headers, body }: ProviderRequest): string[] {
  const size = headers[originalSizeHeader]
  return size === undefined ? [] : [`The mail has ${size} bytes; only the first ${body.byteLength} were fetched.`]
}
