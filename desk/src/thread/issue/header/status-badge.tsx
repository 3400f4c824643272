import { Badge, Tooltip } from '@mantine/core'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useNow } from '../../../look/use-now.ts'
import { nearTime, span } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'

/** Colour where we owe something; grey where we don't. */
const colorByStatus = {
  open: 'accent',
  waiting_on_us: 'accent',
  waiting_on_customer: 'gray',
  snoozed: 'gray',
  resolved: 'green',
} as const

export function StatusBadge({ issue }: { issue: Issue }) {
  const nowMs = useNow()
  return (
    <Tooltip label={sentenceFor(issue)}>
      <Badge color={issue.spam || issue.trashed ? 'gray' : colorByStatus[issue.status]} style={{ flex: 'none' }}>
        <span>
          {issue.trashed ? w.issue.trash.name : issue.spam ? w.issue.spam.name : w.issue.status[issue.status]}
        </span>
        {issue.waitingSince && <time dateTime={issue.waitingSince}> · {span(issue.waitingSince, nowMs)}</time>}
      </Badge>
    </Tooltip>
  )
}

function sentenceFor(issue: Issue): string {
  const nowMs = Date.now()
  const reopened = issue.reopenCount > 0 ? ` ${w.issue.reopenedTimes(issue.reopenCount)}.` : ''
  return stateSentence(issue, nowMs) + reopened
}

function stateSentence(issue: Issue, nowMs: number): string {
  const more = w.issue.statusMore
  if (issue.status === 'snoozed') return more.snoozed(issue.snoozedUntil ? nearTime(issue.snoozedUntil, nowMs) : '')
  if (issue.trashed) return more.trashed(issue.trashed.by?.name ?? '', nearTime(issue.trashed.at, nowMs))
  if (issue.spam)
    return more.spam(issue.resolvedBy?.name ?? '', issue.resolvedAt ? nearTime(issue.resolvedAt, nowMs) : '')
  if (issue.status === 'resolved') {
    return more.resolved(issue.resolvedBy?.name ?? '', issue.resolvedAt ? nearTime(issue.resolvedAt, nowMs) : '')
  }
  return more[issue.status]
}
