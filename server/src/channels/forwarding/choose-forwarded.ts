import { channelWords } from '@throughline/protocol/channels/words.ts'
import { issueWords } from '@throughline/protocol/issues/words.ts'
import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import { identitiesOf, memberIdsOf, canonicalIdOf } from '../../people/customers/customers.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { can, refuseUnlessCan, type Caller } from '../../platform/http/http.ts'
import { AppError } from '../../lib/errors.ts'
import { issueById, issueFacts, issueSubject, type IssueRow } from '../../work/issues/issues.ts'
import {
  asTheyRead,
  attachmentsOf,
  entriesByIds,
  entrySubjects,
  htmlOf,
  messagesIn,
  ownWords,
  type AttachmentRow,
  type EntryRow,
} from '../../record/timeline/timeline.ts'
import type { ChannelStore, ConfiguredChannel } from '../configuring/channel-store.ts'
import { deliveriesOf } from '../outbound/queries.ts'
import type { ReplyTokens } from '../reply-token.ts'
import { canSend, senderOf } from '../sends.ts'
import { withoutTokens } from '../without-tokens.ts'
import type { Passage } from './forwarded-block.ts'

/** More is no mail that anybody reads. */
export const maxForwardedMessages = 100

export interface ForwardedDeps {
  db: Db
  store: ChannelStore
  replyTokens: ReplyTokens
}

/** The issue, for who may answer on it; what is hidden from them is not there. */
export async function issueToForward(db: Db | Tx, id: string, by: Caller): Promise<IssueRow> {
  const issue = await issueById(db, id)
  if (!issue) throw new AppError('not_found', issueWords.no_such_issue())
  refuseUnlessCan(by, 'thread.write', issueSubject(issue))
  return issue
}

/**
 * The messages that are forwarded, oldest first: the one that is named, or all of the issue. Never a note, nor what has
 * not left or was taken back; of the whole issue neither what a rule of ours wrote, nor what the caller may not read.
 */
export async function chooseForwarded(
  db: Db | Tx,
  { issueId, entryId, by }: { issueId: string; entryId: string | undefined; by: Caller },
): Promise<EntryRow[]> {
  const named = entryId === undefined ? null : await entriesByIds(db, [entryId])
  const rows = named ?? (await messagesIn(db, issueId, maxForwardedMessages + 1))
  const subjectOf = await entrySubjects(db, issueFacts, by, rows)
  const readable = rows.filter((row) => row.issue_id === issueId && can(by, 'thread.read', subjectOf(row)))
  const there = await asTheyRead(db, readable)
  if (entryId !== undefined && readable.length === 0) throw new AppError('not_found', timelineWords.no_such_entry())
  const sent = there.filter(({ direction }) => direction === 'out').map(({ id }) => id)
  const deliveries = sent.length > 0 ? await deliveriesOf(db, sent) : new Map<string, never>()
  const entries = there.filter(({ kind, direction, id, author_kind: author }) => {
    if (kind !== 'message' || direction === 'internal' || (entryId === undefined && author === 'system')) return false
    return direction === 'in' || !['queued', 'sending', 'refused'].includes(deliveries.get(id)?.state ?? 'refused')
  })
  if (entries.length === 0) {
    const why = entryId === undefined ? channelWords.nothing_to_forward() : channelWords.not_forwardable()
    throw new AppError('conflict', why)
  }
  if (entries.length > maxForwardedMessages) {
    throw new AppError('conflict', channelWords.too_much_to_forward({ max: maxForwardedMessages }))
  }
  return entries
}

/** By the channel of what is forwarded, the newest first, where it is a mail channel that sends; else by another one. */
export async function channelToForwardBy(
  store: ChannelStore,
  entries: readonly Pick<EntryRow, 'channel_id'>[],
): Promise<ConfiguredChannel> {
  const channels = await store.all()
  const used = entries.map(({ channel_id: id }) => channels.find((channel) => channel.id === id)).toReversed()
  const own = used.find((channel) => channel?.kind === 'email' && canSend(channel))
  const channel = own ?? senderOf(channels, 'email', used.find((one) => one?.kind === 'email')?.id ?? '')
  if (!channel) throw new AppError('unusable_channel', channelWords.forwards_need_mail())
  return channel
}

