import { useQuery } from '@tanstack/react-query'
import { listReachableAddresses } from '@throughline/protocol/entries.ts'
import type { Issue } from '@throughline/protocol/issues.ts'
import { call } from '../api/call.ts'
import { keys } from '../api/keys.ts'
import { ComposerForm } from './composer-form.tsx'
import classes from './composer.module.css'
import { emptyDraft } from './draft.ts'
import { useStoredDraft } from './use-kept-draft.ts'

/** Where staff write. It appears once it knows what was begun here before, so that nothing typed is ever replaced. */
export function Composer({ customerId, issue }: { customerId: string; issue: Issue | null }) {
  const stored = useStoredDraft(customerId)
  const issueId = issue?.id ?? null
  const addresses = useQuery({
    queryKey: keys.addresses(customerId, issueId),
    queryFn: () =>
      call(listReachableAddresses, { params: { id: customerId }, query: issueId === null ? {} : { issueId } }),
  })
  if (stored.isPending) return <div className={classes.place} aria-busy="true" />
  return (
    <ComposerForm
      key={customerId}
      customerId={customerId}
      issue={issue}
      addresses={addresses.data?.items ?? null}
      initial={stored.data ?? emptyDraft}
    />
  )
}
