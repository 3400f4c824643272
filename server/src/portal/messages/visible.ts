import type { Delivery } from '@throughline/protocol/entries.ts'
import type { EntryRow } from '../../timeline/timeline.ts'
import type { Standing } from '../visitors/standing.ts'

/** By whom the copy of a reply is written that goes by mail. Visitors have the reply itself. */
export const mailCopyAuthor = 'portal-mail'

type Seen = Pick<EntryRow, 'kind' | 'direction' | 'identity_id' | 'author_id' | 'threading' | 'issue_id' | 'channel_id'>

/**
 * Whether a visitor may see an entry. The one rule for pages, streams and files. Pure.
 *
 * Only messages, never notes or events; what we wrote only once it has left, so that what is held back or was taken
 * back is never seen. An anonymous visitor sees what was said through this very device and the answers to it, and a
 * mail that came to the reply address of a mail to an address given on this device.
 */
export function isVisible(entry: Seen, standing: Standing, delivery: Delivery | undefined): boolean {
  if (standing.kind === 'new' || entry.kind !== 'message' || entry.direction === 'internal') return false
  if (entry.direction === 'out' && (!hasLeft(delivery) || entry.author_id === mailCopyAuthor)) return false
  if (standing.kind === 'signed-in') return true
  if (entry.identity_id === null) return false
  if (entry.identity_id === standing.subjectId) return true
  return (
    entry.direction === 'in' &&
    entry.threading.reason === 'reply_address' &&
    standing.givenIds.includes(entry.identity_id)
  )
}

function hasLeft(delivery: Delivery | undefined): boolean {
  return delivery?.state === 'sent' || delivery?.state === 'delivered' || delivery?.state === 'read'
}
