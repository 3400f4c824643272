import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import { joinWordings } from '@throughline/protocol/words.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Threading } from '@throughline/protocol/timeline/entry.ts'
import type { HeldAddress } from '../../people/customers/customers.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { NewEvent } from '../../platform/events/events.ts'
import { dayMs, minuteMs } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import { chooseIssue, type Choice } from './choosing/choose.ts'
import { mergeIssueRows } from './changing/merge-issues.ts'
import { beginningOf, titleOf } from './last-text.ts'
import { endSnooze } from './changing/snooze.ts'
import { describeMatter, mergeMatter } from './matter/matter.ts'
import { candidateIssues, candidateIssuesOfHolder, type CandidateRow } from './choosing/candidates.ts'
import { insertIssue, insertReferences } from './queries.ts'
import { touchByCustomer, touchByUs, touchContact } from './touches.ts'
import { afterCustomerWrote, isInTrash } from './state.ts'

/** A resolved issue is woken by a message on the same matter for this long; afterwards it is a new problem. */
const reopenWindowMs = 30 * dayMs
/** A silence longer than this ends a contact. */
export const contactGapMs = 30 * minuteMs

/** A thread whose lock the caller holds. */
export interface LockedThread {
  homeId: string
  canonicalId: string
  memberIds: readonly string[]
  /** It began in this transaction: there is nothing on it yet. */
  isNew?: boolean
}

export interface CustomersMessage {
  channelId: string
  identityId: string
  subject: string | null
  text: string
  /** Without what it quotes: the list shows its beginning. */
  ownText: string
  senderName: string | null
  by: Author
  /** What the message is called, and what it quotes. */
  reference: string | null
  quotes: readonly string[]
  named: { issueId: string; by: 'reply_address' | 'button' } | null
  isLive: boolean
  /** An automatic answer: joins what it quotes, wakes nothing, opens nothing. */
  appendOnly: boolean
  now: Date
}

/** The candidates of an address's holder, read under the lock; of use when the thread is that holder's alone. */
export type EarlyCandidates = Awaited<ReturnType<typeof candidateIssuesOfHolder>>

/** Reads them with the sender, so that `issueForMessage` need not ask. */
export function readCandidatesEarly(
  tx: Tx,
  address: HeldAddress,
  message: Pick<CustomersMessage, 'reference' | 'quotes' | 'named' | 'now'>,
): Promise<EarlyCandidates> {
  return candidateIssuesOfHolder(tx, address, namingOf(message), resolvedSince(message.now))
}

export interface IssueForMessage {
  issueId: string | null
  threading: Threading
  opened: boolean
  events: NewEvent[]
}

/**
 * Finds the issue of a customer's message, or opens one, and moves it on: status, contact, references. Reads once, or not
 * at all when the candidates were read with the sender under the same lock, and puts its writes off to the transaction's
 * end. The entry itself is appended by the caller.
 */
export async function issueForMessage(
  tx: Tx,
  thread: LockedThread,
  message: CustomersMessage,
  early: EarlyCandidates = null,
): Promise<IssueForMessage> {
  const { now, by } = message
  const candidates = await candidatesOf(tx, thread, message, early)
  const matter = describeMatter({ subject: message.subject, text: message.text, senderName: message.senderName })
  const choice = chooseIssue(candidates, {
    named: message.named,
    quotesOthers: message.quotes.length > 0,
    isLive: message.isLive,
    matter,
    now,
  })
  if (message.appendOnly) return joinSilently(tx, choice, message)

  const lastText = beginningOf(message.ownText)
  const { homeId, canonicalId: customerId } = thread
  const issueId = choice.kind === 'join' ? choice.issue.id : newId()
  const events: NewEvent[] = []
  const wasInTrash = choice.kind === 'join' && isInTrash(choice.issue)
  if (choice.kind === 'open') {
    await insertIssue(tx, {
      id: issueId,
      homeId,
      subject: titleOf(message),
      status: 'open',
      channelId: message.channelId,
      contactAt: now,
      at: now,
      by,
      lastText,
      matter,
      likelyIssueId: choice.likely?.issueId ?? null,
      likelyReason: choice.likely?.reason ?? null,
      ownerId: null,
    })
    events.push({ type: 'issue.opened', customerId, issueId })
  } else {
    for (const absorbed of choice.absorb) {
      const { memberIds } = thread
      await mergeIssueRows(tx, { into: choice.issue, from: absorbed, memberIds }, { by, at: now })
      events.push({ type: 'issue.merged', customerId, issueId: absorbed.id, data: { intoIssueId: issueId } })
    }
    await endSnooze(tx, choice.issue)
    const wasResolved = choice.issue.status === 'resolved'
    await touchByCustomer(tx, {
      id: issueId,
      status: afterCustomerWrote(choice.issue.status),
      reopened: wasResolved,
      channelId: message.channelId,
      at: now,
      by,
      lastText,
      matter: mergeMatter(choice.issue.matter, matter),
    })
    const data = wasInTrash ? { wasInTrash } : {}
    events.push(
      wasResolved
        ? { type: 'issue.reopened', customerId, issueId, data }
        : { type: 'issue.updated', customerId, issueId },
    )
  }
  await insertReferences(tx, homeId, namingOf(message).references, issueId)
  await touchContact(tx, {
    id: newId(),
    homeId,
    issueId,
    channelId: message.channelId,
    identityId: message.identityId,
    at: now,
    since: new Date(now.getTime() - contactGapMs),
  })
  const threading = wasInTrash
    ? { ...choice.threading, ...joinWordings({ words: [], ...choice.threading }, threadingWords.back_from_trash()) }
    : choice.threading
  return { issueId, threading, opened: choice.kind === 'open', events }
}

async function candidatesOf(
  tx: Tx,
  { memberIds, isNew }: LockedThread,
  message: CustomersMessage,
  early: EarlyCandidates,
): Promise<CandidateRow[]> {
  if (isNew) return []
  if (early && memberIds.length === 1 && memberIds[0] === early.holderId) return early.candidates
  return candidateIssues(tx, memberIds, namingOf(message), resolvedSince(message.now))
}

function namingOf({ reference, quotes, named }: Pick<CustomersMessage, 'reference' | 'quotes' | 'named'>) {
  return { references: reference === null ? quotes : [reference, ...quotes], issueId: named?.issueId ?? null }
}

const resolvedSince = (now: Date): Date => new Date(now.getTime() - reopenWindowMs)

async function joinSilently(tx: Tx, choice: Choice, message: CustomersMessage): Promise<IssueForMessage> {
  const isNamed = choice.kind === 'join' && choice.threading.reason !== 'same_matter'
  if (!isNamed) {
    return { issueId: null, threading: { reason: 'none', ...threadingWords.automatic() }, opened: false, events: [] }
  }
  const { id, status } = choice.issue
  await touchByUs(tx, { id, status, at: message.now, by: message.by, lastText: null })
  return { issueId: id, threading: choice.threading, opened: false, events: [] }
}
