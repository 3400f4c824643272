/** How well words fit what was typed: every part of it has to be somewhere, the beginning of a word counts most. */
export function matchScore(text: string, typed: string): number {
  const parts = fold(typed).split(/\s+/u).filter(Boolean)
  if (parts.length === 0) return 1
  const folded = fold(text)
  const words = folded.split(/[^\p{L}\p{N}#]+/u)
  let score = 0
  for (const part of parts) {
    if (words.includes(part)) score += 4
    else if (words.some((word) => word.startsWith(part))) score += 3
    else if (folded.includes(part)) score += 1
    else return 0
  }
  // What begins with it was meant rather than what has it somewhere.
  if (folded.startsWith(fold(typed).trim())) score += 2
  // Of two that fit alike, the shorter one was meant.
  return score + 1 / (1 + text.length)
}

/** The best first; what does not fit is left out. What fits alike stays in its order. */
export function bestMatches<Item>(items: readonly Item[], typed: string, textOf: (item: Item) => string): Item[] {
  if (typed.trim() === '') return [...items]
  return items
    .map((item) => ({ item, score: matchScore(textOf(item), typed) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item)
}

/** Members of a series (times, say) in their own order, in the places that they have together. */
export function withSeriesInOrder<Item extends { series?: string | undefined }>(
  found: readonly Item[],
  all: readonly Item[],
): Item[] {
  const kept = new Set(found)
  const nextBySeries = new Map<string, Item[]>()
  for (const item of all) {
    if (item.series === undefined || !kept.has(item)) continue
    nextBySeries.set(item.series, [...(nextBySeries.get(item.series) ?? []), item])
  }
  return found.map((item) => (item.series === undefined ? item : (nextBySeries.get(item.series)?.shift() ?? item)))
}

/** Case and accents are not what somebody types for. */
function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
