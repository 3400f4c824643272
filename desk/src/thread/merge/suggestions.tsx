import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Suggestion } from '@throughline/protocol/customers/merges.ts'
import { useState } from 'react'
import { useMay } from '../../data/me/use-me.ts'
import { w } from '../../words/words.ts'
import { suggestionsQuery } from '../../data/customers/customer-query.ts'
import { PanelSection } from '../../look/panel-section.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import classes from './suggestions.module.css'

/** Who may be the same person, and why it is thought so. Nobody is merged without somebody saying so. */
export function Suggestions({ customer }: { customer: Customer }) {
  const suggestions = useQuery(suggestionsQuery(customer.id))
  const mayMerge = useMay('customers.merge')
  const [comparing, setComparing] = useState<Suggestion | null>(null)
  const items = suggestions.data?.items.slice(0, 3) ?? []
  if (items.length === 0) return null
  return (
    <PanelSection title={w.suggestions.title}>
      <ul className={classes.list}>
        {items.map((suggestion) => (
          <li key={suggestion.customerId} className={classes.item}>
            <div className={classes.head}>
              <bdi className={classes.name}>{suggestion.displayName ?? w.common.unnamed}</bdi>
              <span className={classes.strength}>{w.suggestions.strength(suggestion.score)}</span>
            </div>
            <EvidenceList evidence={suggestion.evidence} />
            {mayMerge && (
              <Button variant="default" mt={8} onClick={() => setComparing(suggestion)}>
                {w.suggestions.compare}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {comparing && (
        <MergeDialog
          customer={customer}
          otherId={comparing.customerId}
          evidence={comparing.evidence}
          onClose={() => setComparing(null)}
        />
      )}
    </PanelSection>
  )
}
