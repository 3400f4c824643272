import { Anchor } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { updateIdentity } from '@throughline/protocol/customers/identities.ts'
import type { MailAddress } from '@throughline/protocol/timeline/content/email.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useState } from 'react'
import { customerQuery } from '../../data/customers/customer-query.ts'
import { useCustomerChange } from '../../data/customers/use-customer-change.ts'
import { useMay } from '../../data/me/use-me.ts'
import { IconArrowForward } from '../../look/icons.ts'
import { tell, tellProblem } from '../../look/tell.tsx'
import { call } from '../../session/call.ts'
import { isProblem } from '../../session/problem-error.ts'
import { w } from '../../words/words.ts'
import { MergeDialog } from '../merge/merge-dialog.tsx'
import classes from './delivery-mark.module.css'

/** On a mail that one of us forwarded: its author is the customer by what the mail says, and in one step by our word. */
export function ForwardedLine({ entry, by }: { entry: Entry; by: MailAddress }) {
  const { customerId, identity } = entry
  const { data: customer } = useQuery(customerQuery(customerId))
  const change = useCustomerChange(customerId)
  const mayVouch = useMay('identities.vouch')
  const mayMerge = useMay('customers.merge')
  const [holderId, setHolderId] = useState<string | null>(null)
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      call(updateIdentity, {
        params: { id: identity!.id },
        body: { assurance: 'asserted', reason: w.forwardedMail.reason(by.name || by.address) },
      }),
    onSuccess: async () => {
      await change.changed()
      tell(w.forwardedMail.isCustomer(identity!.value))
    },
    onError: (error) => {
      const holder = isProblem(error, 'identity_in_use') ? error.problem.customerId : undefined
      if (holder !== undefined && mayMerge) setHolderId(holder)
      else tellProblem(error)
    },
  })
  const isClaim = customer?.identities.find(({ id }) => id === identity?.id)?.assurance === 'claimed'
  return (
    <p className={classes.line} data-state={isClaim ? 'waiting' : undefined}>
      <IconArrowForward size={14} stroke={2} aria-hidden />
      <span>{w.forwardedMail.by(by.name || by.address)}</span>
      {isClaim && identity && (
        <>
          <span>{w.forwardedMail.claims(identity.value)}</span>
          {mayVouch && (
            <Anchor component="button" type="button" fz={12} disabled={isPending} onClick={() => mutate()}>
              {w.forwardedMail.confirm}
            </Anchor>
          )}
        </>
      )}
      {holderId !== null && customer && (
        <MergeDialog customer={customer} otherId={holderId} onClose={() => setHolderId(null)} />
      )}
    </p>
  )
}
