/** A clock far ahead would put every later message before this one. */
const maxAheadMs = 5 * 60_000

/** When it was written, as far as that can be. */
export function believable(occurredAt: Date | null, now: Date): Date {
  if (occurredAt === null || Number.isNaN(occurredAt.getTime())) return now
  const ahead = occurredAt.getTime() - now.getTime()
  return ahead > maxAheadMs || occurredAt.getTime() < 0 ? now : occurredAt
}
