import { canonicalIdOf, holderOf, homeOfIdentity, memberIdsOf } from '../../../people/customers/customers.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { Session } from './sessions.ts'

/**
 * Whose thread a visitor sees, and which part of it. Read each time something is shown, so that an undone merge or a
 * detached address applies at once.
 */
export type Standing =
  /** All messages of the customer. */
  | { kind: 'signed-in'; subjectId: string; canonicalId: string; memberIds: string[] }
  /** What was said through the device, and the answers by mail, from an address that it gave, to what it began. */
  | {
      kind: 'anonymous'
      subjectId: string
      canonicalId: string
      memberIds: string[]
      /** The device's own record, whatever it was merged with, and the chat that it talks on. */
      homeId: string
      channelId: string
      givenIds: readonly string[]
    }
  /** Nothing is there yet. */
  | { kind: 'new' }

export async function standingOf(db: Db | Tx, session: Session): Promise<Standing> {
  if (session.account !== null) {
    const holder = await holderOf(db, { kind: 'account', value: session.account, scope: '' })
    if (!holder) return { kind: 'new' }
    return { kind: 'signed-in', subjectId: holder.id, ...(await threadOf(db, holder.customer_id)) }
  }
  if (session.device_identity_id === null) return { kind: 'new' }
  const homeId = await homeOfIdentity(db, session.device_identity_id)
  return {
    kind: 'anonymous',
    subjectId: session.device_identity_id,
    homeId,
    channelId: session.channel_id,
    givenIds: session.given_identity_ids,
    ...(await threadOf(db, homeId)),
  }
}

async function threadOf(db: Db | Tx, customerId: string): Promise<{ canonicalId: string; memberIds: string[] }> {
  const canonicalId = await canonicalIdOf(db, customerId)
  return { canonicalId, memberIds: await memberIdsOf(db, canonicalId) }
}
