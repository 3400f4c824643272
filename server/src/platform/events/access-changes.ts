import type { Db } from '../db/db.ts'
import { queryPrepared } from '../db/prepared.ts'
import type { Logger } from '../../lib/logger.ts'

/** What changed: who may do what among staff, or what channels allow. Written by triggers, see migration 0031. */
export type AccessKind = 'staff' | 'channels'

/** Called after every check. When it rejects, it is called for the same change again after the next one. */
export type AccessListener = (isChanged: boolean) => Promise<void> | void

/**
 * Notices changes of access within a second, on whichever node and however they were made: every node reads a small table
 * three times a second. NATS would be quicker, but may be absent or lose messages.
 */
export interface AccessWatch {
  listen(kind: AccessKind, listener: AccessListener): void
  stop(): Promise<void>
}

export const checkEveryMs = 300

interface Listening {
  kind: AccessKind
  listener: AccessListener
  /** The version that it has handled. */
  version: number
}

export async function watchAccessChanges({ db, logger }: { db: Db; logger: Logger }): Promise<AccessWatch> {
  const listening: Listening[] = []
  let versions = await readVersions(db)
  let isAway = false
  let isStopped = false

  async function look(): Promise<void> {
    versions = await readVersions(db)
    const failures: unknown[] = []
    for (const one of listening) {
      const version = versions.get(one.kind) ?? 0
      try {
        await one.listener(version !== one.version)
        one.version = version
      } catch (error) {
        // It keeps none of the others from noticing the change.
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }

  async function lookOrWarn(): Promise<void> {
    try {
      await look()
      isAway = false
    } catch (error) {
      if (!isAway) logger.warn({ err: error }, 'changes of access could not be checked')
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
