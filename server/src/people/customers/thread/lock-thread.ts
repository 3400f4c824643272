import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { AppError } from '../../../lib/errors.ts'
import {
  canonicalOf,
  lockCanonicalOf,
  membersOf,
  returnPlaces,
  takePlaces,
  takePlacesOfMember,
  threadOfAddress,
  type Place,
} from './queries.ts'

/** A canonical customer whose row this transaction holds: nobody else writes to the thread, merges it or undoes. */
export interface LockedCustomer {
  canonicalId: string
  /** Every record that stands behind the canonical one, itself first. */
  memberIds: string[]
}

/** What `lockThread` hands out: the lock, and the next place (or places) on the home. */
export interface LockedPlace extends LockedCustomer {
  homeId: string
  /** Of the first place. It counts the home's entries, without gaps. */
  seq: number
  /** Of the first place: later than every entry of the canonical thread. Cut off to milliseconds, as Dates are. */
  recordedAt: Date
  /** The same in UTC to the microsecond, as the database wants it: two entries of one thread never share it. */
  recordedAtExact: string
  /** For callers that find, under the lock, that there is nothing to record. */
  giveBack(tx: Tx): Promise<void>
}

/**
 * Takes the lock under which entries are recorded on `homeId`, and the next `count` places on it.
 *
 * Order of locks, for a caller that takes more than one: the identity, the canonical customer, the home. A caller that
 * waited for a row and then finds that the thread moved under it lets go of everything and begins again (see
 * `ThreadMoved`).
 */
export async function lockThread(
  tx: Tx,
  { homeId, now, count = 1 }: { homeId: string; now: Date; count?: number },
): Promise<LockedPlace> {
  // Nearly every customer stands for itself alone: one statement locks, checks and counts.
  const taken = await takePlaces(tx, homeId, now, count)
  if (!taken) throw unknownCustomer(homeId)
  if (taken.place) return placeOfOne(homeId, taken.place, count)
  if (taken.isAlone) throw new ThreadMoved()
  const locked = await lockCustomer(tx, homeId)
  const place = await takePlacesOfMember(tx, { homeId, memberIds: locked.memberIds, now, count })
  return lockedPlace(locked, homeId, place, count)
}

/** The place of a customer who stands for itself alone, taken under the lock. */
export function placeOfOne(homeId: string, place: Place, count = 1): LockedPlace {
  return lockedPlace({ canonicalId: homeId, memberIds: [homeId] }, homeId, place, count)
}

function lockedPlace(locked: LockedCustomer, homeId: string, place: Place, count: number): LockedPlace {
  const { seq, recordedAtExact } = place
  const recordedAt = new Date(recordedAtExact)
  return { ...locked, homeId, seq, recordedAt, recordedAtExact, giveBack: (tx) => returnPlaces(tx, homeId, count) }
}

/** The lock alone, for callers that change something about a customer without recording an entry. */
export async function lockCustomer(tx: Tx, customerId: string): Promise<LockedCustomer> {
  const locked = await lockCanonicalOf(tx, customerId)
  if (!locked) throw unknownCustomer(customerId)
  if (!locked.isCanonical) throw new ThreadMoved()
  if (locked.id === customerId && locked.joinedCount === 0) return { canonicalId: customerId, memberIds: [customerId] }
  const memberIds = await membersOf(tx, locked.id)
  if (!memberIds.includes(customerId)) throw new ThreadMoved()
  return { canonicalId: locked.id, memberIds }
}

/**
 * A merge or an undo committed while we waited for the thread's lock, and what we hold now is the wrong row. Going on
 * to the right one while holding it could deadlock with the next merge; so the transaction is run again by
 * `transact`, as after a serialization failure.
 */
export class ThreadMoved extends Error {
  readonly code = '40001'
  constructor() {
    super('The thread was merged or taken apart while this waited for it.')
    this.name = 'ThreadMoved'
  }
}

/** The canonical record of the customer now, and all records of its thread, in one round trip. */
export async function threadOf(
  db: Db | Tx,
  customerId: string,
): Promise<{ canonicalId: string; memberIds: readonly string[] }> {
  const memberIds = await membersOf(db, customerId)
  const [canonicalId] = memberIds
  if (canonicalId === undefined) throw unknownCustomer(customerId)
  return { canonicalId, memberIds }
}

/** The same by an address, with the record that the address belongs to. */
export async function threadOfIdentity(
  db: Db | Tx,
  identityId: string,
): Promise<{ homeId: string; canonicalId: string; memberIds: readonly string[] }> {
  const thread = await threadOfAddress(db, identityId)
  if (!thread) throw new AppError('not_found', customerWords.no_such_address())
  return { ...thread, canonicalId: thread.memberIds[0]! }
}

/** The record that stands for the customer now. */
export async function canonicalIdOf(db: Db | Tx, customerId: string): Promise<string> {
  const canonicalId = await canonicalOf(db, customerId)
  if (canonicalId === null) throw unknownCustomer(customerId)
  return canonicalId
}

export function unknownCustomer(customerId: string): AppError {
  return new AppError('not_found', customerWords.no_such_customer(), { internal: { customerId } })
}

/** The place `index` after the first one of a lock that took several. */
export function placeAt(place: LockedPlace, index: number): LockedPlace {
  const recordedAtExact = laterBy(place.recordedAtExact, index)
  return { ...place, seq: place.seq + index, recordedAt: new Date(recordedAtExact), recordedAtExact }
}

function laterBy(time: string, microseconds: number): string {
  const [, toTheSecond, fraction] = /^(.*)\.(\d{6})Z$/.exec(time)!
  const total = Number(fraction) + microseconds
  const second = new Date(Date.parse(`${toTheSecond}Z`) + Math.floor(total / 1e6) * 1000)
  return `${second.toISOString().slice(0, 19)}.${String(total % 1e6).padStart(6, '0')}Z`
}
