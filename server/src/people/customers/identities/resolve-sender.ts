import type { Wording } from '@throughline/protocol/words.ts'
import { assuranceLevels, type Assurance } from '@throughline/protocol/customers/identity.ts'
import type { CountryCode } from 'libphonenumber-js/max'
import type { Tx } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'
import { minuteMs } from '../../../lib/clock.ts'
import { newId } from '../../../lib/ids.ts'
import { normaliseIdentity } from '../normalise/normalise.ts'
import type { Actor } from '../tables.ts'
import { lockCustomer, positionOfOne, type LockedPosition } from '../thread/lock-thread.ts'
import { isStronger } from './assurance.ts'
import { recordEvidence } from './evidence.ts'
import * as queries from './sender-queries.ts'

/** Who wrote, as a channel knows it. */
export interface Sender {
  readonly kind: string
  readonly value: string
  readonly name: string | null
  readonly assurance: Assurance
  /** Where the same value means the same person; empty for everywhere, else the name of a scope, such as a channel's id. */
  readonly scope: string
}

export interface ResolvedSender {
  identity: {
    id: string
    kind: string
    value: string
    /** As stored, after this contact: it may be more than this contact alone would prove. */
    assurance: Assurance
    shared: boolean
    /** Nothing is to be received from it. */
    blocked: boolean
  }
  /** The record that the address belongs to; entries are recorded on it, now and for ever. */
  homeId: string
  canonicalId: string
  /** True for a customer who was made by this contact. */
  created: boolean
  /**
   * The lock on the thread and the next position on it, when finding the sender could take them along; else the caller
   * asks `lockThread`.
   */
  position: LockedPosition | null
  /** What is wrong with the address; it is kept as it was given. */
  problem: Wording | null
}

interface Contact {
  channelId: string
  from: Sender
  now: Date
  defaultRegion?: CountryCode
  /** What else is to be known of the address's holder: done right after the lock, and without a round trip of its own. */
  alsoAsk?: queries.AlsoAsk
}

/** The sender is at a blocked domain: nobody was made a customer, and no position was taken. */
export interface RefusedSender {
  blockedDomain: string
}

/**
 * Finds who wrote, or makes a customer of them, and takes the next position on the thread: the hot path of every inbound
 * message, one statement when the address is known. Only what the address proves counts: a claim finds nobody but an
 * earlier contact with the same claim on the same channel, and a value that identifies nobody (empty, withheld) stands
 * alone each time.
 */
export async function resolveSender(tx: Tx, contact: Contact): Promise<ResolvedSender> {
  const sender = await resolve(tx, contact, { mayRefuse: false })
  if ('blockedDomain' in sender) throw new Error('Nobody asked to refuse it.')
  return sender
}

/** The same, but nobody at a blocked domain becomes a customer or is found: in the same statement. */
export function resolveSenderUnlessBlocked(tx: Tx, contact: Contact): Promise<ResolvedSender | RefusedSender> {
  return resolve(tx, contact, { mayRefuse: true })
}

async function resolve(
  tx: Tx,
  contact: Contact,
  { mayRefuse }: { mayRefuse: boolean },
): Promise<ResolvedSender | RefusedSender> {
  const { from, defaultRegion } = contact
  const { value, problem } = normaliseIdentity(
    from.kind,
    from.value,
    defaultRegion === undefined ? {} : { defaultRegion },
  )
  const address = { kind: from.kind, value, problem, mayRefuse }
  return from.assurance === 'claimed' ? resolveClaim(tx, contact, address) : resolveHolder(tx, contact, address)
}

function refusalOf({ mayRefuse }: Address, { blockedDomain }: queries.SenderRow): RefusedSender | null {
  return mayRefuse && blockedDomain !== null ? { blockedDomain } : null
}

interface Address {
  kind: string
  value: string
  problem: Wording | null
  /** Whether somebody at a blocked domain is refused. */
  mayRefuse: boolean
}

async function resolveHolder(tx: Tx, contact: Contact, address: Address): Promise<ResolvedSender | RefusedSender> {
  const held = { ...address, scopes: contact.from.scope === '' ? [''] : ['', contact.from.scope] }
  const provenBy = assuranceLevels.filter((level) => !isStronger(contact.from.assurance, level))
  for (;;) {
    const found = await queries.findHolder(tx, held, { ...contact, provenBy })
    const refused = refusalOf(address, found)
    if (refused) return refused
    if (found.isBlockedValue || address.value === '') return createAlone(tx, contact, address)
    if (isFound(found)) return recognise(tx, contact, address, found)
    const created = await create(tx, contact, address, {
      scope: contact.from.scope,
      assurance: contact.from.assurance,
    })
    if (created) return created
    // Another first contact from this address was faster and has committed: now it is known.
  }
}

