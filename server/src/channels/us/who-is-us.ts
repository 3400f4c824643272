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

/** A change that no hint tells of, such as a colleague whom another node has added, is seen this soon. */
const freshForMs = 10 * secondMs

export function createWhoIsUs({ db, store, clock }: { db: Db; store: ChannelStore; clock: Clock }): WhoIsUs {
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

  /** Nobody waits for it: what was known serves until then. */
  function renew(before: Promise<KnownUs>): void {
    const reading = load()
    const take = async (): Promise<void> => {
      await reading
      if (known === before) known = reading
    }
    take().catch(() => {})
  }

  return {
    now() {
      if (known === null) known = load()
      else if (Math.abs(clock.now().getTime() - readAt) > freshForMs) renew(known)
      return known
    },
    refresh: () => void (known = null),
  }
}
