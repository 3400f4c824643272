import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { useNow } from '../../../look/use-now.ts'
import { nearTime, span } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'
import classes from '../composer.module.css'

/** How long the provider still takes an answer, where it does not take one at any time. */
export function WindowLeft({ window }: { window: NonNullable<ReachableAddress['window']> }) {
  const nowMs = useNow()
  const { until } = window
  if (until === null) return null
  const isOver = nowMs >= new Date(until).getTime()
  const left = span(new Date(nowMs).toISOString(), new Date(until).getTime())
  return (
    <p className={classes.begins} role="note">
      {isOver ? w.composer.windowOver : w.composer.windowLeft(left, nearTime(until, nowMs))}
    </p>
  )
}
