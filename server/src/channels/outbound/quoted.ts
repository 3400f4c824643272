import type { Db } from '../../platform/db/db.ts'
import { htmlByEntry, messagesOfIssue, ownWords, type EntryRow } from '../../record/timeline/timeline.ts'
import { mailAddressOf } from '../../lib/mail-address.ts'
import type { QuotedConversation } from '../contract.ts'
import { sendingsOf, type Sending } from './queries.ts'

/** What is quoted stands among the texts that an answer to it is compared with: 20, and ours is the newest of them. */
const maxQuoted = 15
/** Read to find them. */
const maxEarlier = 50

export interface AnswerAbout {
  issueId: string
  channelId: string
  identityId: string
  /** The address of the identity, and those of all copies. */
  recipients: readonly string[]
  /** Microseconds; null: everything that is there now. */
  beforeUs: number | null
}

export interface QuotableRows {
  /** Newest first. */
  rows: EntryRow[]
  hasMore: boolean
  /** Who of the recipients has not had the newest message that is not quoted for this reason. */
  notHadBy: string[]
}

/**
 * What may be quoted below an answer: the mails of this issue between this address and this channel, newest first, until one
 * that somebody among the recipients has not had. So an answer discloses nothing that its readers have not got already. Left
 * out: what a colleague passed on, what a machine wrote, and what never left or came back. Pure.
 */
export function quotableRows(
  rows: readonly EntryRow[],
  sendings: ReadonlyMap<string, Sending>,
  { identityId, recipients, beforeUs }: Pick<AnswerAbout, 'identityId' | 'recipients' | 'beforeUs'>,
): QuotableRows {
  const found: EntryRow[] = []
  for (const row of rows.toReversed()) {
    if (beforeUs !== null && row.recorded_us >= beforeUs) continue
    if (row.identity_id !== identityId || !isQuotable(row, sendings.get(row.id))) continue
    const hadBy = readersOf(row, recipients[0])
    const notHadBy = recipients.filter((address) => !hadBy.has(spelled(address)))
    if (notHadBy.length > 0) return { rows: found, hasMore: false, notHadBy }
    if (found.length === maxQuoted) return { rows: found, hasMore: true, notHadBy: [] }
    found.push(row)
  }
  return { rows: found, hasMore: rows.length === maxEarlier, notHadBy: [] }
}

function isQuotable(row: EntryRow, sending: Sending | undefined): boolean {
  if (row.kind !== 'message' || row.content.type !== 'email' || row.content.forwardedBy) return false
  if (ownWords(row).trim() === '') return false
  if (row.direction === 'in') return true
  return row.direction === 'out' && sending !== undefined && sending.hasLeft && !sending.automatic
}

/** In normal form. */
export function readersOf({ direction, content }: EntryRow, address: string | undefined): Set<string> {
  if (content.type !== 'email') return new Set()
  const { from, to, cc, bcc = [] } = content
  const named = direction === 'in' ? [...(from ? [from] : []), ...to, ...cc] : [...cc, ...bcc]
  return new Set([address ?? '', ...named.map((one) => one.address)].map(spelled))
}

function spelled(address: string): string {
  return mailAddressOf(address) ?? address.toLowerCase()
}

export async function quotableOf(db: Db, about: AnswerAbout): Promise<QuotableRows> {
  const rows = await messagesOfIssue(db, about.issueId, about.channelId, maxEarlier)
  const ours = rows.filter(({ direction }) => direction === 'out').map(({ id }) => id)
  return quotableRows(rows, await sendingsOf(db, ours), about)
}

/** Longer HTML is not read: the text stands for it. */
const maxHtmlChars = 256 * 1024

/** Read when the mail leaves, so that it quotes what is on the issue then. Null where there is nothing to quote. */
export async function quotedConversation(
  db: Db,
  mode: 'last' | 'all',
  about: AnswerAbout,
): Promise<QuotedConversation | null> {
  const found = await quotableOf(db, about)
  const rows = mode === 'last' ? found.rows.slice(0, 1) : found.rows
  if (rows.length === 0) return null
  const htmls = await htmlByEntry(
    db,
    rows.map(({ id }) => id),
    maxHtmlChars,
  )
  return {
    messages: rows.map((row) => ({
      entryId: row.id,
      authorName: row.author_name,
      writtenAt: row.occurred_at,
      text: ownWords(row),
      html: htmls.get(row.id) ?? null,
      content: row.content,
    })),
    hasMore: mode === 'all' && found.hasMore,
  }
}
