import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { Threading } from '@throughline/protocol/timeline/entry.ts'
import { chooseByMatter, type MatterChoice } from '../matter/choose-by-matter.ts'
import type { Matter } from '../matter/matter.ts'
import { clearlyDiffers } from '../matter/same-matter.ts'
import { isActive } from '../state.ts'
import type { CandidateRow } from './candidates.ts'

/** What is known of a message before its issue is chosen. */
export interface Arrival {
  /** An issue that a trusted program, or a signed reply address made for this very sender, names. */
  named: { issueId: string; by: 'reply_address' | 'button' } | null
  /** The message quotes others by name, known to us or not: it says itself that it continues something. */
  quotesOthers: boolean
  /** Both sides are present, as in a chat. */
  isLive: boolean
  matter: Matter
  now: Date
}

export type Choice =
  | { kind: 'join'; issue: CandidateRow; threading: Threading; absorb: CandidateRow[] }
  | { kind: 'open'; threading: Threading; likely: { issueId: string; reason: Wording } | null }

/**
 * Which issue a customer's message belongs to. First hit wins, and the reason is kept with the entry:
 * a participant's own reference; the issue being talked about on a live channel; the same matter, open or lately
 * resolved; else a new issue. Joining the wrong issue is worse than opening one too many, which staff can join in one
 * step, so every doubt opens a new one that points to the likely one.
 */
export function chooseIssue(candidates: readonly CandidateRow[], arrival: Arrival): Choice {
  return (
    byName(candidates, arrival) ??
    byReference(candidates) ??
    byTalk(candidates, arrival) ??
    byMatter(candidates, arrival)
  )
}

function byName(candidates: readonly CandidateRow[], { named }: Arrival): Choice | null {
  const issue = named && candidates.find((candidate) => candidate.id === named.issueId)
  if (!issue) return null
  const why = named.by === 'reply_address' ? threadingWords.reply_address() : threadingWords.named_by_program()
  return { kind: 'join', issue, threading: { reason: named.by, ...why }, absorb: [] }
}

/** A message that ties two issues together shows that they were one tree all along: the older takes the younger in. */
function byReference(candidates: readonly CandidateRow[]): Choice | null {
  const [issue, ...absorb] = candidates
    .filter((candidate) => candidate.is_named)
    .sort((a, b) => a.opened_at.getTime() - b.opened_at.getTime() || (a.id < b.id ? -1 : 1))
  if (!issue) return null
  return { kind: 'join', issue, threading: { reason: 'reference', ...threadingWords.reference() }, absorb }
}

/** Talk wanders, so only a clear sign (another order, "another question") takes a message out of it. */
function byTalk(candidates: readonly CandidateRow[], arrival: Arrival): Choice | null {
  if (!arrival.isLive) return null
  const talked = candidates.filter((candidate) => isActive(candidate.status)).sort(newestFirst)[0]
  if (!talked || clearlyDiffers(weighable(talked), arrival.matter)) return null
  return {
    kind: 'join',
    issue: talked,
    threading: { reason: 'live_issue', ...threadingWords.talked_about() },
    absorb: [],
  }
}

function byMatter(candidates: readonly CandidateRow[], arrival: Arrival): Choice {
  const weighed = chooseByMatter(candidates.map(weighable), arrival.matter, { now: arrival.now })
  if (arrival.quotesOthers && !isSameSubject(weighed)) {
    return { kind: 'open', threading: { reason: 'new_issue', ...threadingWords.answers_elsewhere() }, likely: null }
  }
  if (weighed.decision === 'same') {
    const { candidate } = weighed.issue
    const reason = candidate.status === 'resolved' ? 'reopened_same_matter' : 'same_matter'
    return { kind: 'join', issue: candidate, threading: { reason, ...weighed.wording }, absorb: [] }
  }
  if (weighed.decision === 'unsure') {
    const { id } = weighed.likely.candidate
    return {
      kind: 'open',
      threading: { reason: 'new_issue', ...weighed.wording, likelyIssueId: id },
      likely: { issueId: id, reason: weighed.wording },
    }
  }
  const why = candidates.length === 0 ? threadingWords.nothing_open() : threadingWords.something_else()
  return { kind: 'open', threading: { reason: 'new_issue', ...why }, likely: null }
}

/**
 * "Re: Broken kettle" that answers a mail we never saw (a colleague wrote from elsewhere) still belongs to "Broken
 * kettle". Any other likeness is worth less than the message's own word that it continues something else.
 */
function isSameSubject(weighed: MatterChoice<unknown>): boolean {
  return weighed.decision === 'same' && weighed.score.evidence.some(({ what }) => what === 'same_subject')
}

function weighable(candidate: CandidateRow) {
  return { candidate, matter: candidate.matter, status: candidate.status, lastActivityAt: candidate.last_activity_at }
}

function newestFirst(a: CandidateRow, b: CandidateRow): number {
  return b.last_activity_at.getTime() - a.last_activity_at.getTime()
}
