import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { isActive } from '../../../data/issues/issue-list.ts'
import { DetailHeading } from '../../../look/detail-heading.tsx'
import { IconArrowLeft, IconCheck, IconFilter, IconInfoCircle } from '../../../look/icons.ts'
import { SuspectMark } from '../../../look/suspect-mark.tsx'
import type { paths } from '../../../paths.ts'
import { useKeys } from '../../../keys/use-keys.ts'
import { useMay, useMe } from '../../../data/me/use-me.ts'
import { ViewerMarks } from '../../viewers/viewer-marks.tsx'
import { w } from '../../../words/words.ts'
import { IssueTags } from '../tags/issue-tags.tsx'
import { IssueMenu } from './issue-menu.tsx'
import classes from './issue-header.module.css'
import { OwnerMenu } from './owner-menu.tsx'
import { SnoozeMenu } from './snooze-menu.tsx'
import { StatusBadge } from './status-badge.tsx'
import { SubjectLine } from './subject-line.tsx'
import { useCustomerIssues } from '../../../data/issues/use-customer-issues.ts'
import { countSoon } from '../../../data/issues/inbox-stream.ts'
import { markUnread } from '../../../data/issues/reads.ts'
import { useIssueActions } from '../../../data/issues/use-issue-actions.ts'

export interface IssueHeaderProps {
  issue: Issue | null
  customerId: string
  customerName: string
  back: typeof paths.inbox | typeof paths.customers
  foldsOthers: boolean
  onFoldOthers: () => void
  isWhoShown: boolean
  onToggleWho: () => void
}

/** Who this is, what it is about, whose it is, and what can be done with it. */
export function IssueHeader(props: IssueHeaderProps) {
  const { issue, customerId, customerName, back, foldsOthers, onFoldOthers, isWhoShown, onToggleWho } = props
  const mayChange = useMay('issues.write')
  const hasOthers = useCustomerIssues(customerId).length > 1
  useKeys({ o: () => hasOthers && onFoldOthers() })
  return (
    <header className={classes.header}>
      <ActionIcon
        className={classes.back}
        aria-label={w.common.back}
        renderRoot={(props) => <Link to={back} search={true} {...props} />}
      >
        <IconArrowLeft size={18} stroke={1.75} />
      </ActionIcon>
      <div className={classes.what}>
        <DetailHeading className={classes.name}>
          <bdi>{customerName}</bdi>
          {issue?.customerSuspect && <SuspectMark isSpelledOut />}
        </DetailHeading>
        {issue ? (
          <div className={classes.about}>
            <SubjectLine key={issue.id} issue={issue} mayChange={mayChange} />
            <StatusBadge issue={issue} />
            <IssueTags issue={issue} mayChange={mayChange} />
          </div>
        ) : (
          <p className={classes.none} title={w.issue.noneMore}>
            {w.issue.none}
          </p>
        )}
      </div>
      <div className={classes.actions}>
        <ViewerMarks customerId={customerId} />
        {issue && mayChange && <Actions issue={issue} />}
        {issue && <ReadingMenu issue={issue} mayChange={mayChange} back={back} />}
        {hasOthers && issue && (
          <Tooltip label={`${foldsOthers ? w.thread.allIssues : w.thread.onlyThisIssue} · o`}>
            <ActionIcon aria-label={w.thread.onlyThisIssue} aria-pressed={foldsOthers} onClick={onFoldOthers}>
              <IconFilter size={18} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={`${w.who.toggle} · w`}>
          <ActionIcon aria-label={w.who.toggle} aria-pressed={isWhoShown} onClick={onToggleWho}>
            <IconInfoCircle size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  )
}

/** What one marks as unread is for later: so one goes back, or it would be read again at once. */
function ReadingMenu({ issue, mayChange, back }: { issue: Issue; mayChange: boolean; back: IssueHeaderProps['back'] }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const onMarkUnread = () => {
    void navigate({ to: back, search: true })
    markUnread(issue, () => countSoon(queryClient))
  }
  useKeys({ u: onMarkUnread })
  return <IssueMenu issue={issue} mayChange={mayChange} onMarkUnread={onMarkUnread} />
}

function Actions({ issue }: { issue: Issue }) {
  const me = useMe()
  const actions = useIssueActions()
  const active = isActive(issue)
  const closeOrReopen = () =>
    active
      ? actions.close(issue)
      : issue.trashed
        ? actions.restore(issue)
        : issue.spam
          ? actions.notSpam(issue)
          : actions.reopen(issue)
  const closing = active ? w.issue.close : issue.spam ? w.issue.spam.unmark : w.issue.reopen
  useKeys({
    e: closeOrReopen,
    a: () => issue.ownerId !== me.id && actions.assign(issue, me),
  })
  return (
    <>
      <OwnerMenu issue={issue} />
      {active && <SnoozeMenu issue={issue} />}
      {/* Below it stands that the issue is in the trash, with the way back. */}
      {!issue.trashed && (
        <Button
          variant="default"
          className={classes.close}
          leftSection={active ? <IconCheck size={14} stroke={2} aria-hidden /> : null}
          onClick={closeOrReopen}
          title={`${closing} · e`}
        >
          {closing}
        </Button>
      )}
    </>
  )
}
