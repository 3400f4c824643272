import { Button } from '@mantine/core'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { IconArrowMerge } from '../../look/icons.ts'
import { useMay } from '../../data/me/use-me.ts'
import { say, w } from '../../words/words.ts'
import classes from './notice-line.module.css'
import { useCustomerIssues } from '../../data/issues/use-customer-issues.ts'
import { useIssueActions } from '../../data/issues/use-issue-actions.ts'

/** An older issue that this one may continue: one step joins them, and says why it was thought so. */
export function LikelyIssue({ issue }: { issue: Issue }) {
  const { merge } = useIssueActions()
  const mayMerge = useMay('issues.write')
  const likely = useCustomerIssues(issue.customerId).find((one) => one.id === issue.likelyIssueId)
  if (!likely) return null
  const why = issue.likelyReason === null ? '' : say(issue.likelyReason, issue.likelyWords)
  return (
    <div className={classes.line} role="note">
      <IconArrowMerge size={14} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        {w.issue.likely(`${w.issue.number(likely.number)} ${likely.subject}`)} {why}
      </span>
      {mayMerge && (
        // The older one stays: it was there first, and the customer may know its number.
        <Button variant="light" onClick={() => merge(likely, issue, why)}>
          {w.issue.likelyJoin}
        </Button>
      )}
    </div>
  )
}
