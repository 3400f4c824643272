import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import { homeOfIdentity, identitiesOf, isBlocked, lockThread } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { dayMs } from '../../lib/clock.ts'
import type { EventOf } from '../../work/reacting/reacting.ts'
import { entryByEcho } from '../../record/timeline/timeline.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import { acknowledgeJob, type Owed } from './jobs.ts'
import { answersPerHour, mayAcknowledge } from './may-acknowledge.ts'
import { countAutomaticAnswer, countAutomaticSince, isWrittenTo } from './automatic-answers.ts'
import { appendMessage } from './append-message.ts'
import { whyNotSend } from './consent.ts'
import type { OutboundDeps } from './deps.ts'

/** The brake: an address that gets this many automatic answers in a day is probably a machine that answers back. */
const maxAutomatic = { count: 10, windowMs: dayMs }

const author: Author = { kind: 'system', id: 'acknowledgement', name: 'Automatic answer' }

/** The reaction to `issue.opened`: a job, written in the transaction in which the event is consumed. */
export async function queueAcknowledgements(
  tx: Tx,
  events: readonly EventOf<'issue.opened'>[],
  { store, jobs }: OutboundDeps,
): Promise<void> {
  for (const { issueId, entryId, data } of events) {
    const { channelId, identityId, mayAnswer, assurance = 'claimed' } = data
    if (!mayAnswer || channelId === undefined || identityId === undefined) continue
    if (issueId === null || entryId === null) continue
    const channel = await store.find(channelId)
    if (!channel?.enabled || !channel.adapter.acknowledgement?.(channel.settings)) continue
    await jobs.enqueue(tx, acknowledgeJob, { issueId, entryId, channelId, identityId, assurance })
  }
}

/** Writes the automatic answer. The job may run twice; the echoId makes one entry of it. */
export async function acknowledge(
  deps: OutboundDeps,
  { issueId, channelId, identityId, assurance }: Omit<Owed, 'entryId'>,
): Promise<void> {
  const channel = await deps.store.find(channelId)
  const answer = channel?.enabled ? channel.adapter.acknowledgement?.(channel.settings) : null
  if (!channel || !answer || channel.adapter.whyNotSend?.(channel.settings)) return
  const now = deps.clock.now()
  const homeId = await homeOfIdentity(deps.db, identityId)
  const echoId = `acknowledge:${issueId}`
  const customerId = await transact(deps.db, async (tx) => {
    const position = await lockThread(tx, { homeId, now })
    const before = await entryByEcho(tx, position.memberIds, author.id!, echoId)
    if (before || !(await mayBeSent(tx, { channel, identityId, assurance, now }))) {
      await position.giveBack(tx)
      return null
    }
    await appendMessage(tx, deps, position, {
      channel,
      identityId,
      author,
      caller: null,
      issueId,
      message: { kind: 'message', text: answer.text },
      isByRule: true,
      isAutomaticAnswer: true,
      threading: { reason: 'chosen', ...threadingWords.acknowledges() },
      echoId,
      holdUntil: null,
      now,
    })
    return position.canonicalId
  })
  if (customerId !== null) deps.changed(customerId, [issueId])
}

/** Counts it, too, so it is asked last. */
async function mayBeSent(
  tx: Tx,
  {
    channel,
    identityId,
    assurance,
    now,
  }: { channel: ConfiguredChannel; identityId: string; assurance: Assurance; now: Date },
): Promise<boolean> {
  if (await isBlocked(tx, identityId)) return false
  if ((await whyNotSend(tx, channel, { identityId })) !== null) return false
  if (!mayAcknowledge({ assurance, isWrittenTo: await isWrittenTo(tx, identityId) })) return false
  const sentLately = await countAutomaticSince(tx, identityId, new Date(now.getTime() - maxAutomatic.windowMs))
  if (sentLately >= maxAutomatic.count) return false
  const address = (await identitiesOf(tx, [identityId])).get(identityId)?.value ?? ''
  const domain = address.slice(address.lastIndexOf('@') + 1)
  return countAutomaticAnswer(tx, { domain, limit: answersPerHour(assurance), now })
}
