import { Button, Group, Modal, Text } from '@mantine/core'
import type { Customer, Merge } from '@throughline/protocol/customers/customers.ts'
import { useState } from 'react'
import { useNow } from '../../look/use-now.ts'
import { useMay } from '../../data/me/use-me.ts'
import { nearTime } from '../../words/times.ts'
import { say, w } from '../../words/words.ts'
import { PanelSection } from '../../look/panel-section.tsx'
import classes from './merge-history.module.css'
import { useUndoMerge } from './use-undo-merge.ts'

/** What was merged into this customer, why, and the way back. */
export function MergeHistory({ customer }: { customer: Customer }) {
  const mayMerge = useMay('customers.merge')
  const [undoing, setUndoing] = useState<Merge | null>(null)
  const undo = useUndoMerge(customer.id)
  const nowMs = useNow()
  if (customer.merges.length === 0) return null
  return (
    <PanelSection title={w.merge.history}>
      <ul className={classes.list}>
        {customer.merges.map((merge) => (
          <li key={merge.id} className={classes.item} data-undone={merge.undoneAt !== null || undefined}>
            <span className={classes.line}>
              {w.merge.entry(
                merge.otherDisplayName ?? w.common.unnamed,
                merge.by.name,
                nearTime(merge.mergedAt, nowMs),
              )}
            </span>
            <span className={classes.reason}>{say(merge.reason, merge.words)}</span>
            {merge.undoneAt !== null && (
              <span className={classes.reason}>{w.merge.undoneOn(nearTime(merge.undoneAt, nowMs))}</span>
            )}
            {merge.undoneAt === null && mayMerge && (
              <Button variant="default" mt={4} style={{ alignSelf: 'flex-start' }} onClick={() => setUndoing(merge)}>
                {w.merge.undo}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {undoing && (
        <Modal opened onClose={() => setUndoing(null)} title={w.merge.undoTitle}>
          <Text size="xs">{w.merge.undoMore(undoing.otherDisplayName ?? w.common.unnamed)}</Text>
          <Group justify="flex-end" gap="xs" mt="md">
            <Button variant="default" onClick={() => setUndoing(null)}>
              {w.common.cancel}
            </Button>
            <Button
              loading={undo.isPending}
              onClick={() => undo.mutate(undoing.id, { onSuccess: () => setUndoing(null) })}
            >
              {w.merge.undo}
            </Button>
          </Group>
        </Modal>
      )}
    </PanelSection>
  )
}
