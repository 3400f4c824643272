import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { mediumName } from '@throughline/protocol/consents/medium-name.ts'
import { isolated } from '../../words/isolated.ts'
import { nearTime } from '../../words/times.ts'
import { w } from '../../words/words.ts'

/** Who did what, and when or to whom, in the reader's language. */
export function eventSentence({ author, content, text }: Entry, nowMs: number): string {
  if (content.type !== 'event') return text
  const { name, data } = content
  if (name === 'issue.woken') return w.events.snoozeEnded
  if (name === 'issue.reopened' && data.cause === 'not_delivered') return w.events.reopenedUndelivered
  if (name === 'issue.linked') return data.wasAnswered === true ? w.events.answeredByOther : w.events.answersOther
  const told = toldBy[name]?.(data, author.id, nowMs) ?? null
  if (told !== null) return w.events.by(withReason(told, data.reason), isolated(author.name))
  // An earlier version wrote it, or a newer server: its English sentence says more than the name of the event.
  if (w.events.isOfServer && text) return w.events.ofServer(isolated(author.name), text)
  return w.events.by(w.events.names[name] ?? w.events.other(name), isolated(author.name))
}

type Data = Readonly<Record<string, unknown>>

/** What each says with what it is about; null where that is missing. */
const toldBy: Record<string, ((data: Data, authorId: string | null, nowMs: number) => string | null) | undefined> = {
  'issue.snoozed': ({ until }, _by, nowMs) => (isTime(until) ? w.events.snoozedUntil(nearTime(until, nowMs)) : null),
  'issue.resolved': ({ reason, spam }) =>
    spam === true ? w.events.markedSpam : typeof reason === 'string' ? usual('issue.resolved') : null,
  'issue.reopened': ({ reason, spam }) =>
    spam === false ? w.events.unmarkedSpam : typeof reason === 'string' ? usual('issue.reopened') : null,
  'issue.trashed': () => usual('issue.trashed'),
  'issue.restored': () => usual('issue.restored'),
  'issue.merged': ({ otherNumber }) =>
    typeof otherNumber === 'number' ? w.events.merged(w.issue.number(otherNumber)) : null,
  'consent.recorded': consentSentence,
  'issue.assigned': ({ ownerId, ownerName, teamName }, by) => {
    if (typeof ownerName === 'string') return ownerId === by ? w.events.took : w.events.assignedTo(isolated(ownerName))
    if (typeof teamName === 'string') return w.events.teamIs(isolated(teamName))
    if (ownerName === null) return w.events.unassigned
    return teamName === null ? w.events.noTeam : null
  },
}

/** `asked for no more messages by SMS (STOP)`, or what one of us recorded for them. */
function consentSentence({ purpose, isGiven, medium, wording, source, address }: Data): string | null {
  const what = w.events.consents[`${String(purpose)}_${isGiven === true ? 'given' : 'withdrawn'}`]
  if (what === undefined || typeof address !== 'string') return null
  const way = typeof medium === 'string' ? w.events.byMedium(w.who.media[medium] ?? mediumName(medium)) : ''
  const said = typeof wording === 'string' && wording !== '' ? ` (${isolated(wording)})` : ''
  const isTheirs = source === 'customer' || source === 'provider'
  return (isTheirs ? what.said : w.events.recordedFor(isolated(address), what.recorded)) + way + said
}

function usual(name: string): string | null {
  return w.events.names[name] ?? null
}

function withReason(sentence: string, reason: unknown): string {
  return typeof reason === 'string' && reason !== '' ? w.events.because(sentence, reason) : sentence
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}
