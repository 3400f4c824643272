import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import { WebchatChannelSettings } from '@throughline/protocol/webchat/channel-settings.ts'
import { businessProfile } from '../../../people/business/business.ts'
import {
  appendMessage,
  deliveriesOf,
  senderOf,
  whyNotSend,
  type ConfiguredChannel,
  type DeliveryDeps,
} from '../../../channels/channels.ts'
import {
  homeOfIdentity,
  identitiesBehind,
  isBlocked,
  lockCustomer,
  lockThread,
  normaliseIdentity,
} from '../../../people/customers/customers.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { FiredTimer } from '../../../platform/timers/timers.ts'
import { dayMs } from '../../../lib/clock.ts'
import { newId } from '../../../lib/ids.ts'
import { attachmentsOf, entriesByIds, readThread, type EntryRow } from '../../../record/timeline/timeline.ts'
import { mailCopyAuthor } from '../messages/visible.ts'
import { sessionsOfAccount, sessionsOfDevice, type Session } from '../visitors/sessions.ts'
import { mailAddress } from './mail-address.ts'
import { mailWords } from './words.ts'

/** The brake: more mails in a day to one address than any talk needs. */
const maxMailsPerDay = 20
/** A talk that is longer than this without being seen is mailed in part; the rest waits in the chat. */
const looksBack = 100

/**
 * What the visitor has not seen goes on by mail: all unseen replies of the issue in one, each once. The mail is an
 * entry like any other, delivered like any other; an answer to it comes back to the issue by its reply address.
 */
export async function mailUnseen(
  tx: Tx,
  { key: entryId }: FiredTimer,
  deps: DeliveryDeps,
): Promise<(() => void) | null> {
  const [entry] = await entriesByIds(tx, [entryId])
  if (!entry?.identity_id || entry.channel_id === null) return null
  const chat = await deps.store.find(entry.channel_id)
  if (chat?.kind !== 'webchat' || !chat.enabled) return null
  const settings = WebchatChannelSettings.parse(chat.settings)
  const mailChannel = senderOf(await deps.store.all(), 'email', settings.mailChannelId)
  if (!settings.goesOnByMail || !mailChannel) return null
  const written = await writeMail(tx, deps, { entry, chat, mailChannel })
  return written && (() => deps.changed(written.customerId, [written.issueId]))
}

interface Owed {
  entry: EntryRow
  chat: ConfiguredChannel
  mailChannel: ConfiguredChannel
}

async function writeMail(
  tx: Tx,
  deps: DeliveryDeps,
  owed: Owed,
): Promise<{ customerId: string; issueId: string } | null> {
  const { entry, mailChannel } = owed
  const now = deps.clock.now()
  // Under the thread's lock: of two timers that fire at once, the second finds what the first has mailed.
  const { memberIds } = await lockCustomer(tx, entry.customer_id)
  const addresses = await identitiesBehind(tx, memberIds)
  const sender = addresses.find(({ id }) => id === entry.identity_id)
  if (!sender) return null
  const isSignedIn = sender.kind === 'account'
  const sessions = isSignedIn ? await sessionsOfAccount(tx, sender.value) : await sessionsOfDevice(tx, sender.id)
  const to = mailAddress(addresses, { given: givenAddress(sessions), isSignedIn })
  if (to && (await isBlocked(tx, to.id))) return null
  if (to && (await whyNotSend(tx, mailChannel, { identityId: to.id })) !== null) return null
  // A visitor may type an address of ours: nothing goes there as if to a customer.
  if (!to || (await deps.whoIsUs.now()).isMailbox(to.value)) return null
  const replies = await unseenReplies(tx, entry, memberIds)
  if (!replies.some(({ id }) => id === entry.id)) return null
  if ((await countMails(tx, to.value, new Date(now.getTime() - dayMs))) >= maxMailsPerDay) {
    deps.logger.warn({ identity: to.id }, 'no more mails of chats go to this address today')
    return null
  }

  const { text, subject } = await wordsOf(tx, replies, sessions, owed)
  const position = await lockThread(tx, { homeId: await homeOfIdentity(tx, to.id), now })
  const { row, issueId } = await appendMessage(tx, deps, position, {
    channel: mailChannel,
    identityId: to.id,
    author: { kind: 'system', id: mailCopyAuthor, name: replies.at(-1)!.author_name },
    caller: null,
    issueId: entry.issue_id,
    message: { kind: 'message', text, content: { subject } },
    isByRule: true,
    // A person has written what it says.
    isAutomaticAnswer: false,
    threading: { reason: 'chosen', ...threadingWords.went_on_by_mail() },
    attachments: await copiesOf(tx, replies),
    echoId: null,
    holdUntil: null,
    now,
  })
  for (const { id } of replies) await markMailed(tx, { entryId: id, mailEntryId: row.id, to, now })
  return { customerId: position.canonicalId, issueId }
}

