import { Tooltip } from '@mantine/core'
import { StaffMark } from '../../data/people/staff-mark.tsx'
import { w } from '../../words/words.ts'
import { useViewers } from './use-viewers.ts'

/** Colleagues who have this thread open. */
export function ViewerMarks({ customerId }: { customerId: string }) {
  const viewers = useViewers(customerId)
  if (viewers.length === 0) return null
  const sentence = w.thread.viewing(viewers.map((viewer) => viewer.name))
  return (
    <Tooltip label={sentence} openDelay={100}>
      <span role="img" aria-label={sentence} style={{ display: 'inline-flex', gap: 2 }}>
        {viewers.slice(0, 3).map((viewer) => (
          <StaffMark key={viewer.staffId} id={viewer.staffId} name={viewer.name} size={22} />
        ))}
      </span>
    </Tooltip>
  )
}
