import { contentType } from '../../data/thread/content-types.ts'
import type { ThreadRow } from '../../data/thread/rows.ts'

const lineHeightPx = 21
const charactersALine = 90
/** Around the words: with the name above them, and where a message goes on from the one before. */
const framePx = 46
const continuingFramePx = 6

/**
 * A first guess, before a row has been drawn and measured. The nearer it is, the less what is read has to be held in
 * its place when older rows come in above it.
 */
export function estimateHeight(row: ThreadRow | undefined): number {
  if (row === undefined) return 0
  if (row.kind === 'event' || row.kind === 'issue' || row.kind === 'turn' || row.kind === 'folded') return 32
  if (row.kind === 'day') return 44
  const text = row.kind === 'entry' ? (row.entry.edited?.text ?? row.entry.text) : (row.item.entry.text ?? '')
  const lines = Math.min(40, Math.ceil(text.length / charactersALine) + text.split('\n', 40).length - 1)
  const extraPx = row.kind === 'entry' ? contentType(row.entry.content).extraHeightPx : 0
  const aroundPx = row.kind === 'entry' && row.continues ? continuingFramePx : framePx
  return aroundPx + Math.max(1, lines) * lineHeightPx + extraPx
}
