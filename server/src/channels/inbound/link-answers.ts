import { canonicalIdsOf, identitiesOf, lockCustomer, noteMailAnswer } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import type { JobKind } from '../../platform/jobs/jobs.ts'
import { entriesByIds } from '../../record/timeline/timeline.ts'
import { linkIssues, referencesOf } from '../../work/issues/issues.ts'
import type { EventOf } from '../../work/reacting/reacting.ts'
import type { OutboundDeps } from '../outbound/deps.ts'
import { messagesNamed } from '../outbound/queries.ts'
import type { InboundDeps } from './deps.ts'

/** Looks whether a message that opened an issue answers a mail of ours that went to somebody else. */
export const linkAnswersJob: JobKind<{ issueId: string; entryId: string }> = {
  name: 'link-answers',
  retryLimit: 20,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
}

/** The reaction to `issue.opened`: after the commit, so that a message that comes in pays nothing for it. */
export async function queueAnswerLinks(
  tx: Tx,
  events: readonly EventOf<'issue.opened'>[],
  { jobs }: Pick<OutboundDeps, 'jobs'>,
): Promise<void> {
  for (const { issueId, entryId, data } of events) {
    // Most messages that open an issue quote nothing.
    if (issueId === null || entryId === null || data.quotes !== true) continue
    await jobs.enqueue(tx, linkAnswersJob, { issueId, entryId })
  }
}

/** A chain of mails names no more of ours. */
const maxReferences = 200
/** One mail may answer several people's; more are no help. */
const maxLinks = 3

/**
 * A message of somebody else that quotes our Message-ID stands on its sender's own thread: names never reach across
 * customers. That it answers a mail of another issue is shown on both, its owner is notified, and it is evidence that both
 * may be one person. Only a Message-ID that nobody can compute counts.
 */
export async function linkAnswers(
  deps: Pick<InboundDeps, 'db' | 'clock' | 'messageKeys' | 'changed'>,
  { issueId, entryId }: { issueId: string; entryId: string },
): Promise<void> {
  const [entry] = await entriesByIds(deps.db, [entryId])
  if (!entry || entry.issue_id !== issueId) return
  const quotes = await referencesOf(deps.db, { id: issueId, customerId: entry.customer_id, limit: maxReferences })
  const named = (await messagesNamed(deps.db, quotes)).filter((one) =>
    deps.messageKeys.isIn(one.provider_id, one.entry_id),
  )
  if (named.length === 0) return
  const answered = await entriesByIds(
    deps.db,
    named.map((one) => one.entry_id),
  )
  const addresses = await identitiesOf(
    deps.db,
    named.map((one) => one.identity_id),
  )
  const linked = new Set<string>()
  for (const { entry_id: id, identity_id: identityId } of named) {
    const mail = answered.find((one) => one.id === id)
    const address = addresses.get(identityId)?.value
    if (!mail?.issue_id || address === undefined || linked.has(mail.issue_id) || linked.size >= maxLinks) continue
    const canonical = await canonicalIdsOf(deps.db, [entry.customer_id, mail.customer_id])
    if (canonical.get(entry.customer_id) === canonical.get(mail.customer_id)) continue
    linked.add(mail.issue_id)
    await link(deps, { issueId, entryId, home: entry.customer_id, mail, address })
  }
}

async function link(
  deps: Pick<InboundDeps, 'db' | 'clock' | 'changed'>,
  {
    issueId,
    entryId,
    home,
    mail,
    address,
  }: {
    issueId: string
    entryId: string
    home: string
    mail: { issue_id: string | null; customer_id: string }
    address: string
  },
): Promise<void> {
  const now = deps.clock.now()
  const answeredId = mail.issue_id!
  const locked = await transact(deps.db, async (tx) => {
    // In one order, whoever answers whom: two that link at once never wait for each other.
    const byHome = new Map<string, string>()
    for (const id of [home, mail.customer_id].toSorted()) byHome.set(id, (await lockCustomer(tx, id)).canonicalId)
    const canonicalId = byHome.get(home)!
    const otherId = byHome.get(mail.customer_id)!
    if (canonicalId === otherId) return null
    const issue = { id: issueId, canonicalId }
    const isNew = await linkIssues(tx, {
      issue,
      answered: { id: answeredId, canonicalId: otherId },
      entryId,
      now,
    })
    if (isNew) await noteMailAnswer(tx, { customerId: home, otherCustomerId: mail.customer_id, address, now })
    return { canonicalId, otherId }
  })
  if (locked === null) return
  deps.changed(locked.canonicalId, [issueId])
  deps.changed(locked.otherId, [answeredId])
}