export async function filesOf(db: Db | Tx, entries: readonly EntryRow[]): Promise<AttachmentRow[]> {
  const withFiles = entries.filter((entry) => entry.attachment_count > 0).map(({ id }) => id)
  if (withFiles.length === 0) return []
  const files = Map.groupBy(await attachmentsOf(db, withFiles), (file) => file.entry_id)
  return withFiles.flatMap((id) => files.get(id) ?? [])
}

/**
 * The messages as they are forwarded: one alone with all that it quotes, several with what each says itself. Without our
 * reply addresses and the names of our mails, which prove something to who has them. `pictureOf`: what stands for a
 * picture in the text; null for one that does not go along. Pictures of other servers never do.
 */
export async function passagesOf(
  { db, store, replyTokens }: ForwardedDeps,
  entries: readonly EntryRow[],
  pictureOf: (entryId: string, contentId: string) => string | null,
): Promise<Passage[]> {
  const identities = await identitiesOf(
    db,
    entries.flatMap(({ identity_id: id }) => id ?? []),
  )
  const clean = (text: string): string => withoutTokens(replyTokens, text)
  return Promise.all(
    entries.map(async (entry) => {
      const identity = entry.identity_id === null ? undefined : identities.get(entry.identity_id)
      const address = identity?.kind === 'email' ? identity.value : null
      const channel = entry.channel_id === null ? null : await store.find(entry.channel_id)
      const isAlone = entries.length === 1
      const html = await htmlOf(db, entry.id)
      const shown = html
        ? channel?.adapter.showHtml?.(html, { content: entry.content, imageUrl: (id) => pictureOf(entry.id, id) })
        : undefined
      return {
        ...headOf(entry, { address, own: ownAddressOf(channel), clean }),
        date: entry.occurred_at,
        text: clean(isAlone ? entry.text : ownWords(entry)),
        html: shown ? clean(withoutStyles(isAlone ? shown.html + shown.quotedHtml : shown.html)) : null,
      }
    }),
  )
}

function headOf(
  { direction, content, author_name: author }: EntryRow,
  { address, own, clean }: { address: string | null; own: string | null; clean: (text: string) => string },
): Pick<Passage, 'from' | 'subject' | 'to' | 'cc'> {
  const mail = content.type === 'email' ? content : null
  const subject = mail?.subject || null
  if (direction === 'out') {
    const cc = mail?.cc.map((copy) => written(copy.name, copy.address)) ?? []
    return { from: written(author, own), subject, to: address === null ? [] : [address], cc }
  }
  const all = (named: readonly { name: string; address: string }[] = []) =>
    named.map((one) => clean(written(one.name, one.address)))
  const from = mail?.from ? written(mail.from.name, mail.from.address) : written(author, address)
  return { from, subject, to: all(mail?.to), cc: all(mail?.cc) }
}

const written = (name: string, address: string | null): string =>
  address === null ? name : name === '' || name === address ? address : `${name} <${address}>`

function ownAddressOf(channel: ConfiguredChannel | null): string | null {
  return channel?.adapter.ownAddresses?.(channel.settings).addresses[0] ?? null
}

/** Rules of one mail would change how the words above it and the other mails look. What is shown is well-formed. */
const withoutStyles = (html: string): string => html.replace(/<style>[^<]*<\/style>/g, '')

/** Of the issue's own customer: who is one of them is answered, and nothing is forwarded to them. */
export async function membersOf(db: Db | Tx, issue: Pick<IssueRow, 'customer_id'>): Promise<readonly string[]> {
  return memberIdsOf(db, await canonicalIdOf(db, issue.customer_id))
}
