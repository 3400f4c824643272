import { channelWords } from '@throughline/protocol/channels/words.ts'
import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import { businessProfile } from '../../people/business/business.ts'
import { displayNamesOf, identitiesOf } from '../../people/customers/customers.ts'
import { preferencesOf } from '../../people/staff/staff.ts'
import type { Db } from '../../platform/db/db.ts'
import { FileMissing } from '../../platform/files/files.ts'
import { issueById } from '../../work/issues/issues.ts'
import { AppError } from '../../lib/errors.ts'
import {
  attachmentsOf,
  entriesByIds,
  htmlOf,
  readAttachment,
  messagesOfIssue,
  type AttachmentRow,
  type EntryRow,
} from '../../record/timeline/timeline.ts'
import { ChannelError, type OutboundMessage } from '../contract.ts'
import { forwardOf, isForward } from '../forwarding/forward-message.ts'
import { markOf } from '../reply-token.ts'
import type { DeliveryDeps } from './deps.ts'
import { refuseUnscanned } from './scanned-files.ts'
import { providerIdsOf, type DeliveryRow } from './queries.ts'
import { quotedConversation } from './quoted.ts'

/** The reply chain of a mail names the first and the last few; more would not be read by anybody. */
const earlierMessages = 50

/** Gathers what a channel needs to hand one entry over. The same entry gives the same message, whenever it is asked. */
export async function outboundMessage(
  deps: DeliveryDeps,
  delivery: DeliveryRow,
  { quotes }: { quotes: Quotes },
): Promise<OutboundMessage & { issueId: string | null }> {
  const { db } = deps
  const entry = (await entriesByIds(db, [delivery.entry_id]))[0]!
  const [attachments, html, business, authorSignature] = await Promise.all([
    attachmentsOf(db, [entry.id]),
    htmlOf(db, entry.id),
    businessProfile(db),
    delivery.automatic ? '' : signatureOf(db, entry),
  ])
  refuseUnscanned(attachments, deps.scansSince)
  const common = {
    entryId: entry.id,
    idempotencyKey: entry.id,
    authorName: entry.author_name,
    authorSignature,
    business: { name: business.name, signature: business.signature, language: business.defaultLanguage },
    attachments: attachments.map((file) => ({
      name: file.name,
      mediaType: file.media_type,
      sizeBytes: file.size_bytes,
      inline: file.inline,
      contentId: file.content_id,
      read: () => readFile(deps, file),
    })),
    automatic: delivery.automatic,
    writtenAt: entry.occurred_at,
  }
  if (isForward(entry)) {
    // No message of the issue may be found by the name of a forward: what answers it is no customer's.
    return { ...common, cc: [], bcc: [], quoted: null, issueId: null, ...(await forwardOf(deps, entry, html ?? null)) }
  }
  return {
    ...common,
    ...(await toCustomer(deps, { delivery, entry, html: html ?? null, quotes, company: business.name })),
  }
}

type Quotes = 'none' | 'last' | 'all'

type ToCustomer = Omit<OutboundMessage, 'authorSignature' | 'business' | 'attachments' | 'automatic' | 'writtenAt'>

async function toCustomer(
  deps: DeliveryDeps,
  {
    delivery,
    entry,
    html,
    quotes,
    company,
  }: { delivery: DeliveryRow; entry: EntryRow; html: string | null; quotes: Quotes; company: string | null },
): Promise<Omit<ToCustomer, 'entryId' | 'idempotencyKey' | 'authorName'> & { issueId: string | null }> {
  const { db } = deps
  const identity = delivery.identity_id && (await identitiesOf(db, [delivery.identity_id])).get(delivery.identity_id)
  if (!identity) throw new AppError('unreachable_customer', channelWords.address_gone())
  const [names, earlier, issue] = await Promise.all([
    displayNamesOf(db, [entry.customer_id]),
    earlierOf(deps, entry),
    entry.issue_id === null ? undefined : issueById(db, entry.issue_id),
  ])
  const mail = entry.content.type === 'email' ? entry.content : null
  const cc = mail?.cc.map((copy) => copy.address) ?? []
  const bcc = mail?.bcc?.map((copy) => copy.address) ?? []
  const beganLive = await beganInChat(deps, issue)
  const isReadByOthers = identity.assurance === 'claimed' || beganLive
  const mayQuote = quotes !== 'none' && mail?.quotesHistory !== false && !delivery.automatic && !isReadByOthers
  return {
    issueId: entry.issue_id,
    messageKey: deps.messageKeys.of(entry.id),
    to: { kind: identity.kind, value: identity.value, name: names.get(entry.customer_id) ?? null },
    text: entry.text,
    html,
    subject: mail?.subject || subjectFor({ identity, issue, earlier, company, beganLive }),
    cc,
    bcc,
    earlier,
    quoted:
      mayQuote && entry.issue_id !== null && entry.channel_id !== null
        ? await quotedConversation(db, quotes, {
            issueId: entry.issue_id,
            channelId: entry.channel_id,
            identityId: identity.id,
            recipients: [identity.value, ...cc, ...bcc],
            beforeUs: entry.recorded_us,
          })
        : null,
    replyToken: isReadByOthers
      ? null
      : deps.replyTokens.make({ issueId: entry.issue_id ?? entry.id, identityMark: markOf(identity.id) }),
  }
}

