import type { Pool } from 'pg'
import type { Logger } from '../../lib/logger.ts'
import { isDatabaseFull } from './database-errors.ts'

/** Whether PostgreSQL's disk is full, as far as our own statements met it. */
export interface DiskWatch {
  readonly isFull: boolean
  /** Looks at an error of a statement. */
  noticed(error: unknown): void
  stop(): void
}

/** Once a statement found no room, a table of a megabyte is made and undone now and then, until that works again. */
export function watchDisk(pool: Pool, logger: Logger): DiskWatch {
  let isFull = false
  let timer: NodeJS.Timeout | undefined

  function tryLater(): void {
    timer = setTimeout(() => void tryNow(), tryEveryMs).unref()
  }

  async function tryNow(): Promise<void> {
    try {
      await pool.query(growSql)
      isFull = false
      logger.warn('the disk of the database has room again')
    } catch {
      if (isFull) tryLater()
    }
  }

  return {
    get isFull() {
      return isFull
    },
    noticed(error) {
      if (isFull || !isDatabaseFull(error)) return
      isFull = true
      logger.error({ err: error }, 'the disk of the database is full')
      tryLater()
    },
    stop() {
      isFull = false
      clearTimeout(timer)
    },
  }
}

const tryEveryMs = 2000

// The exception undoes the table and everything that was written for it.
const growSql = `do $$ begin
  create table throughline_has_room as select repeat('x', 1000) from generate_series(1, 1000);
  raise exception using errcode = 'TL001';
exception when sqlstate 'TL001' then null; end $$`
