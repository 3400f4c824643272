import { Button } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Suggestion } from '@throughline/protocol/customers/merges.ts'
import { useState } from 'react'
import { useMay } from '../../data/me/use-me.ts'
import { IconAlertTriangle } from '../../look/icons.ts'
import { w } from '../../words/words.ts'
import { customerQuery, suggestionsQuery } from '../../data/customers/customer-query.ts'
import { PanelSection } from '../../look/panel-section.tsx'
import { CompareDialog } from './compare-dialog.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import classes from './suggestions.module.css'
import { suspectOf } from './suspicion.ts'

/** Who may be the same person, and why it is thought so. Nobody is merged without somebody saying so. */
export function Suggestions({ customer }: { customer: Customer }) {
  const suggestions = useQuery(suggestionsQuery(customer.id))
  const mayMerge = useMay('customers.merge')
  const [comparing, setComparing] = useState<Suggestion | null>(null)
  const [isMerging, setIsMerging] = useState(false)
  const items = suggestions.data?.items.slice(0, 3) ?? []
  const others = useQueries({ queries: items.map(({ customerId }) => customerQuery(customerId)) })
  if (items.length === 0) return null
  const otherOf = ({ customerId }: Suggestion) => others.find(({ data }) => data?.id === customerId)?.data
  const suspectIn = (suggestion: Suggestion) => {
    const other = otherOf(suggestion)
    return other ? suspectOf(customer, other) : null
  }
  const compared = comparing && otherOf(comparing)
  const suspect = comparing && suspectIn(comparing)
  const close = () => setComparing(null)
  return (
    <PanelSection title={items.some(suspectIn) ? w.suggestions.suspectTitle : w.suggestions.title}>
      <ul className={classes.list}>
        {items.map((suggestion) => {
          const suspected = suspectIn(suggestion)
          const name = suggestion.displayName ?? w.common.unnamed
          return (
            <li key={suggestion.customerId} className={classes.item} data-suspect={suspected ?? undefined}>
              {suspected && (
                <p className={classes.suspect}>
                  <IconAlertTriangle size={14} stroke={2} aria-hidden />
                  {w.suggestions.suspect}
                </p>
              )}
              <div className={classes.head}>
                <bdi className={classes.name}>{name}</bdi>
                {!suspected && <span className={classes.strength}>{w.suggestions.strength(suggestion.score)}</span>}
              </div>
              {suspected && (
                <p className={classes.why}>
                  {suspected === 'this' ? w.suggestions.suspectThis(name) : w.suggestions.suspectOther(name)}
                </p>
              )}
              <EvidenceList evidence={suggestion.evidence} />
              {(mayMerge || suspected) && (
                <Button variant="default" mt={8} onClick={() => setComparing(suggestion)}>
                  {w.suggestions.compare}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {comparing && compared && suspect && (
        <CompareDialog
          customer={customer}
          other={compared}
          suspect={suspect}
          onClose={close}
          onMerge={() => {
            close()
            setIsMerging(true)
          }}
        />
      )}
      {comparing && compared && !suspect && (
        <MergeDialog customer={customer} otherId={comparing.customerId} evidence={comparing.evidence} onClose={close} />
      )}
      {isMerging && <MergeDialog customer={customer} otherId={null} onClose={() => setIsMerging(false)} />}
    </PanelSection>
  )
}
