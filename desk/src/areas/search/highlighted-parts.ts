export interface Part {
  text: string
  isHit: boolean
}

/** A line in pieces: what was asked for, and what stands between. */
export function highlightedParts(line: string, hits: readonly { start: number; end: number }[]): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const { start, end } of hits) {
    if (start > at) parts.push({ text: line.slice(at, start), isHit: false })
    parts.push({ text: line.slice(start, end), isHit: true })
    at = end
  }
  if (at < line.length) parts.push({ text: line.slice(at), isHit: false })
  return parts
}
