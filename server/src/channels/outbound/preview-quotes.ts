import { issueWords } from '@throughline/protocol/issues/words.ts'
import type { Quotable } from '@throughline/protocol/timeline/quotable.ts'
import { customerSubject, identitiesOf, threadOf } from '../../people/customers/customers.ts'
import { refuseUnlessCan, type Caller } from '../../platform/http/http.ts'
import { lastMailOf, ownWords } from '../../record/timeline/timeline.ts'
import { issueById, issueSubject } from '../../work/issues/issues.ts'
import { AppError } from '../../lib/errors.ts'
import type { OutboundDeps } from './deps.ts'
import { othersReadAnswers } from './outbound-message.ts'
import { quotableOf, readersOf } from './quoted.ts'

const shownChars = 500

/** What an answer would quote, before it is written: its author sees what will leave. By the rules by which it is quoted then. */
export async function previewQuotes(
  deps: Pick<OutboundDeps, 'db' | 'store'>,
  {
    customerId,
    issueId,
    by,
    ...to
  }: {
    customerId: string
    issueId?: string | undefined
    channelId?: string | undefined
    identityId?: string | undefined
    by: Caller
  },
): Promise<Quotable> {
  const { db, store } = deps
  const { memberIds } = await threadOf(db, customerId)
  for (const id of memberIds) refuseUnlessCan(by, 'thread.read', customerSubject(id))
  const nothing: Quotable = { quotes: 'none', messages: [], hasMore: false }
  if (issueId === undefined) return nothing
  const issue = await issueById(db, issueId)
  if (!issue || !memberIds.includes(issue.customer_id)) throw new AppError('not_found', issueWords.not_of_customer())
  refuseUnlessCan(by, 'thread.read', issueSubject(issue, issueWords.not_of_customer))
  const last = await lastMailOf(db, issueId)
  const channelId = to.channelId ?? last?.channel_id ?? null
  const identityId = to.identityId ?? last?.identity_id ?? null
  if (channelId === null || identityId === null) return nothing
  const [channel, identities] = await Promise.all([store.find(channelId), identitiesOf(db, [identityId])])
  const identity = identities.get(identityId)
  const quotes = channel?.adapter.quotes?.(channel.settings) ?? 'none'
  if (!identity || quotes === 'none' || (await othersReadAnswers(deps, identity, issue))) return nothing
  const about = { issueId, channelId, identityId, recipients: [identity.value], beforeUs: null }
  const { rows, hasMore } = await quotableOf(db, about)
  // As for an address that is not there: of others' addresses nothing is said.
  if (rows.length === 0) return nothing
  return {
    quotes,
    messages: rows.map((row) => ({
      entryId: row.id,
      author: row.author_name,
      at: row.occurred_at.toISOString(),
      text: ownWords(row).slice(0, shownChars).toWellFormed(),
      hadBy: [...readersOf(row, identity.value)],
    })),
    hasMore,
  }
}
