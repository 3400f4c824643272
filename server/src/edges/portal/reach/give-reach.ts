import type { BodyOf } from '@throughline/protocol/route.ts'
import type { giveReach as contract } from '@throughline/protocol/webchat/webchat.ts'
import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import { AppError } from '../../../lib/errors.ts'
import {
  attachIdentity,
  canonicalIdOf,
  detachIdentity,
  displayNamesOf,
  holderOf,
  identitiesBehind,
  isBlocked,
  memberIdsOf,
  normaliseIdentity,
  proofOf,
  updateCustomer,
  type Actor,
} from '../../../people/customers/customers.ts'
import { transact, type Tx } from '../../../platform/db/db.ts'
import type { PortalDeps } from '../deps.ts'
import type { Profile } from '../tables.ts'
import { addGiven, changeSession, deviceValueOf, lockSession, type Session } from '../visitors/sessions.ts'

type Given = BodyOf<typeof contract>

/**
 * What a visitor says about themselves. An address is kept as a claim on the visitor's own record: it finds nobody,
 * merges nothing, and gets answers by mail and nothing else.
 */
export async function giveReach(
  deps: Pick<PortalDeps, 'db' | 'clock' | 'changed'>,
  session: Session,
  given: Given,
): Promise<Session> {
  const now = deps.clock.now()
  const { changed, customerId } = await transact(deps.db, async (tx) => {
    const locked = await lockSession(tx, session.id, now)
    const profile = changedProfile(locked.profile, given)
    const own = await holderOf(
      tx,
      locked.account === null
        ? { kind: 'device', value: deviceValueOf(locked), scope: locked.channel_id }
        : { kind: 'account', value: locked.account, scope: '' },
    )
    if (own && (await isBlocked(tx, own.id))) throw new AppError('forbidden', webchatWords.blocked())
    if (own) {
      const by: Actor = { kind: 'customer', id: own.customer_id, name: profile.name ?? 'The visitor' }
      for (const claim of ['email', 'phone'] as const) {
        const before = locked.profile[claim]
        if (before !== undefined && before !== profile[claim]) {
          await dropClaim(tx, own.customer_id, { kind: claim, value: before }, { by, now })
        }
        const said = profile[claim]
        if (said === undefined || given[claim] === undefined) continue
        const identity = { kind: claim, value: said, assurance: proofOf({ kind: 'typed' }).level }
        const kept = await attachIdentity(tx, {
          customerId: own.customer_id,
          identity,
          provenance: 'inbound',
          by,
          now,
        })
        if (claim === 'email') await addGiven(tx, session.id, kept.id)
      }
      await nameNameless(tx, own.customer_id, profile.name, now)
    }
    return {
      changed: await changeSession(tx, session.id, { profile, last_seen_at: now }),
      customerId: own && (await canonicalIdOf(tx, own.customer_id)),
    }
  })
  if (customerId) deps.changed(customerId, [])
  return changed
}

/** What the host vouched for stays the host's word: a visitor adds to it and takes nothing of it away. */
function changedProfile(profile: Profile, given: Given): Profile {
  const changed = { ...profile }
  for (const field of ['name', 'email', 'phone'] as const) {
    const value = given[field]
    if (value === undefined) continue
    if (field !== 'name' && profile[`${field}Verified`]) continue
    if (value === null) delete changed[field]
    else changed[field] = value
  }
  return changed
}

/** A mistyped address is no address of theirs. One that was proven since is. */
async function dropClaim(
  tx: Tx,
  customerId: string,
  { kind, value }: { kind: string; value: string },
  { by, now }: { by: Actor; now: Date },
): Promise<void> {
  const identities = await identitiesBehind(tx, await memberIdsOf(tx, customerId))
  const claim = identities.find(
    (identity) =>
      identity.kind === kind &&
      identity.assurance === 'claimed' &&
      identity.provenance === 'inbound' &&
      !identity.blocked &&
      identity.value === normaliseIdentity(kind, value).value,
  )
  if (claim) await detachIdentity(tx, { identityId: claim.id, by, now })
}

async function nameNameless(tx: Tx, customerId: string, name: string | undefined, now: Date): Promise<void> {
  if (name === undefined) return
  const canonicalId = await canonicalIdOf(tx, customerId)
  if ((await displayNamesOf(tx, [canonicalId])).get(canonicalId) !== null) return
  await updateCustomer(tx, { customerId: canonicalId, displayName: name, now })
}
