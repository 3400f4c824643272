import { memo, type ReactNode } from 'react'
import { EntryView } from '../entry/entry-view.tsx'
import { EventLine } from '../entry/event-line.tsx'
import { OutgoingView } from '../outgoing/outgoing-view.tsx'
import type { ThreadRow } from '../state/rows.ts'
import { DayLine, IssueLine, TurnLine } from './dividers.tsx'

export const RowView = memo(function RowView({ row, customerId }: { row: ThreadRow; customerId: string }): ReactNode {
  switch (row.kind) {
    case 'day':
      return <DayLine at={row.at} />
    case 'turn':
      return <TurnLine gapMs={row.gapMs} channel={row.channel} />
    case 'issue':
      return <IssueLine issueId={row.issueId} isOther={row.isOther} customerId={customerId} />
    case 'event':
      return <EventLine entry={row.entry} isOther={row.isOther} />
    case 'entry':
      return <EntryView entry={row.entry} isOther={row.isOther} continues={row.continues} subject={row.subject} />
    default:
      return <OutgoingView item={row.item} />
  }
})
