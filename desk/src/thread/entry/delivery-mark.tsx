import type { Delivery } from '@throughline/protocol/entries.ts'
import { IconAlertTriangle, IconCheck, IconChecks, IconClock } from '../../look/icons.ts'
import { fullTime } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import classes from './delivery-mark.module.css'

const iconByState = {
  queued: IconClock,
  sending: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertTriangle,
  refused: IconAlertTriangle,
} as const

/** How far our message has come. */
export function DeliveryMark({ delivery }: { delivery: Delivery }) {
  const Icon = iconByState[delivery.state]
  const isBad = delivery.state === 'failed' || delivery.state === 'refused'
  const reason = delivery.error && w.ofServer.sentence(delivery.error.message)
  return (
    <p className={classes.line} data-state={delivery.state} title={fullTime(delivery.at)}>
      <Icon size={14} stroke={2} aria-hidden />
      {isBad && reason ? w.delivery.failedBecause(reason) : w.delivery[delivery.state]}
      {!isBad && reason && <span title={reason}> · {w.delivery.attempts(delivery.attempts)}</span>}
    </p>
  )
}
