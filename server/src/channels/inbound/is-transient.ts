import { errorCode } from '../../lib/errors.ts'
import { isDatabaseAway } from '../../platform/db/database-errors.ts'
import { isLeaseLost } from '../../platform/leases/leases.ts'

/**
 * Whether trying again can help: the database or the disk is away or busy. PostgreSQL's classes: 40 rolled back
 * (already tried again by then), 53 out of resources, 55 lock not available, 57 shutting down or timed out, 58 its
 * disk. What is left (bad data, our own mistakes) fails the same way every time.
 */
export function isTransient(error: unknown): boolean {
  const code = errorCode(error)
  return (
    isDatabaseAway(error) ||
    // Another node reads by now.
    isLeaseLost(error) ||
    (code !== undefined && (/^(40|53|55|57|58)[0-9A-Z]{3}$/.test(code) || diskCodes.has(code)))
  )
}

const diskCodes = new Set(['ENOSPC', 'EMFILE', 'ENFILE', 'EIO', 'EROFS', 'EACCES', 'EDQUOT'])
