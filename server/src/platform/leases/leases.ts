/**
 * Work that one node does at a time: reading a mailbox, running a schedule. Each node that could do the work claims its
 * lease; one node is given it and begins. When that node stops, another begins within a second, and when it is killed, within
 * seconds.
 *
 * Owns `leases` and `lease_takers`. A lease ends six seconds after it was last renewed, by the database's clock; the holder
 * stops by its own clock a second before that. A holder that was paused and does not know yet that it has lost the lease
 * is stopped by `check`, in the transaction in which it wants to write. Nodes share the leases of a kind about equally.
 *
 * Refuses to know what the work is, and to elect a leader: each lease is for itself.
 */
export type { Wanted, Work } from './claimed.ts'
export { createLeases, type Claim, type Leases } from './keep.ts'
export { isLeaseLost, type Lease } from './lease.ts'
export { currentLeases, measureLeases, readUnheldLeases } from './reading.ts'
