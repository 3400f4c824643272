import { isAscii } from '../../../lib/ascii.ts'

/** Limits of what is kept of a matter, together below 2 kB: PostgreSQL keeps a row of that size in one piece. */
export interface Limits {
  readonly count: number
  /** In UTF-8, with six for quotes, a count and a comma. */
  readonly bytes: number
}

export const entityLimits: Limits = { count: 12, bytes: 420 }
export const wordLimits: Limits = { count: 64, bytes: 1100 }
export const subjectLimits: Limits = { count: 3, bytes: 420 }

/** As many of the first items as fit. */
export function bounded(items: readonly string[], { count, bytes }: Limits): string[] {
  const isPlain = isAscii(items.join(''))
  const kept: string[] = []
  let left = bytes
  for (const item of items) {
    left -= (isPlain ? item.length : Buffer.byteLength(item)) + 6
    if (left < 0 || kept.length >= count) break
    kept.push(item)
  }
  return kept
}
