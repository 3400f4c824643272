import type { Claimed } from './claimed.ts'

/** Which leases of a kind a node takes and gives back, so that each node has about as many. Pure. */

/** What a node knows of a lease that it wants. */
type Wish = Pick<Claimed, 'isFree' | 'isEnding' | 'isLeaving'> & {
  wanted: { name: string }
  lease: { fence: number } | null
}

/** How many of `wanted` leases a node takes when `others` would take some too. */
export function shareOf(wanted: number, others: number): number {
  return Math.ceil(wanted / (others + 1))
}

/** Those that it has beyond its share, the newest ones: it gives them back for a node that has come. */
export function surplusOf<One extends Wish>(wishes: readonly One[], others: number): One[] {
  const wanted = wishes.filter(({ isLeaving }) => !isLeaving)
  const held = wanted.filter(({ lease, isEnding }) => lease !== null && !isEnding)
  const surplus = held.length - shareOf(wanted.length, others)
  const newestFirst = held.toSorted((a, b) => b.lease!.fence - a.lease!.fence)
  return newestFirst.slice(0, Math.max(0, surplus))
}

/** Those of the `free` ones that it takes, beginning with the one at `from`, so that not all nodes begin with the same. */
export function chooseFree<One extends Wish>(
  wishes: readonly One[],
  others: number,
  { free, from }: { free: readonly string[]; from: number },
): One[] {
  const wanted = wishes.filter(({ isLeaving }) => !isLeaving)
  const held = wanted.filter(({ lease }) => lease !== null)
  const room = Math.max(0, shareOf(wanted.length, others) - held.length)
  const takeable = wanted.filter(({ isFree, wanted: { name } }) => isFree && free.includes(name))
  const first = takeable.length === 0 ? 0 : from % takeable.length
  return [...takeable.slice(first), ...takeable.slice(0, first)].slice(0, room)
}
