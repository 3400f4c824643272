import { Button, Group, Modal, Stack } from '@mantine/core'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { nameOf } from '../../data/customers/name-of.ts'
import { useMay } from '../../data/me/use-me.ts'
import noticeClasses from '../../look/notice.module.css'
import { dateOnly } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import classes from './compare-dialog.module.css'
import { comparedFields, type FieldPair, type FieldValue } from './suspicion.ts'

export interface CompareDialogProps {
  customer: Customer
  other: Customer
  suspect: 'this' | 'other'
  /** To a merge in which nobody is chosen yet. */
  onMerge: () => void
  onClose: () => void
}

/** A record that may be somebody else's beside the one that it looks like. Nothing here merges them. */
export function CompareDialog({ customer, other, suspect, onMerge, onClose }: CompareDialogProps) {
  const mayMerge = useMay('customers.merge')
  const mark = (side: 'this' | 'other') =>
    side === suspect && <small className={classes.suspect}>{w.suggestions.suspect}</small>
  return (
    <Modal opened onClose={onClose} title={w.suggestions.compareTitle} size="lg">
      <Stack>
        <div className={noticeClasses.notice}>
          <p>{w.suggestions.compareMore}</p>
        </div>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{w.suggestions.field}</th>
              <th scope="col">
                <bdi>{nameOf(customer)}</bdi> {mark('this')}
              </th>
              <th scope="col">
                <bdi>{nameOf(other)}</bdi> {mark('other')}
              </th>
            </tr>
          </thead>
          <tbody>
            {comparedFields(customer, other).map((pair) => (
              <tr key={`${pair.of} ${pair.field}`} data-agreement={pair.agreement}>
                <th scope="row">
                  <bdi>{labelOf(pair)}</bdi>
                  <small>{w.suggestions[pair.agreement]}</small>
                </th>
                <td>
                  <Values values={pair.mine} />
                </td>
                <td>
                  <Values values={pair.theirs} />
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">{w.suggestions.since}</th>
              <td>{dateOnly(customer.createdAt)}</td>
              <td>{dateOnly(other.createdAt)}</td>
            </tr>
          </tbody>
        </table>
        <Group justify="flex-end" gap="xs">
          {mayMerge && (
            <Button variant="subtle" onClick={onMerge}>
              {w.suggestions.mergeAnyway}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {w.common.close}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Values({ values }: { values: readonly FieldValue[] }) {
  if (values.length === 0) return '–'
  return values.map(({ text, assurance }) => (
    <span key={text} className={classes.value}>
      <bdi>{text}</bdi>
      {assurance && (
        <small data-unproven={assurance === 'claimed' || assurance === 'asserted' || undefined}>
          {w.who.assurance[assurance]}
        </small>
      )}
    </span>
  ))
}

function labelOf({ field, of }: FieldPair): string {
  if (of === 'name') return w.common.name
  return of === 'address' ? (w.who.kinds[field] ?? field) : field
}
