import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { blockCustomer } from '@throughline/protocol/customers/blocks.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { nameOf } from '../../../data/customers/name-of.ts'
import { useCustomerChange } from '../../../data/customers/use-customer-change.ts'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { w } from '../../../words/words.ts'
import classes from './block.module.css'

/** Blocks a person on all channels. Says which addresses that is, and how sure we are that they are theirs. */
export function BlockDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const change = useCustomerChange(customer.id)
  const [reason, setReason] = useState('')
  const blocking = useMutation({
    mutationFn: () => call(blockCustomer, { params: { id: customer.id }, body: { reason: reason.trim() } }),
    onSuccess: (changed) => {
      change.replaced(changed)
      tell(w.who.personBlocked(nameOf(changed)))
      onClose()
    },
  })
  const isUnproven = customer.identities.every(({ assurance }) => assurance === 'claimed' || assurance === 'asserted')
  return (
    <Modal opened onClose={onClose} title={w.who.blockTitle(nameOf(customer))} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          blocking.mutate()
        }}
      >
        <Stack gap="sm">
          {blocking.error && (
            <Alert color="red" p={8} role="alert">
              {sentenceOf(blocking.error)}
            </Alert>
          )}
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
          <Textarea
            label={w.who.blockReason}
            placeholder={w.who.blockPlaceholder}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            required
            autosize
            minRows={2}
            maxLength={1000}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.common.cancel}
            </Button>
            <Button type="submit" color="red.9" loading={blocking.isPending} disabled={reason.trim() === ''}>
              {w.who.block}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
