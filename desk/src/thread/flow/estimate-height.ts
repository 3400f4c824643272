import type { ThreadRow } from '../state/rows.ts'

const lineHeightPx = 21
const charactersALine = 90

/** A first guess, so that the scroll bar is about right before a row has been drawn and measured. */
export function estimateHeight(row: ThreadRow | undefined): number {
  if (row === undefined) return 0
  if (row.kind === 'event' || row.kind === 'issue' || row.kind === 'turn' || row.kind === 'folded') return 32
  if (row.kind === 'day') return 44
  const text = row.kind === 'entry' ? row.entry.text : (row.item.entry.text ?? '')
  const lines = Math.min(40, Math.ceil(text.length / charactersALine) + text.split('\n', 40).length - 1)
  const isMail = row.kind === 'entry' && row.entry.content.type === 'email'
  return 40 + Math.max(1, lines) * lineHeightPx + (isMail ? 24 : 0)
}
