import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useState } from 'react'
import { contentType } from '../../data/thread/content-types.ts'

/** How many entries came below while something further up was being read. */
export function useUnseen(entries: Entry[], isAtEnd: boolean, seenBefore: number | null): number {
  const newestSeq = entries.at(-1)?.seq ?? 0
  const [seenSeq, setSeenSeq] = useState(seenBefore ?? newestSeq)
  if (isAtEnd && seenSeq !== newestSeq) setSeenSeq(newestSeq)
  if (isAtEnd) return 0
  const firstUnseen = entries.findLastIndex((entry) => entry.seq <= seenSeq) + 1
  return entries.slice(firstUnseen).filter((entry) => contentType(entry.content).part !== 'event').length
}
