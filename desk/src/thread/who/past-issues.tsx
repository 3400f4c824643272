import { Anchor } from '@mantine/core'
import { useState } from 'react'
import { IssueLink } from '../issue/issue-link.tsx'
import { useCustomerIssues } from '../../data/issues/use-customer-issues.ts'
import { dateOnly } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import classes from './open-issues.module.css'
import { PanelSection } from '../../look/panel-section.tsx'

const shownAtFirst = 4

/** What was closed: how often, and about what, tells who this is. */
export function PastIssues({ customerId, currentIssueId }: { customerId: string; currentIssueId: string | null }) {
  const [wantsAll, setWantsAll] = useState(false)
  const closed = useCustomerIssues(customerId).filter((issue) => issue.status === 'resolved')
  if (closed.length === 0) return null
  const shown = wantsAll ? closed : closed.slice(0, shownAtFirst)
  return (
    <PanelSection title={w.who.pastIssues(closed.length)}>
      <ul className={classes.list}>
        {shown.map((issue) => (
          <li key={issue.id}>
            <IssueLink
              issueId={issue.id}
              customerId={customerId}
              className={classes.issue}
              isCurrent={issue.id === currentIssueId}
            >
              <span className={classes.subject}>
                <span className={classes.number}>{w.issue.number(issue.number)}</span> <bdi>{issue.subject}</bdi>
              </span>
              <span className={classes.status}>
                {w.who.closedOn(dateOnly(issue.resolvedAt ?? issue.lastActivityAt))}
                {issue.reopenCount > 0 && ` · ${w.who.reopened(issue.reopenCount)}`}
              </span>
            </IssueLink>
          </li>
        ))}
      </ul>
      {!wantsAll && closed.length > shown.length && (
        <Anchor component="button" type="button" fz={12} onClick={() => setWantsAll(true)}>
          {w.who.allPast(closed.length)}
        </Anchor>
      )}
    </PanelSection>
  )
}
