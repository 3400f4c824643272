import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { minuteMs } from '../../../lib/clock.ts'
import type { Logger } from '../../../lib/logger.ts'
import type { Db } from '../../db/db.ts'
import './tables.ts'

/** How often somebody asks, over all nodes. */
export interface SharedCounts {
  /**
   * Counts one more, and answers how many there have been in this minute, as far as this node knows of the others: each
   * node writes down what it has counted at every tenth of the limit. 0 while this node is alone.
   */
  count(limit: string, who: string, max: number): number
  stop(): Promise<void>
}

export interface Sharing {
  db: Db
  nodeId: string
  hasPeers: () => boolean
}

interface Counted {
  digest: string
  own: number
  others: number
}

/** More callers in one minute are counted by each node for itself. */
const maxCallers = 20_000
/** What is to be written at about the same time is written by one statement. */
const gatheredMs = 10
const writesPerLimit = 10

export function shareCounts({ db, nodeId, hasPeers }: Sharing, logger: Logger): SharedCounts {
  let minute = 0
  let counts = new Map<string, Counted>()
  let unwritten = new Set<Counted>()
  let writing: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let isAway = false
  let isStopped = false

  function startMinute(now: number): void {
    if (now === minute) return
    minute = now
    counts = new Map()
    unwritten = new Set()
  }

  function writeSoon(): void {
    if (isStopped || writing !== null || timer !== undefined) return
    timer = setTimeout(() => {
      timer = undefined
      writing = write().finally(() => {
        writing = null
        if (unwritten.size > 0) writeSoon()
      })
    }, gatheredMs)
  }

  async function write(): Promise<void> {
    const some = [...unwritten]
    unwritten.clear()
    try {
      const others = await exchange(db, nodeId, minute, some)
      for (const one of some) one.others = others.get(one.digest) ?? 0
      isAway = false
    } catch (error) {
      if (!isAway) logger.warn({ err: error }, 'what other nodes have counted could not be read')
      isAway = true
    }
  }

  return {
    count(limit, who, max) {
      if (!hasPeers()) return 0
      startMinute(Math.floor(Date.now() / minuteMs))
      const key = `${limit} ${who}`
      let one = counts.get(key)
      if (one === undefined) {
        if (counts.size >= maxCallers) return 0
        counts.set(key, (one = { digest: '', own: 0, others: 0 }))
      }
      one.own++
      if (one.own <= max && isAnotherPart(one.own, max)) {
        one.digest ||= createHash('sha256').update(key).digest('base64url')
        unwritten.add(one)
        writeSoon()
      }
      return one.own + one.others
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await writing
    },
  }
}

const isAnotherPart = (count: number, max: number): boolean =>
  Math.floor((count * writesPerLimit) / max) > Math.floor(((count - 1) * writesPerLimit) / max)

/** Writes down what this node has counted, and answers what the others have of the same. */
async function exchange(
  db: Db,
  nodeId: string,
  minute: number,
  counted: readonly Counted[],
): Promise<ReadonlyMap<string, number>> {
  const digests = counted.map(({ digest }) => digest)
  const { rows } = await sql<{ counted: string; count: number }>`
    with written as (
      insert into request_counts (minute, counted, node_id, count)
      select ${minute}::int, counted, ${nodeId}::uuid, count
      from unnest(${digests}::text[], ${counted.map(({ own }) => own)}::int[]) as own(counted, count)
      on conflict (minute, counted, node_id) do update set count = excluded.count),
    forgotten as (delete from request_counts where minute < ${minute}::int - 1)
    select counted, sum(count)::int as count from request_counts
    where minute = ${minute}::int and counted = any(${digests}::text[]) and node_id <> ${nodeId}
    group by counted`.execute(db)
  return new Map(rows.map(({ counted, count }) => [counted, count]))
}
