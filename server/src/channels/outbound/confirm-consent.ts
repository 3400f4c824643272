import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import { newId } from '../../lib/ids.ts'
import { lockThread } from '../../people/customers/customers.ts'
import type { Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import { appendEntry } from '../../record/timeline/timeline.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import { outboundContent } from './content.ts'
import type { OutboundDeps } from './deps.ts'
import { queueDelivery } from './queue-delivery.ts'

const author: Author = { kind: 'system', id: 'consent', name: 'Automatic answer' }

export interface Confirmation {
  channel: ConfiguredChannel
  identityId: string
  homeId: string
  /** As the consent names it: the gate lets this one through. */
  entryId: string | null
  text: string
  now: Date
}

/**
 * Tells a customer that their word was heard: a message on the thread in no issue, since nobody has a problem. It waits
 * behind what was written before, which is not sent any more.
 */
export async function appendConfirmation(
  tx: Tx,
  deps: Pick<OutboundDeps, 'jobs' | 'store'>,
  { channel, identityId, homeId, text: asked, now, ...named }: Confirmation,
): Promise<void> {
  const { text, html, content } = outboundContent(channel.adapter, { kind: 'message', text: asked })
  const position = await lockThread(tx, { homeId, now })
  const { canonicalId: customerId } = position
  const entryId = named.entryId ?? newId()
  await appendEntry(tx, position, {
    id: entryId,
    kind: 'message',
    direction: 'out',
    channelId: channel.id,
    identityId,
    author,
    issueId: null,
    text,
    content,
    html,
    occurredAt: now,
    threading: { reason: 'none', ...threadingWords.confirms_consent() },
  })
  const to = { entryId, customerId, homeId, channelId: channel.id, identityId, automatic: true, now }
  const { events } = await queueDelivery(tx, deps, to)
  await recordEvents(tx, [{ type: 'entry.appended', customerId, entryId }, ...events], now)
}
