import type { IssueChange, IssueFacts } from '@throughline/protocol/issues/changes.ts'
import { w } from '../../../words/words.ts'

/** What people and teams are called, by id; undefined where it is not known. */
export interface Called {
  staff: (id: string) => string | undefined
  team: (id: string) => string | undefined
  tag: (id: string) => string | undefined
}

/** A line for each thing that one change made another, such as `Status: New → Closed`. */
export function changeLines({ from, to }: IssueChange, called: Called): string[] {
  const words = w.issue.history
  if (from === null) return [words.opened]
  const lines = fieldsOf(to).flatMap(([field, show]) => {
    if (field === 'tagIds') return tagLines(from, to, called)
    const now = show(to, called)
    return field === 'mergedIntoId' ? now : words.changed(words.fields[field], show(from, called), now)
  })
  return lines.filter((line) => line !== '')
}

/** What came and what went, rather than all that were there. */
function tagLines(from: Partial<IssueFacts>, to: Partial<IssueFacts>, { tag }: Called): string[] {
  const words = w.issue.history
  const [before, now] = [from.tagIds ?? [], to.tagIds ?? []]
  const names = (ids: string[]) => ids.map((id) => tag(id) ?? words.someTag).join(', ')
  const added = now.filter((id) => !before.includes(id))
  const removed = before.filter((id) => !now.includes(id))
  return [
    ...(added.length > 0 ? [words.tagged(names(added))] : []),
    ...(removed.length > 0 ? [words.untagged(names(removed))] : []),
  ]
}

type Field = keyof IssueFacts
type Show = (facts: Partial<IssueFacts>, called: Called) => string

const shows: Record<Field, Show> = {
  status: ({ status }) => (status ? w.issue.status[status] : ''),
  ownerId: ({ ownerId }, { staff }) =>
    ownerId ? (staff(ownerId) ?? w.issue.history.somebody) : w.issue.history.nobody,
  teamId: ({ teamId }, { team }) => (teamId ? (team(teamId) ?? w.issue.history.someTeam) : w.issue.noTeam),
  topic: ({ topic }) => topic || w.issue.history.none,
  priority: ({ priority }) => (priority ? w.issue.priority[priority] : ''),
  subject: ({ subject }) => subject || w.issue.noSubject,
  tagIds: () => '',
  mergedIntoId: ({ mergedIntoId }) => (mergedIntoId ? w.issue.history.joined : ''),
}

function fieldsOf(to: Partial<IssueFacts>): [Field, Show][] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these are the keys of that very record
  return (Object.entries(shows) as [Field, Show][]).filter(([field]) => to[field] !== undefined)
}
