import { useQuery } from '@tanstack/react-query'
import { listIssueLinks } from '@throughline/protocol/issues/links.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { keys } from '../../data/query-keys.ts'
import { IconArrowMerge } from '../../look/icons.ts'
import { call } from '../../session/call.ts'
import { w } from '../../words/words.ts'
import { IssueLink } from './issue-link.tsx'
import classes from './notice-line.module.css'

/** Issues of other customers that belong to this one, each with the way there. */
export function LinkedIssues({ issue }: { issue: Issue }) {
  const { data } = useQuery({
    // A link changes the issue, and with it its version.
    queryKey: keys.issueLinks(issue.id, issue.version),
    queryFn: () => call(listIssueLinks, { params: { id: issue.id } }),
    placeholderData: (before) => before,
  })
  return data?.items.map((link) => (
    <div key={`${link.issue.id} ${link.entryId}`} className={classes.line} role="note">
      <IconArrowMerge size={14} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        {w.issue.linked(link.customer.name ?? w.common.unnamed, link.wasAnswered)}{' '}
        <IssueLink issueId={link.issue.id} customerId={link.customer.id} className={classes.link}>
          {w.issue.number(link.issue.number)} {link.issue.subject}
        </IssueLink>
      </span>
    </div>
  ))
}
