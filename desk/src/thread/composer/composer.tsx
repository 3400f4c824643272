import { useQuery } from '@tanstack/react-query'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useMe } from '../../data/me/use-me.ts'
import { sentenceOf } from '../../look/tell.tsx'
import { addressesQuery } from '../../data/thread/addresses-query.ts'
import { ComposerForm } from './composer-form.tsx'
import classes from './composer.module.css'
import { emptyDraft } from './draft/draft.ts'
import { useStoredDraft } from './draft/use-kept-draft.ts'
import { ForwardForm } from './forward/forward-form.tsx'
import { useForwarding } from './draft/forwarding.ts'

/**
 * Where staff write. It appears once it knows what was begun here before and where it may be sent, so that nothing
 * typed is ever replaced and no field changes its nature under the hand.
 */
export function Composer({ customerId, issue }: { customerId: string; issue: Issue | null }) {
  const stored = useStoredDraft(customerId)
  const forwarding = useForwarding(customerId, useMe().id)
  const addresses = useQuery({
    ...addressesQuery(customerId, issue?.id ?? null),
    // Another issue of the same customer: the field stays. Another customer's addresses are never shown, not even for
    // a moment.
    placeholderData: (previous, query) => (query?.queryKey[1] === customerId ? previous : undefined),
  })
  if (forwarding) return <ForwardForm key={forwarding.echoId} forwarding={forwarding} />
  if (stored.isPending || addresses.isPending) return <div className={classes.place} aria-busy="true" />
  return (
    <ComposerForm
      key={customerId}
      customerId={customerId}
      issue={issue}
      addresses={addresses.data?.items ?? []}
      copies={addresses.data?.copies ?? null}
      problem={addresses.data ? null : sentenceOf(addresses.error)}
      initial={stored.data ?? emptyDraft}
    />
  )
}
