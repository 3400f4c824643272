import { holderOf, threadOf, threadOfIdentity } from '../../../people/customers/customers.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { Session } from './sessions.ts'

/**
 * Whose thread a visitor sees, and which part of it. Read each time something is shown, so that an undone merge or a
 * detached address applies at once.
 */
export type Standing =
  /** All messages of the customer. */
  | { kind: 'signed-in'; subjectId: string; canonicalId: string; memberIds: readonly string[] }
  /** What was said through the device, and the answers by mail, from an address that it gave, to what it began. */
  | {
      kind: 'anonymous'
      subjectId: string
      canonicalId: string
      memberIds: readonly string[]
      /** The device's own record, whatever it was merged with, and the chat that it talks on. */
      homeId: string
      channelId: string
      givenIds: readonly string[]
    }
  /** Nothing is there yet. */
  | { kind: 'new' }

/** Whether the visitor has said nothing yet, on this device or with this account. */
export async function isNewVisitor(db: Db | Tx, session: Session): Promise<boolean> {
  if (session.account === null) return session.device_identity_id === null
  return (await holderOf(db, { kind: 'account', value: session.account, scope: '' })) === null
}

export async function standingOf(db: Db | Tx, session: Session): Promise<Standing> {
  if (session.account !== null) {
    const holder = await holderOf(db, { kind: 'account', value: session.account, scope: '' })
    if (!holder) return { kind: 'new' }
    const { canonicalId, memberIds } = await threadOf(db, holder.customer_id)
    return { kind: 'signed-in', subjectId: holder.id, canonicalId, memberIds }
  }
  if (session.device_identity_id === null) return { kind: 'new' }
  const { homeId, canonicalId, memberIds } = await threadOfIdentity(db, session.device_identity_id)
  return {
    kind: 'anonymous',
    subjectId: session.device_identity_id,
    homeId,
    channelId: session.channel_id,
    givenIds: session.given_identity_ids,
    canonicalId,
    memberIds,
  }
}