async function resolveClaim(tx: Tx, contact: Contact, address: Address): Promise<ResolvedSender | RefusedSender> {
  const { channelId } = contact
  let found = await queries.findClaimant(tx, address, channelId)
  const refused = refusalOf(address, found)
  if (refused) return refused
  if (found.isBlockedValue || address.value === '') return createAlone(tx, contact, address)
  if (!isFound(found)) {
    await queries.lockClaim(tx, address, channelId)
    found = await queries.findClaimant(tx, address, channelId)
  }
  if (isFound(found)) return recognise(tx, contact, address, found)
  return createAlone(tx, contact, address)
}

type FoundSender = queries.SenderRow & { identityId: string }

function isFound(row: queries.SenderRow): row is FoundSender {
  return row.identityId !== null
}

async function recognise(tx: Tx, contact: Contact, address: Address, found: FoundSender): Promise<ResolvedSender> {
  const { from, now } = contact
  const isRaised = isStronger(from.assurance, found.assurance)
  const name = found.isNameless ? displayName(from, address) : null
  if (isRaised || found.isUndeliverable) {
    await queries.improveSender(tx, found.identityId, from.assurance, now)
    await tellImprovement(tx, contact, address, found, isRaised)
  } else if (now.getTime() - found.lastSeenAt.getTime() > lastSeenPrecisionMs) {
    await queries.touchSender(tx, found.identityId, now)
  }
  if (name !== null && (await queries.nameSender(tx, found.customerId, name, now))) {
    await recordEvents(tx, [{ type: 'customer.updated', customerId: found.customerId }], now)
  }
  return {
    identity: {
      id: found.identityId,
      kind: address.kind,
      value: address.value,
      assurance: isRaised ? from.assurance : found.assurance,
      shared: found.shared,
      blocked: found.blocked,
    },
    homeId: found.customerId,
    canonicalId: found.canonicalId,
    created: false,
    position:
      found.seq === null || found.recordedAtExact === null
        ? null
        : positionOfOne(found.customerId, { seq: found.seq, recordedAtExact: found.recordedAtExact }),
    problem: address.problem,
  }
}

/** A row that is updated by every message of a busy customer gains nothing; a minute is near enough. */
const lastSeenPrecisionMs = minuteMs

async function tellImprovement(
  tx: Tx,
  { from, now, channelId }: Contact,
  address: Address,
  found: FoundSender,
  isRaised: boolean,
): Promise<void> {
  const { identityId, customerId } = found
  const { canonicalId } = await lockCustomer(tx, customerId)
  if (isRaised) {
    const reason = `A contact on channel ${channelId} was ${from.assurance}, after ${found.assurance}.`
    await recordEvidence(tx, { action: 'raise', customerId, identityId, by: theCustomer(from, address), reason }, now)
  }
  await recordEvents(tx, [{ type: 'identity.updated', customerId: canonicalId, data: { identityId } }], now)
}

/** An address that identifies nobody is kept as a mere claim, which no later contact but a claim's own can find. */
async function createAlone(tx: Tx, contact: Contact, address: Address): Promise<ResolvedSender> {
  return (await create(tx, contact, address, { scope: contact.channelId, assurance: 'claimed' }))!
}

async function create(
  tx: Tx,
  { from, now, channelId }: Contact,
  address: Address,
  { scope, assurance }: { scope: string; assurance: Assurance },
): Promise<ResolvedSender | null> {
  const { kind, value, problem } = address
  const identityId = newId()
  const customerId = newId()
  const name = displayName(from, address)
  const sender = { identityId, customerId, kind, scope, value, assurance, provenance: 'inbound' as const, name, now }
  const position = await queries.insertSender(tx, sender)
  if (!position) return null
  const reason = `The first contact on channel ${channelId}.`
  await recordEvidence(tx, { action: 'attach', customerId, identityId, by: theCustomer(from, address), reason }, now)
  await recordEvents(tx, [{ type: 'customer.created', customerId, data: { identityId } }], now)
  return {
    identity: { id: identityId, kind, value, assurance, shared: false, blocked: false },
    homeId: customerId,
    canonicalId: customerId,
    created: true,
    position: positionOfOne(customerId, position),
    problem,
  }
}

function theCustomer(from: Sender, address: Address): Actor {
  return { kind: 'customer', id: null, name: displayName(from, address) ?? address.value }
}

/** A name worth keeping: one line, and not the address once more. */
function displayName(from: Sender, address: Address): string | null {
  const name = (from.name ?? '')
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, maxNameChars)
    .toWellFormed()
  return name === '' || name.toLowerCase() === address.value || name === from.value.trim() ? null : name
}

const maxNameChars = 200
