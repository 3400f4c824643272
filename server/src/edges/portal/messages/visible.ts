import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import type { Delivery } from '@throughline/protocol/timeline/delivery.ts'
import type { EntryRow } from '../../../record/timeline/timeline.ts'
import type { Standing } from '../visitors/standing.ts'

/** By whom the copy of a reply is written that goes by mail. Visitors have the reply itself. */
export const mailCopyAuthor = 'portal-mail'

type Seen = Pick<EntryRow, 'kind' | 'direction' | 'identity_id' | 'author_id'>

/** What is known of an entry beside its row. */
export interface Circumstances {
  delivery: Delivery | undefined
  /** Of the address that it came through or went to. */
  assurance: Assurance | undefined
  /** The issue of the message of ours that it answered by token, if it did. */
  answered: { homeId: string; firstChannelId: string | null } | undefined
}

/**
 * Whether a visitor may see an entry. The one rule for pages, streams, files and counts. Pure.
 *
 * Only messages, never notes or events; what we wrote only once it has left, so that what is held back or was taken
 * back is never seen. A visitor whom the site signed in sees the customer's messages. An anonymous visitor sees the
 * messages of this device and the answers to them.
 *
 * An address that was merely given opens nothing of its own: of what it wrote, only the answers that carry our token and
 * belong to a conversation that began in this chat, by this visitor. Once the site has said whose account it is, its
 * owner reads by signing in, and a device that is not signed in sees no more of it.
 */
export function isVisible(entry: Seen, standing: Standing, circumstances: Circumstances): boolean {
  const { delivery, assurance, answered } = circumstances
  if (standing.kind === 'new' || entry.kind !== 'message' || entry.direction === 'internal') return false
  if (entry.direction === 'out' && (!hasLeft(delivery) || entry.author_id === mailCopyAuthor)) return false
  if (standing.kind === 'signed-in') {
    if (assurance !== 'claimed') return true
    return entry.direction === 'in' && answered !== undefined && standing.memberIds.includes(answered.homeId)
  }
  if (entry.identity_id === null) return false
  if (entry.identity_id === standing.subjectId) return true
  return (
    entry.direction === 'in' &&
    standing.givenIds.includes(entry.identity_id) &&
    assurance !== 'host-authenticated' &&
    answered?.homeId === standing.homeId &&
    answered.firstChannelId === standing.channelId
  )
}

function hasLeft(delivery: Delivery | undefined): boolean {
  return delivery?.state === 'sent' || delivery?.state === 'delivered' || delivery?.state === 'read'
}
