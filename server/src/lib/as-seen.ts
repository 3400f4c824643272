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

/** A field that is missing counts as null: both are shown as empty. */
function valueOf(from: object, name: string): unknown {
  return Object.entries(from).find(([key]) => key === name)?.[1] ?? null
}
