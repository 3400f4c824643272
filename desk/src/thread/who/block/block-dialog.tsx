import { Alert } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { blockCustomer } from '@throughline/protocol/customers/blocks.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { call } from '../../../session/call.ts'
import { nameOf } from '../../../data/customers/name-of.ts'
import { useCustomerChange } from '../../../data/customers/use-customer-change.ts'
import { ReasonDialog } from '../../../look/reason-dialog.tsx'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { w } from '../../../words/words.ts'
import classes from './block.module.css'

/** Blocks a person on all channels. Says which addresses that is, and how sure we are that they are theirs. */
export function BlockDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const change = useCustomerChange(customer.id)
  const blocking = useMutation({
    mutationFn: (reason: string) => call(blockCustomer, { params: { id: customer.id }, body: { reason } }),
    onSuccess: (changed) => {
      change.replaced(changed)
      tell(w.who.personBlocked(nameOf(changed)))
      onClose()
    },
  })
  const isUnproven = customer.identities.every(({ assurance }) => assurance === 'claimed' || assurance === 'asserted')
  return (
    <ReasonDialog
      title={w.who.blockTitle(nameOf(customer))}
      problem={blocking.error && sentenceOf(blocking.error)}
      label={w.who.blockReason}
      placeholder={w.who.blockPlaceholder}
      submit={w.who.block}
      isDangerous
      isBusy={blocking.isPending}
      onSubmit={(reason) => blocking.mutate(reason)}
      onClose={onClose}
    >
      <p className={classes.text}>{w.who.blockPersonMore}</p>
      <ul className={classes.addresses}>
        {customer.identities.map(({ id, kind, value, assurance }) => (
          <li key={id}>
            <bdi>{kind === 'device' ? w.who.kinds['device'] : value}</bdi>{' '}
            <span className={classes.sure}>({w.who.assurance[assurance]})</span>
          </li>
        ))}
      </ul>
      {isUnproven && customer.identities.length > 0 && (
        <Alert color="yellow" p={8}>
          {w.who.blockUnproven}
        </Alert>
      )}
    </ReasonDialog>
  )
}
