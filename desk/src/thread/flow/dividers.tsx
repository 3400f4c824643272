import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { IssueLink } from '../issue/issue-link.tsx'
import { useCustomerIssues } from '../../data/issues/use-customer-issues.ts'
import { ChannelIcon } from '../../look/channel-icon.tsx'
import { useNow } from '../../look/use-now.ts'
import { dayName, laterBy } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import classes from './dividers.module.css'

export function DayLine({ at }: { at: string }) {
  const nowMs = useNow()
  return (
    <div className={classes.day} role="separator">
      <time dateTime={at}>{dayName(at, nowMs)}</time>
    </div>
  )
}

/** "2 h later, by phone" */
export function TurnLine({ gapMs, channel }: { gapMs: number; channel: Entry['channel'] }) {
  const gap = gapMs > 0 ? laterBy(gapMs) : null
  const by = channel ? w.channelWords.by(channel.kind, channel.name) : null
  return (
    <div className={classes.turn} role="separator">
      {channel && <ChannelIcon kind={channel.kind} />}
      {w.thread.turn(gap, by)}
    </div>
  )
}

/** Entries of other issues, out of sight because one asked for it. */
export function FoldedLine({ count, onUnfold }: { count: number; onUnfold: () => void }) {
  return (
    <div className={classes.turn}>
      <button type="button" className={classes.folded} title={w.thread.allIssues} onClick={onUnfold}>
        {w.thread.folded(count)}
      </button>
    </div>
  )
}

/** Where the thread turns to another issue. */
export function IssueLine({ issueId, isOther, customerId }: { issueId: string; isOther: boolean; customerId: string }) {
  const issue = useCustomerIssues(customerId).find((known) => known.id === issueId)
  const label = issue ? w.thread.otherIssue(issue.number, issue.subject) : w.thread.unknownIssue
  return (
    <div className={classes.issue} role="separator" data-other={isOther || undefined}>
      {isOther ? (
        <IssueLink issueId={issueId} customerId={customerId} title={w.thread.showIssue} className={classes.issueLink}>
          <bdi>{label}</bdi>
        </IssueLink>
      ) : (
        <bdi className={classes.issueName}>{label}</bdi>
      )}
    </div>
  )
}
