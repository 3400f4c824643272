import type { Evidence } from '@throughline/protocol/customers/merges.ts'
import type { z } from 'zod'
import { say, w } from '../../words/words.ts'
import classes from './evidence-list.module.css'

/** What speaks for it and what against, the strongest first. */
export function EvidenceList({ evidence }: { evidence: z.infer<typeof Evidence>[] }) {
  const strongestFirst = evidence.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  return (
    <ul className={classes.list}>
      {strongestFirst.map((item) => (
        <li key={`${item.field} ${item.agreement}`} data-against={item.weight < 0 || undefined}>
          <span className={classes.sign} aria-hidden>
            {item.weight < 0 ? '−' : '+'}
          </span>
          {w.suggestions.evidence(item.field, say(item.agreement, item.words))}
        </li>
      ))}
    </ul>
  )
}
