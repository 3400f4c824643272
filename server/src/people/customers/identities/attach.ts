import { joinWordings, untranslated } from '@throughline/protocol/words.ts'
import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { NewIdentity } from '@throughline/protocol/customers/identity.ts'
import type { CountryCode } from 'libphonenumber-js/max'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'
import { AppError, fieldError, quotedUnlessOurs } from '../../../lib/errors.ts'
import { newId } from '../../../lib/ids.ts'
import { blockOf } from '../blocking/queries.ts'
import { normaliseIdentity } from '../normalise/normalise.ts'
import type { Actor } from '../tables.ts'
import { canonicalIdOf } from '../thread/find-thread.ts'
import { lockCustomer } from '../thread/lock-thread.ts'
import { membersOf } from '../thread/queries.ts'
import { isStronger } from './assurance.ts'
import { recordEvidence } from './evidence.ts'
import { identityInUse } from './in-use.ts'
import { makeRoom, maxOfKind } from './limits.ts'
import * as queries from './queries.ts'
import { raiseAssurance } from './raise-assurance.ts'

export interface Attachment {
  customerId: string
  identity: z.infer<typeof NewIdentity>
  provenance: queries.IdentityRow['provenance']
  by: Actor
  now: Date
  /** False: an address that the customer has already stays as sure as it is. */
  mayRaise?: boolean
  /** False: nothing that is attached makes two records one. */
  mayMerge?: boolean
  defaultRegion?: CountryCode
}

/**
 * Attaches an address to a customer. What the customer has already is kept and at most raised; what somebody else
 * holds is refused with who that is, for whether two are one person is for a person to say.
 */
export async function attachIdentity(tx: Tx, attachment: Attachment): Promise<queries.IdentityRow> {
  const { identity, by, now } = attachment
  const { kind, assurance } = identity
  const value = await usableValue(tx, attachment)
  for (;;) {
    const canonicalId = await canonicalIdOf(tx, attachment.customerId)
    const present = await presentIdentity(tx, canonicalId, kind, value)
    if (present) return strengthen(tx, attachment, present)

    const row = await queries.insertIdentity(tx, {
      id: newId(),
      customer_id: canonicalId,
      kind,
      scope: '',
      value,
      label: identity.label ?? null,
      assurance,
      provenance: attachment.provenance,
      first_seen_at: now,
    })
    if (!row) {
      const holder = await queries.linkOf(tx, { kind, value, scope: '' })
      // Nobody holds it any more, or one of our own records does by now: look again.
      if (!holder || (await canonicalIdOf(tx, holder.customer_id)) === canonicalId) continue
      throw await identityInUse(tx, holder)
    }
    const locked = await lockCustomer(tx, canonicalId)
    await keepWithinLimit(tx, attachment, row, locked)
    const reason = identity.reason === undefined ? `Added by ${by.name}.` : `Added by ${by.name}. ${identity.reason}`
    await recordEvidence(tx, { action: 'attach', customerId: canonicalId, identityId: row.id, by, reason }, now)
    const data = { identityId: row.id }
    await recordEvents(tx, [{ type: 'identity.attached', customerId: locked.canonicalId, data }], now)
    return row
  }
}

async function usableValue(tx: Tx, { identity, defaultRegion }: Attachment): Promise<string> {
  const { kind } = identity
  const options = defaultRegion === undefined ? {} : { defaultRegion }
  const { value, problem } = normaliseIdentity(kind, identity.value, options)
  if (problem !== null) {
    throw new AppError('invalid_request', problem, { details: { errors: [fieldError('value', problem)] } })
  }
  if (await queries.isBlockedValue(tx, kind, value)) {
    const why = customerWords.identifies_nobody({ address: value })
    throw new AppError('invalid_request', why, { details: { errors: [fieldError('value', why)] } })
  }
  return value
}

/** The customer's own, in any scope: a link rather than a claim. */
async function presentIdentity(tx: Tx, canonicalId: string, kind: string, value: string) {
  const identities = await queries.identitiesOfCustomers(tx, await membersOf(tx, canonicalId))
  return identities.find((identity) => identity.kind === kind && identity.value === value)
}

async function strengthen(
  tx: Tx,
  { identity, by, now, mayRaise = true, mayMerge }: Attachment,
  present: queries.IdentityRow,
): Promise<queries.IdentityRow> {
  const { label, assurance } = identity
  if (label !== undefined && label !== present.label) await queries.changeIdentity(tx, present.id, { label })
  if (mayRaise && isStronger(assurance, present.assurance)) {
    const again = customerWords.added_again({ name: by.name, assurance })
    const reason =
      identity.reason === undefined ? again : joinWordings(again, quotedUnlessOurs(untranslated(identity.reason)))
    const raise = {
      identityId: present.id,
      assurance,
      by,
      reason,
      now,
      ...(mayMerge === undefined ? {} : { mayMerge }),
    }
    const raised = await raiseAssurance(tx, raise)
    if (raised.state === 'held') throw await identityInUse(tx, raised.holder)
  }
  return (await queries.identityById(tx, present.id))!
}

async function keepWithinLimit(
  tx: Tx,
  { by, now }: Attachment,
  added: queries.IdentityRow,
  { canonicalId, memberIds }: { canonicalId: string; memberIds: readonly string[] },
): Promise<void> {
  // What is dropped would be let in again.
  const block = await blockOf(tx, memberIds)
  const others = (await queries.identitiesOfCustomers(tx, memberIds))
    .filter((identity) => identity.kind === added.kind && identity.id !== added.id)
    .map((identity) => ({
      ...identity,
      blocked: identity.blocked || block !== null,
      lastSeenAt: identity.last_seen_at,
    }))
  const room = makeRoom(added.kind, others, added.assurance)
  if (room.state === 'enough') return
  if (room.state === 'full' || !(await queries.dropIdentity(tx, room.dropId, now))) {
    throw new AppError(
      'invalid_request',
      customerWords.too_many_addresses({ max: maxOfKind(added.kind), kind: added.kind }),
    )
  }
  const customerId = others.find(({ id }) => id === room.dropId)!.customer_id
  const reason = `It gave way to ${added.value}: more than ${maxOfKind(added.kind)} of one kind are not kept.`
  await recordEvidence(tx, { action: 'drop', customerId, identityId: room.dropId, by, reason }, now)
  const data = { identityId: room.dropId, dropped: true as const }
  await recordEvents(tx, [{ type: 'identity.detached', customerId: canonicalId, data }], now)
}