/** As it is when the mail leaves: what a person wrote in the meantime counts, as with the one of the company. */
async function signatureOf(db: Db, { author_kind: kind, author_id: id }: EntryRow): Promise<string> {
  if (kind !== 'staff' || id === null) return ''
  return (await preferencesOf(db, [id])).get(id)?.signature ?? ''
}

/** What is gone does not come back by another attempt: the message fails for good, and its author reads why. */
async function readFile(deps: DeliveryDeps, file: AttachmentRow): Promise<Uint8Array> {
  try {
    return await readAttachment(deps, file)
  } catch (cause) {
    if (!(cause instanceof FileMissing)) throw cause
    throw new ChannelError('permanent', 'file_missing', channelWords.file_not_in_store({ name: file.name }), { cause })
  }
}

/**
 * What is answered from a claimed address, or to an issue that began in a chat, is shown in that chat, to everybody who
 * has the device. Such an answer is known by the name of our mail, which stands in its header and not in its text.
 */
export async function othersReadAnswers(
  { store }: Pick<DeliveryDeps, 'store'>,
  { assurance }: { assurance: Assurance },
  issue: { first_channel_id: string | null } | undefined,
): Promise<boolean> {
  return assurance === 'claimed' || beganInChat({ store }, issue)
}

async function beganInChat(
  { store }: Pick<DeliveryDeps, 'store'>,
  issue: { first_channel_id: string | null } | undefined,
): Promise<boolean> {
  const began = issue?.first_channel_id ? await store.find(issue.first_channel_id) : null
  return began?.adapter.capabilities.live ?? false
}

/**
 * An issue that began in a chat has its first words as subject. An address that was only typed there may belong to somebody
 * else: it gets the subject of an earlier mail to it, or our name and the issue's number.
 */
function subjectFor({
  identity,
  issue,
  earlier,
  company,
  beganLive,
}: {
  identity: { assurance: Assurance }
  issue: { subject: string; number: number } | undefined
  earlier: OutboundMessage['earlier']
  company: string | null
  beganLive: boolean
}): string | null {
  if (!issue) return null
  if (identity.assurance !== 'claimed' || !beganLive) return issue.subject || null
  const had = earlier.findLast(({ subject }) => subject)?.subject
  return had ?? [company ?? '', `[#${issue.number}]`].join(' ').trim()
}

async function earlierOf(deps: DeliveryDeps, entry: EntryRow): Promise<OutboundMessage['earlier']> {
  if (entry.issue_id === null || entry.channel_id === null) return []
  const rows = await messagesOfIssue(deps.db, entry.issue_id, entry.channel_id, earlierMessages)
  const before = rows.filter((row) => row.recorded_us < entry.recorded_us && row.identity_id === entry.identity_id)
  const ours = await providerIdsOf(
    deps.db,
    before.filter((row) => row.direction === 'out').map((row) => row.id),
  )
  return before.flatMap((row) => {
    const mail = row.content.type === 'email' ? row.content : null
    const reference = row.direction === 'in' ? (mail ? mail.messageId : row.provider_id) : ours.get(row.id)
    if (!reference || row.direction === 'internal') return []
    return [
      {
        reference,
        direction: row.direction,
        subject: mail?.subject ?? null,
        to: mail?.deliveredTo ?? [],
      },
    ]
  })
}
