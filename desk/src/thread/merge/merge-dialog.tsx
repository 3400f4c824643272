import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { mergeCustomers, type Evidence } from '@throughline/protocol/customers/merges.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../session/call.ts'
import { keys } from '../../data/query-keys.ts'
import { tell, tellProblem } from '../../look/tell.tsx'
import { say, w } from '../../words/words.ts'
import { customerQuery } from '../../data/customers/customer-query.ts'
import { nameOf } from '../../data/customers/name-of.ts'
import { CustomerCard } from './customer-card.tsx'
import { CustomerPicker } from './customer-picker.tsx'
import { EvidenceList } from './evidence-list.tsx'
import classes from './merge-dialog.module.css'
import { useUndoMerge } from './use-undo-merge.ts'

export interface MergeDialogProps {
  /** Stays. */
  customer: Customer
  /** Joins it; null: still to be found. */
  otherId: string | null
  evidence?: z.infer<typeof Evidence>[]
  onClose: () => void
}

/** Shows both, says what will happen, and asks why. */
export function MergeDialog({ customer, otherId, evidence = [], onClose }: MergeDialogProps) {
  const queryClient = useQueryClient()
  const [pickedId, setPickedId] = useState(otherId)
  const [reason, setReason] = useState(() =>
    evidence.map((item) => w.suggestions.evidence(item.field, say(item.agreement, item.words))).join('; '),
  )
  const other = useQuery({ ...customerQuery(pickedId ?? ''), enabled: pickedId !== null }).data
  const undo = useUndoMerge(customer.id)
  const merging = useMutation({
    mutationFn: (otherCustomerId: string) =>
      call(mergeCustomers, { params: { id: customer.id }, body: { otherCustomerId, reason: reason.trim() } }),
    onSuccess: (merge) => {
      void queryClient.invalidateQueries({ queryKey: keys.customer(customer.id) })
      void queryClient.invalidateQueries({ queryKey: keys.suggestions(customer.id) })
      void queryClient.invalidateQueries({ queryKey: keys.allIssueLists })
      void queryClient.invalidateQueries({ queryKey: ['customers'] })
      tell(w.merge.done(other ? nameOf(other) : ''), () => undo.mutate(merge.id))
      onClose()
    },
    onError: tellProblem,
  })
  return (
    <Modal opened onClose={onClose} title={w.merge.title} size="lg">
      <Stack>
        {otherId === null && <CustomerPicker excludedId={customer.id} onPick={setPickedId} />}
        {other && (
          <>
            <div className={classes.both}>
              <CustomerCard title={w.merge.keeps} customer={customer} />
              <CustomerCard title={w.merge.joins} customer={other} />
            </div>
            {evidence.length > 0 && <EvidenceList evidence={evidence} />}
            <div>
              <h3 className={classes.heading}>{w.merge.what}</h3>
              <ul className={classes.effects}>
                {w.merge
                  .effects(nameOf(customer), nameOf(other), other.entryCount, other.openIssues.length)
                  .map((effect) => (
                    <li key={effect}>{effect}</li>
                  ))}
              </ul>
            </div>
            <Textarea
              label={w.merge.reason}
              description={w.merge.reasonHint}
              value={reason}
              maxLength={1000}
              autosize
              minRows={2}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {w.common.cancel}
          </Button>
          <Button
            disabled={!other || reason.trim() === ''}
            loading={merging.isPending}
            onClick={() => other && merging.mutate(other.id)}
          >
            {w.merge.submit}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
