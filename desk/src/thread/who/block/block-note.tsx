import { Button } from '@mantine/core'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { useMay } from '../../../data/me/use-me.ts'
import { dateOnly } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'
import classes from './block.module.css'
import { useUnblock } from './use-unblock.ts'

/** That the customer is blocked: by whom, since when, why, and the way back. */
export function BlockNote({ customer }: { customer: Customer }) {
  const mayWrite = useMay('customers.write')
  const unblocking = useUnblock(customer)
  if (customer.block === null) return null
  const { by, at, reason } = customer.block
  return (
    <div className={classes.note}>
      <strong>{w.who.blockedBy(by.name, dateOnly(at))}</strong>
      <p className={classes.text}>
        <bdi>{reason}</bdi>
      </p>
      {mayWrite && (
        <Button variant="default" mt={8} loading={unblocking.isPending} onClick={() => unblocking.mutate()}>
          {w.who.unblock}
        </Button>
      )}
    </div>
  )
}
