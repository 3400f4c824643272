import type { Tx } from '../../../platform/db/db.ts'
import { unknownCustomer } from './find-thread.ts'
import {
  lockCanonicalOf,
  membersOf,
  returnPositions,
  takePositions,
  takePositionsOfMember,
  type Position,
} from './queries.ts'

/** A canonical customer whose row this transaction holds: nobody else writes to the thread, merges it or undoes. */
export interface LockedCustomer {
  canonicalId: string
  /** Every record that stands behind the canonical one, itself first. */
  memberIds: string[]
}

/** What `lockThread` hands out: the lock, and the next position (or positions) on the home. */
export interface LockedPosition extends LockedCustomer {
  homeId: string
  /** Of the first position. It counts the home's entries, without gaps. */
  seq: number
  /** Of the first position: later than every entry of the canonical thread. Cut off to milliseconds, as Dates are. */
  recordedAt: Date
  /** The same in UTC to the microsecond, as the database wants it: two entries of one thread never share it. */
  recordedAtExact: string
  /** For callers that find, under the lock, that there is nothing to record. */
  giveBack(tx: Tx): Promise<void>
}

/**
 * Takes the lock under which entries are recorded on `homeId`, and the next `count` positions on it.
 *
 * Order of locks, for a caller that takes more than one: the identity, the canonical customer, the home. A caller that
 * waited for a row and then finds that the thread moved under it lets go of everything and begins again (see
 * `ThreadMoved`).
 */
export async function lockThread(
  tx: Tx,
  { homeId, now, count = 1 }: { homeId: string; now: Date; count?: number },
): Promise<LockedPosition> {
  // Nearly every customer stands for itself alone: one statement locks, checks and counts.
  const taken = await takePositions(tx, homeId, now, count)
  if (!taken) throw unknownCustomer(homeId)
  if (taken.position) return positionOfOne(homeId, taken.position, count)
  if (taken.isAlone) throw new ThreadMoved()
  const locked = await lockCustomer(tx, homeId)
  const position = await takePositionsOfMember(tx, { homeId, memberIds: locked.memberIds, now, count })
  return lockedPosition(locked, homeId, position, count)
}

/** The place of a customer who stands for itself alone, taken under the lock. */
export function positionOfOne(homeId: string, position: Position, count = 1): LockedPosition {
  return lockedPosition({ canonicalId: homeId, memberIds: [homeId] }, homeId, position, count)
}

function lockedPosition(locked: LockedCustomer, homeId: string, position: Position, count: number): LockedPosition {
  const { seq, recordedAtExact } = position
  const recordedAt = new Date(recordedAtExact)
  return { ...locked, homeId, seq, recordedAt, recordedAtExact, giveBack: (tx) => returnPositions(tx, homeId, count) }
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

/** The position `index` after the first one of a lock that took several. */
export function positionAt(position: LockedPosition, index: number): LockedPosition {
  const recordedAtExact = laterBy(position.recordedAtExact, index)
  return { ...position, seq: position.seq + index, recordedAt: new Date(recordedAtExact), recordedAtExact }
}

function laterBy(time: string, microseconds: number): string {
  const [, toTheSecond, fraction] = /^(.*)\.(\d{6})Z$/.exec(time)!
  const total = Number(fraction) + microseconds
  const second = new Date(Date.parse(`${toTheSecond}Z`) + Math.floor(total / 1e6) * 1000)
  return `${second.toISOString().slice(0, 19)}.${String(total % 1e6).padStart(6, '0')}Z`
}
