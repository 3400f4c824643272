import { httpWords } from '@throughline/protocol/http/words.ts'
import { isDeepStrictEqual } from 'node:util'
import { AppError } from './errors.ts'

/**
 * Two people change one thing: each says what they saw (`was`), and the later one is refused instead
 * of overwriting what they have not read. Without `was` the later one simply wins, as programs may want.
 */
export function refuseUnlessAsSeen(was: object | undefined, now: object): void {
  const changed = Object.entries(was ?? {})
    .filter(([name, seen]) => seen !== undefined && !isDeepStrictEqual(seen, valueOf(now, name)))
    .map(([name]) => name)
  if (changed.length === 0) return
  throw new AppError('conflict', httpWords.changed_meanwhile(), { details: { changed } })
}

/** When it was changed, as a time that tells two changes apart: also of one millisecond, and after the clock was set back. */
export function changedAt(before: Date | null, now: Date): Date {
  return before === null || now > before ? now : new Date(before.getTime() + 1)
}

/** A field that is missing counts as null: both are shown as empty. */
function valueOf(from: object, name: string): unknown {
  return Object.entries(from).find(([key]) => key === name)?.[1] ?? null
}
