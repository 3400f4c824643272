import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { isActive } from '../../data/issues/issue-list.ts'
import { IssueLink } from '../issue/issue-link.tsx'
import { useCustomerIssues } from '../../data/issues/use-customer-issues.ts'
import { w } from '../../words/words.ts'
import classes from './open-issues.module.css'
import { PanelSection } from '../../look/panel-section.tsx'

export function OpenIssues({ customer, currentIssueId }: { customer: Customer; currentIssueId: string | null }) {
  const issues = useCustomerIssues(customer.id).filter((issue) => isActive(issue) || issue.status === 'snoozed')
  return (
    <PanelSection title={w.who.openIssues}>
      {issues.length === 0 && <p className={classes.none}>{w.who.noOpenIssues}</p>}
      <ul className={classes.list}>
        {issues.map((issue) => (
          <li key={issue.id}>
            <IssueLink
              issueId={issue.id}
              customerId={customer.id}
              className={classes.issue}
              isCurrent={issue.id === currentIssueId}
            >
              <span className={classes.subject}>
                <span className={classes.number}>{w.issue.number(issue.number)}</span> <bdi>{issue.subject}</bdi>
              </span>
              <span className={classes.status}>
                {w.issue.status[issue.status]}
                {issue.id === currentIssueId && ` · ${w.who.current}`}
              </span>
            </IssueLink>
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}
