import { secondMs, type Clock } from '../../lib/clock.ts'
import { staffAddresses } from '../../people/staff/staff.ts'
import type { Db } from '../../platform/db/db.ts'
import type { ChannelStore } from '../configuring/channel-store.ts'
import { ownAddresses } from './own-addresses.ts'
import { usOf, type KnownUs } from './us.ts'

/**
 * Who "we" are, for the whole installation. Owns the answer to "is this address ours?", which is read for every message
 * and therefore from memory. Refuses to say who somebody is because of a From: that one is us is a claim, too.
 */
export interface WhoIsUs {
  now(): Promise<KnownUs>
  /** Something of it has changed: read afresh next time. */
  refresh(): void
}

/** A change that no hint tells of, such as a domain that was declared at another node, is seen this soon. */
const freshForMs = 10 * secondMs

export function createWhoIsUs({
  db,
  store,
  clock,
}: {
  db: Db
  store: Pick<ChannelStore, 'all'>
  clock: Clock
}): WhoIsUs {
  let known: Promise<KnownUs> | null = null
  let readAt = 0

  async function read(): Promise<KnownUs> {
    const [channels, staff, declared] = await Promise.all([store.all(), staffAddresses(db), ownAddresses(db)])
    return usOf({
      ...declared,
      staff,
      channels: channels.map(({ id, adapter, settings }) => ({
        id,
        ...((settings !== null && adapter.ownAddresses?.(settings)) || { addresses: [], domains: [] }),
      })),
    })
  }

  function load(): Promise<KnownUs> {
    readAt = clock.now().getTime()
    const reading = read()
    reading.catch(() => {
      if (known === reading) known = null
    })
    return reading
  }

  return {
    now() {
      // What is older is waited for: a mail that is taken for a stranger's becomes a customer's for good.
      if (known === null || Math.abs(clock.now().getTime() - readAt) > freshForMs) known = load()
      return known
    },
    refresh: () => void (known = null),
  }
}
