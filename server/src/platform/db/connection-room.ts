import { SettingError } from '../../lib/errors.ts'

/** How many connections PostgreSQL lets our user have. */
export interface ConnectionRoom {
  max: number
  /** For superusers, and for roles that were given some. */
  reserved: number
  isSuperuser: boolean
  /** Of the role and of the database; -1: none. */
  roleLimit: number
  databaseLimit: number
  /** By anybody, us aside. */
  taken: number
}

/** What a node opens beside its pool: the job queue's four and its listener, and one for hints. */
export const nodesOwn = 6
export const usualPoolSize = 20
/** The followers of the feed and the lock of the worker would keep fewer busy by themselves. */
const leastPoolSize = 6

/** How many connections PostgreSQL lets this user have at most, and why no more. */
export function connectionLimit(room: ConnectionRoom): { limit: number; why: string } {
  const { max, reserved, isSuperuser, roleLimit, databaseLimit } = room
  if (isSuperuser) return { limit: max, why: `max_connections is ${max}` }
  return [
    { limit: max - reserved, why: `max_connections is ${max}, of which ${reserved} are reserved` },
    { limit: roleLimit, why: `the limit of the role is ${roleLimit}` },
    { limit: databaseLimit, why: `the limit of the database is ${databaseLimit}` },
  ]
    .filter(({ limit }) => limit >= 0)
    .reduce((least, other) => (other.limit < least.limit ? other : least))
}

/**
 * The size of the pool: as set, or the usual one, or what there is room for. `beside` is what the process opens without
 * it. Throws a sentence with the numbers when what is wanted does not fit, or when there is no room at all.
 */
export function fitPool(wanted: number | null, beside: number, room: ConnectionRoom): number {
  const { limit, why } = connectionLimit(room)
  const most = limit - beside
  const size = wanted ?? Math.min(usualPoolSize, most)
  if (size <= most && (wanted !== null || size >= leastPoolSize)) return size
  const needed = `${wanted ?? leastPoolSize} for DATABASE_POOL_SIZE and ${beside} beside it`
  const advice =
    most >= leastPoolSize ? `Set DATABASE_POOL_SIZE to ${most} or less, or let it have more.` : 'Let it have more.'
  throw new SettingError(
    'DATABASE_POOL_SIZE',
    `PostgreSQL lets this user have ${limit} connections (${why}), and this node needs ${needed}. ${advice}`,
  )
}

/** A warning when others have taken so many that not all that this process may open are left. */
export function shortageOf(size: number, beside: number, room: ConnectionRoom): string | null {
  const { limit } = connectionLimit(room)
  const left = Math.max(0, limit - room.taken)
  if (size + beside <= left) return null
  return (
    `Of the ${limit} connections that PostgreSQL lets this user have, ${left} are left, and this node may open ` +
    `${size + beside}. Short of connections, requests wait.`
  )
}
