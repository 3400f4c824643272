import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { paths } from '../../paths.ts'

export interface IssueLinkProps {
  issueId: string
  customerId: string
  className?: string | undefined
  title?: string
  isCurrent?: boolean
  children: ReactNode
}

/** Puts another issue of the same customer in the light, in the list one is in. */
export function IssueLink({ issueId, customerId, isCurrent = false, children, ...rest }: IssueLinkProps) {
  const { issueId: inInbox } = useParams({ strict: false })
  const current = isCurrent ? 'true' : undefined
  if (inInbox !== undefined) {
    return (
      <Link to={paths.inboxIssue} params={{ issueId }} search={true} aria-current={current} {...rest}>
        {children}
      </Link>
    )
  }
  return (
    <Link
      to={paths.customerThread}
      params={{ customerId }}
      search={(before) => ({ ...before, issue: issueId })}
      aria-current={current}
      {...rest}
    >
      {children}
    </Link>
  )
}
