import { useQuery } from '@tanstack/react-query'
import { Failure } from '../../look/failure.tsx'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { customerQuery } from '../../data/customers/customer-query.ts'
import { MergeHistory } from '../merge/merge-history.tsx'
import { Suggestions } from '../merge/suggestions.tsx'
import { Addresses } from './addresses.tsx'
import { Attributes } from './attributes.tsx'
import { BlockNote } from './block/block-note.tsx'
import { EarlierSteps } from './earlier-steps.tsx'
import { OpenIssues } from './open-issues.tsx'
import { PastIssues } from './past-issues.tsx'
import classes from './who-panel.module.css'
import { WhoHead } from './who-head.tsx'

/** Who this is, and how sure we are. */
export function WhoPanel({ customerId, currentIssueId }: { customerId: string; currentIssueId: string | null }) {
  const customer = useQuery(customerQuery(customerId))
  if (customer.isPending) return <LateSkeleton rows={4} height={56} />
  if (customer.isError) return <Failure error={customer.error} onRetry={customer.refetch} />
  return (
    <div className={classes.panel}>
      <WhoHead customer={customer.data} />
      <BlockNote customer={customer.data} />
      <Suggestions customer={customer.data} />
      <Addresses customer={customer.data} />
      <OpenIssues customer={customer.data} currentIssueId={currentIssueId} />
      {currentIssueId && <EarlierSteps issueId={currentIssueId} customerId={customerId} />}
      <PastIssues customerId={customerId} currentIssueId={currentIssueId} />
      <Attributes customer={customer.data} />
      <MergeHistory customer={customer.data} />
    </div>
  )
}
