import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { updateIdentity } from '@throughline/protocol/customers/identities.ts'
import type { Identity } from '@throughline/protocol/customers/identity.ts'
import { useState } from 'react'
import { call } from '../../session/call.ts'
import { isProblem } from '../../session/problem-error.ts'
import { useMay } from '../../data/me/use-me.ts'
import { ReasonDialog } from '../../look/reason-dialog.tsx'
import { sentenceOf, tell } from '../../look/tell.tsx'
import { w } from '../../words/words.ts'
import { customerQuery } from '../../data/customers/customer-query.ts'
import { CompareDialog } from '../merge/compare-dialog.tsx'
import { MergeDialog } from '../merge/merge-dialog.tsx'
import { suspectOf } from '../merge/suspicion.ts'
import { nameOf } from '../../data/customers/name-of.ts'
import { useCustomerChange } from '../../data/customers/use-customer-change.ts'

const proven = new Set<Identity['assurance']>(['possession-proven', 'host-authenticated'])

export const isProven = (identity: Identity): boolean => proven.has(identity.assurance)

export interface VouchForAddressProps {
  identity: Identity
  customerId: string
  onClose: () => void
}

/** Says by hand that an address is the customer's, with a reason that is kept. Of another's it says whose it is. */
export function VouchForAddress({ identity, customerId, onClose }: VouchForAddressProps) {
  const change = useCustomerChange(customerId)
  const vouching = useMutation({
    mutationFn: (reason: string) =>
      call(updateIdentity, { params: { id: identity.id }, body: { assurance: 'possession-proven', reason } }),
    onSuccess: async () => {
      await change.changed()
      tell(w.who.vouched(identity.value))
      onClose()
    },
  })
  const inUse = isProblem(vouching.error, 'identity_in_use') ? vouching.error : null
  const holderId = inUse?.problem.customerId ?? null
  const holder = useQuery({ ...customerQuery(holderId ?? ''), enabled: holderId !== null }).data
  const customer = useQuery(customerQuery(customerId)).data
  const mayMerge = useMay('customers.merge')
  const [isComparing, setIsComparing] = useState(false)
  const [isMerging, setIsMerging] = useState(false)
  if (isMerging && customer) return <MergeDialog customer={customer} otherId={null} onClose={onClose} />
  if (isComparing && customer && holder) {
    const suspect = suspectOf(customer, holder)
    if (suspect === null) return <MergeDialog customer={customer} otherId={holder.id} onClose={onClose} />
    const startMerge = () => setIsMerging(true)
    return <CompareDialog {...{ customer, suspect, onClose }} other={holder} onMerge={startMerge} />
  }
  return (
    <ReasonDialog
      title={w.who.vouchTitle}
      problem={
        vouching.error && (
          <>
            {inUse ? (holder ? w.who.heldBy(nameOf(holder)) : w.who.inUse) : sentenceOf(vouching.error)}
            {holder && mayMerge && (
              <Button variant="default" mt={8} onClick={() => setIsComparing(true)}>
                {w.suggestions.compare}
              </Button>
            )}
          </>
        )
      }
      label={w.who.vouchReason}
      placeholder={w.who.vouchPlaceholder}
      submit={w.who.vouchNow}
      isBusy={vouching.isPending}
      onSubmit={(reason) => vouching.mutate(reason)}
      onClose={onClose}
    >
      <p style={{ margin: 0, overflowWrap: 'anywhere' }}>
        <strong>
          <bdi>{identity.value}</bdi>
        </strong>
        <br />
        {w.who.vouchMore}
      </p>
    </ReasonDialog>
  )
}
