import { Link } from '@tanstack/react-router'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { memo, type MouseEvent } from 'react'
import { customerOfIssue } from '../../../data/customers/visitor-name.ts'
import { useHasDraft } from '../../../data/thread/own-drafts.ts'
import { useIsUnread } from '../../../data/issues/reads.ts'
import { ChannelIcon } from '../../../look/channel-icon.tsx'
import { IconClock } from '../../../look/icons.ts'
import { SuspectMark } from '../../../look/suspect-mark.tsx'
import { StaffMark } from '../../../data/people/staff-mark.tsx'
import { TagChips } from '../../../look/tag-chips.tsx'
import { useNow } from '../../../look/use-now.ts'
import { paths } from '../../../paths.ts'
import { fullTime, shortAgo, span } from '../../../words/times.ts'
import { w } from '../words/words.ts'
import type { InboxSearch } from '../inbox-search.ts'
import classes from './issue-row.module.css'

export const rowHeights = { comfortable: 80, compact: 52 } as const

/** The others are a number. */
const mostTags = 2

/** A customer who waits since the last message: the row says its time once, as how long they wait. */
const waitsSinceLast = ({ waitingSince, lastActivityAt }: Issue): boolean =>
  waitingSince !== null && Math.abs(Date.parse(waitingSince) - Date.parse(lastActivityAt)) < 60_000

export interface IssueRowProps {
  issue: Issue
  search: InboxSearch
  isChosen: boolean
  isPicked: boolean
  onPick: (issueId: string, isRange: boolean) => void
}

export const IssueRow = memo(function IssueRow({ issue, search, isChosen, isPicked, onPick }: IssueRowProps) {
  const nowMs = useNow()
  const isUnread = useIsUnread(issue)
  const hasDraft = useHasDraft(issue.customerId)
  const name = customerOfIssue(issue)
  const pick = (event: MouseEvent) => onPick(issue.id, event.shiftKey)
  return (
    <>
      <Link
        to={paths.inboxIssue}
        params={{ issueId: issue.id }}
        search={search}
        className={classes.row}
        data-issue={issue.id}
        data-wants={isUnread || undefined}
        data-picked={isPicked || undefined}
        aria-current={isChosen ? 'true' : undefined}
        // With a modifier a click picks, as in every list of files; the middle button still opens a tab.
        onClick={(event) => {
          if (!event.shiftKey) return
          event.preventDefault()
          pick(event)
        }}
      >
        <span
          className={classes.dot}
          role="img"
          aria-label={isUnread ? w.inbox.unread : undefined}
          aria-hidden={!isUnread}
        />
        <span className={classes.name}>
          <bdi>{name}</bdi>
          {issue.customerSuspect && <SuspectMark />}
        </span>
        <time className={classes.time} dateTime={issue.lastActivityAt} title={fullTime(issue.lastActivityAt)}>
          {waitsSinceLast(issue) ? null : shortAgo(issue.lastActivityAt, nowMs)}
        </time>
        <span className={classes.subject}>
          <bdi>{issue.subject || w.issue.noSubject}</bdi>
        </span>
        <span className={classes.marks}>
          <span className={classes.compactTags}>
            <TagChips tags={issue.tags} most={1} label={w.tags.title} more={w.tags.others} />
          </span>
          {hasDraft && <span className={classes.draft}>{w.inbox.draft}</span>}
          {(issue.priority === 'urgent' || issue.priority === 'high') && (
            <span className={classes.priority} data-urgent={issue.priority === 'urgent' || undefined}>
              {w.issue.priority[issue.priority]}
            </span>
          )}
          {issue.waitingSince && (
            <time dateTime={issue.waitingSince} title={fullTime(issue.waitingSince)}>
              {w.inbox.waits(span(issue.waitingSince, nowMs))}
            </time>
          )}
          {issue.status === 'snoozed' && <IconClock size={14} stroke={1.75} aria-label={w.issue.status.snoozed} />}
          {issue.ownerName && (
            <span title={w.issue.ownerIs(issue.ownerName)}>
              <StaffMark id={issue.ownerId} name={issue.ownerName} size={18} />
            </span>
          )}
        </span>
        <span className={classes.last}>
          {issue.currentChannel && <ChannelIcon kind={issue.currentChannel.kind} />}
          <bdi className={classes.words}>{issue.lastText || w.inbox.noWords}</bdi>
          <span className={classes.tags}>
            <TagChips tags={issue.tags} most={mostTags} label={w.tags.title} more={w.tags.others} />
          </span>
        </span>
      </Link>
      <label className={classes.pick}>
        <input
          type="checkbox"
          aria-label={w.inbox.picking.toggle(name)}
          // By keyboard it is `x` on the row: a second stop for each row would be in the way.
          tabIndex={-1}
          checked={isPicked}
          onClick={pick}
          readOnly
        />
      </label>
    </>
  )
})
