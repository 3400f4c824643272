import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { contentType } from './content-types.ts'
import type { OutgoingItem } from './outgoing-state.ts'

/** What the thread is drawn from, top to bottom: entries, and the quiet lines between them. */
export type ThreadRow =
  | { kind: 'day'; key: string; at: string }
  /** The customer changed channel, or came back after a while. */
  | { kind: 'turn'; key: string; gapMs: number; channel: Entry['channel'] }
  | { kind: 'issue'; key: string; issueId: string; isOther: boolean }
  | { kind: 'event'; key: string; entry: Entry; isOther: boolean }
  | { kind: 'entry'; key: string; entry: Entry; isOther: boolean; continues: boolean; subject: string | null }
  /** Entries of other issues that one chose not to see: how many, in their place. */
  | { kind: 'folded'; key: string; count: number }
  | { kind: 'outgoing'; key: string; item: OutgoingItem }

const longPauseMs = 3 * 60 * 60 * 1000
const sameBreathMs = 5 * 60 * 1000

export interface RowOptions {
  /** The issue that is being worked on; entries of others are dimmed. */
  issueId: string | null
  /** Entries of other issues are folded into a line that counts them. */
  foldsOthers?: boolean
  /**
   * There are entries before these. Which lines stand above the first is known only with them; until then there are
   * none, so that what is topmost, and held in its place while they come, is an entry.
   */
  hasOlder?: boolean
  dayOf: (time: string) => string
}

export function threadRows(entries: Entry[], outgoing: OutgoingItem[], options: RowOptions): ThreadRow[] {
  const rows: ThreadRow[] = []
  const hasManyIssues = new Set(entries.map((entry) => entry.issueId)).size > 1
  const echoes = new Set(entries.map((entry) => entry.echoId))
  let before: Entry | null = null
  let spokenBefore: Entry | null = null
  let issueBefore: string | null = null
  let subjectBefore: string | null = null
  let folded: FoldedRow | null = null

  for (const entry of entries) {
    if (isAmendment(entry)) continue
    const isOther = options.issueId !== null && entry.issueId !== null && entry.issueId !== options.issueId
    if (isOther && options.foldsOthers) {
      folded = fold(rows, folded, entry)
      continue
    }
    folded = null
    const isCut = before === null && options.hasOlder
    const isNewDay = before === null || options.dayOf(before.occurredAt) !== options.dayOf(entry.occurredAt)
    if (isNewDay && !isCut) {
      rows.push({ kind: 'day', key: `day:${entry.id}`, at: entry.occurredAt })
    }
    if (hasManyIssues && entry.issueId !== null && entry.issueId !== issueBefore) {
      if (!isCut) rows.push({ kind: 'issue', key: `issue:${entry.id}`, issueId: entry.issueId, isOther })
      issueBefore = entry.issueId
    }
    if (isSpoken(entry)) {
      const turn = turnBetween(spokenBefore, entry, options.dayOf)
      if (turn) rows.push(turn)
      spokenBefore = entry
    }
    if (isEvent(entry)) rows.push({ kind: 'event', key: entry.id, entry, isOther })
    else {
      const subject = newSubject(entry, subjectBefore)
      subjectBefore = subject ?? subjectBefore
      rows.push({ kind: 'entry', key: entry.id, entry, isOther, continues: continues(rows.at(-1), entry), subject })
    }
    before = entry
  }
  for (const item of outgoing) {
    if (!echoes.has(item.echoId)) rows.push({ kind: 'outgoing', key: `outgoing:${item.echoId}`, item })
  }
  return rows
}

type FoldedRow = Extract<ThreadRow, { kind: 'folded' }>

/** One line for all that stand together, known by the last of them: older ones that join it change its count alone. */
function fold(rows: ThreadRow[], folded: FoldedRow | null, entry: Entry): FoldedRow {
  const row: FoldedRow = { kind: 'folded', key: `folded:${entry.id}`, count: (folded?.count ?? 0) + 1 }
  if (folded) rows[rows.length - 1] = row
  else rows.push(row)
  return row
}

const replyMarks = /^(?:(?:re|aw|antw|sv|vs|fwd?|wg|tr|rif)(?:\[\d+\])?\s*:\s*)+/iu

/** A subject is shown where it changes; that it is answered needs no words. */
function newSubject(entry: Entry, before: string | null): string | null {
  const subject = contentType(entry.content).subject(entry.content)
  if (subject === null) return null
  const isKnown = before !== null && withoutReplyMarks(subject) === withoutReplyMarks(before)
  return subject === '' || isKnown ? null : subject
}

function withoutReplyMarks(subject: string): string {
  return subject.replace(replyMarks, '').trim()
}

function isAmendment(entry: Entry): boolean {
  return contentType(entry.content).part === 'amendment'
}

/** What was handed over is something to read, though its content says that it happened. */
function isEvent({ kind, content }: Entry): boolean {
  return contentType(content).part === 'event' && kind !== 'handover'
}

function isSpoken(entry: Entry): boolean {
  return entry.channel !== null && entry.direction !== 'internal' && contentType(entry.content).part !== 'event'
}

function turnBetween(before: Entry | null, entry: Entry, dayOf: RowOptions['dayOf']): ThreadRow | null {
  if (before === null) return null
  const gapMs = Date.parse(entry.occurredAt) - Date.parse(before.occurredAt)
  const changedChannel = before.channel?.kind !== entry.channel?.kind
  // After midnight the day's own line says it.
  const cameBack = gapMs >= longPauseMs && dayOf(before.occurredAt) === dayOf(entry.occurredAt)
  if (!changedChannel && !cameBack) return null
  return {
    kind: 'turn',
    key: `turn:${entry.id}`,
    gapMs: cameBack ? gapMs : 0,
    channel: changedChannel ? entry.channel : null,
  }
}

/** Several lines of a chat by one person in one breath need one name, not many. */
function continues(last: ThreadRow | undefined, entry: Entry): boolean {
  if (last?.kind !== 'entry') return false
  const before = last.entry
  return (
    before.kind === entry.kind &&
    before.content.type === 'text' &&
    entry.content.type === 'text' &&
    before.author.kind === entry.author.kind &&
    before.author.id === entry.author.id &&
    before.author.name === entry.author.name &&
    before.channel?.id === entry.channel?.id &&
    before.identity?.id === entry.identity?.id &&
    Date.parse(entry.occurredAt) - Date.parse(before.occurredAt) < sameBreathMs
  )
}
