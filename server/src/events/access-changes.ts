import type { Db } from '../db/db.ts'
import { queryPrepared } from '../db/prepared.ts'
import type { Logger } from '../lib/logger.ts'

/** What changed: who may do what among staff, or what channels allow. Written by triggers, see migration 0031. */
export type AccessKind = 'staff' | 'channels'

/** Told after every look. When it rejects, it is told of the same change again after the next one. */
export type AccessListener = (isChanged: boolean) => Promise<void> | void

/**
 * Notices within a second that somebody's access changed, on whichever node and by whichever way: every node reads a
 * small table a few times a second. NATS would be quicker and may be absent, or lose what it was told.
 */
export interface AccessWatch {
  listen(kind: AccessKind, listener: AccessListener): void
  stop(): Promise<void>
}

export const checkEveryMs = 300

interface Listening {
  kind: AccessKind
  listener: AccessListener
  /** The version that it has dealt with. */
  version: number
}

export async function watchAccessChanges({ db, logger }: { db: Db; logger: Logger }): Promise<AccessWatch> {
  const listening: Listening[] = []
  let versions = await readVersions(db)
  let isAway = false
  let isStopped = false

  async function look(): Promise<void> {
    versions = await readVersions(db)
    for (const one of listening) {
      const version = versions.get(one.kind) ?? 0
      await one.listener(version !== one.version)
      one.version = version
    }
  }

  async function lookOrWarn(): Promise<void> {
    try {
      await look()
      isAway = false
    } catch (error) {
      if (!isAway) logger.warn({ err: error }, 'it could not be found out whether anybody’s access changed')
      isAway = true
    }
  }

  let looking: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout
  function lookLater(): void {
    timer = setTimeout(() => {
      looking = lookOrWarn().finally(() => isStopped || lookLater())
    }, checkEveryMs)
  }
  lookLater()

  return {
    listen: (kind, listener) => void listening.push({ kind, listener, version: versions.get(kind) ?? 0 }),
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await looking
    },
  }
}

async function readVersions(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await queryPrepared<{ kind: AccessKind; version: number }>(
    db,
    'access-versions',
    'select kind, version from access_changes',
    [],
  )
  return new Map(rows.map(({ kind, version }) => [kind, version]))
}
