import type { Entry } from '@throughline/protocol/timeline/entry.ts'

/**
 * What was said since a reply was begun, by others than its author: a colleague's answer, or the customer's next
 * words. The author should have read it before sending. Times are the server's own, so no clock here matters.
 */
export function saidSince(
  entries: readonly Entry[],
  begunAt: string | null,
  authorId: string,
): { answers: Entry[]; words: Entry[] } {
  if (begunAt === null) return { answers: [], words: [] }
  const since = entries.filter((entry) => entry.recordedAt > begunAt && entry.kind === 'message')
  return {
    answers: since.filter((entry) => entry.direction === 'out' && entry.author.id !== authorId && !wasTakenBack(entry)),
    words: since.filter((entry) => entry.direction === 'in'),
  }
}

export function wasTakenBack(entry: Pick<Entry, 'delivery'>): boolean {
  return entry.delivery?.error?.code === 'taken_back'
}