function givenAddress(sessions: readonly Session[]): string | null {
  const given = sessions.find(({ profile }) => profile.email !== undefined)?.profile.email
  return given === undefined ? null : normaliseIdentity('email', given).value
}

/** Replies of the issue to this visitor that nobody has seen or mailed, oldest first. None once the visitor wrote again. */
async function unseenReplies(tx: Tx, entry: EntryRow, memberIds: readonly string[]): Promise<EntryRow[]> {
  const { numbered } = await readThread(tx, memberIds, { order: 'desc', limit: looksBack, cursor: null })
  const rows = numbered.map(({ row }) => row).filter((row) => row.identity_id === entry.identity_id)
  const spoke = rows.find((row) => row.direction === 'in')?.recorded_us ?? 0
  const replies = rows.filter(
    (row) =>
      row.direction === 'out' &&
      row.channel_id === entry.channel_id &&
      row.issue_id === entry.issue_id &&
      row.recorded_us > spoke,
  )
  const ids = replies.map(({ id }) => id)
  const [deliveries, mailed] = [await deliveriesOf(tx, ids), await mailedOf(tx, ids)]
  return replies
    .filter(({ id }) => ['sent', 'delivered'].includes(deliveries.get(id)?.state ?? '') && !mailed.has(id))
    .toReversed()
}

async function wordsOf(
  tx: Tx,
  replies: readonly EntryRow[],
  sessions: readonly Session[],
  { chat }: Owed,
): Promise<{ text: string; subject: string }> {
  const business = await businessProfile(tx)
  const name = business.name ?? chat.name
  const locale = sessions.find(({ profile }) => profile.locale !== undefined)?.profile.locale
  const { subject, foot } = mailWords(locale, business.defaultLanguage)
  const said = replies.map(({ text }) => text.trim()).filter((text) => text !== '')
  return { text: [...said, foot].join('\n\n'), subject: subject.replace('{name}', name) }
}

async function copiesOf(tx: Tx, replies: readonly EntryRow[]) {
  const ids = replies.filter((row) => row.attachment_count > 0).map(({ id }) => id)
  const files = ids.length === 0 ? [] : await attachmentsOf(tx, ids)
  return files.map((file) => ({
    id: newId(),
    name: file.name,
    mediaType: file.media_type,
    declaredType: file.declared_type,
    sizeBytes: file.size_bytes,
    sha256: file.sha256,
    storageKey: file.storage_key,
    inline: false,
    contentId: null,
  }))
}

async function mailedOf(tx: Tx, entryIds: readonly string[]): Promise<Set<string>> {
  if (entryIds.length === 0) return new Set()
  const rows = await tx.selectFrom('visitor_mails').select('entry_id').where('entry_id', 'in', entryIds).execute()
  return new Set(rows.map((row) => row.entry_id))
}

async function markMailed(
  tx: Tx,
  {
    entryId,
    mailEntryId,
    to,
    now,
  }: {
    entryId: string
    mailEntryId: string
    to: { id: string; value: string }
    now: Date
  },
): Promise<void> {
  const row = { entry_id: entryId, mail_entry_id: mailEntryId, identity_id: to.id, address: to.value, at: now }
  await tx.insertInto('visitor_mails').values(row).execute()
}

async function countMails(tx: Tx, address: string, since: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('visitor_mails')
    .select((select) => select.fn.count<number>('mail_entry_id').distinct().as('count'))
    .where('address', '=', address)
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  return count
}
