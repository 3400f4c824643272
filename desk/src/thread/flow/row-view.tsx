import { memo, type ReactNode } from 'react'
import { EntryView } from '../entry/entry-view.tsx'
import { EventLine } from '../entry/event-line.tsx'
import { OutgoingView } from '../outgoing/outgoing-view.tsx'
import type { ThreadRow } from '../../data/thread/rows.ts'
import { DayLine, FoldedLine, IssueLine, TurnLine } from './dividers.tsx'

export interface RowViewProps {
  row: ThreadRow
  customerId: string
  onUnfold: () => void
}

export const RowView = memo(function RowView({ row, customerId, onUnfold }: RowViewProps): ReactNode {
  switch (row.kind) {
    case 'day':
      return <DayLine at={row.at} />
    case 'turn':
      return <TurnLine gapMs={row.gapMs} channel={row.channel} />
    case 'issue':
      return <IssueLine issueId={row.issueId} isOther={row.isOther} customerId={customerId} />
    case 'folded':
      return <FoldedLine count={row.count} onUnfold={onUnfold} />
    case 'event':
      return <EventLine entry={row.entry} isOther={row.isOther} />
    case 'entry':
      return <EntryView entry={row.entry} isOther={row.isOther} continues={row.continues} subject={row.subject} />
    default:
      return <OutgoingView item={row.item} />
  }
})
