import { Link } from '@tanstack/react-router'
import type { Customer } from '@throughline/protocol/customers.ts'
import { isActive } from '../../inbox/lists/issue-list.ts'
import { useCustomerIssues } from '../../issue/use-customer-issues.ts'
import { paths } from '../../paths.ts'
import { w } from '../../words/words.ts'
import classes from './open-issues.module.css'
import { PanelSection } from './panel-section.tsx'

export function OpenIssues({ customer, currentIssueId }: { customer: Customer; currentIssueId: string | null }) {
  const issues = useCustomerIssues(customer.id).filter((issue) => isActive(issue) || issue.status === 'snoozed')
  return (
    <PanelSection title={w.who.openIssues}>
      {issues.length === 0 && <p className={classes.none}>{w.who.noOpenIssues}</p>}
      <ul className={classes.list}>
        {issues.map((issue) => (
          <li key={issue.id}>
            <Link
              to={paths.customerThread}
              params={{ customerId: customer.id }}
              search={{ issue: issue.id }}
              className={classes.issue}
              aria-current={issue.id === currentIssueId ? 'true' : undefined}
            >
              <span className={classes.subject}>
                <span className={classes.number}>{w.issue.number(issue.number)}</span> <bdi>{issue.subject}</bdi>
              </span>
              <span className={classes.status}>
                {w.issue.status[issue.status]}
                {issue.id === currentIssueId && ` · ${w.who.current}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}
