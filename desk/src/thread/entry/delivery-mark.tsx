import type { Delivery } from '@throughline/protocol/timeline/delivery.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useRef } from 'react'
import { IconAlertTriangle, IconCheck, IconChecks, IconClock } from '../../look/icons.ts'
import { clockTime, dayKey, fullTime } from '../../words/times.ts'
import { say, w } from '../../words/words.ts'
import classes from './delivery-mark.module.css'
import { SendAgainButton } from './send-again-button.tsx'

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
export function DeliveryMark({ entry, delivery }: { entry: Entry; delivery: Delivery }) {
  const Icon = iconByState[delivery.state]
  const isBad = delivery.state === 'failed' || delivery.state === 'refused'
  const reason = delivery.error && say(delivery.error.message, delivery.error.words)
  const { nextAttemptAt } = delivery
  const isWaiting = nextAttemptAt !== undefined
  const line = useRef<HTMLParagraphElement>(null)
  return (
    <p ref={line} tabIndex={-1} className={classes.line} data-state={delivery.state} title={fullTime(delivery.at)}>
      <Icon size={14} stroke={2} aria-hidden />
      <span aria-live="polite">
        {isBad && reason && w.delivery.failedBecause(reason)}
        {isWaiting && reason && w.delivery.waits(timeOf(nextAttemptAt), reason)}
        {!(reason && (isBad || isWaiting)) && w.delivery[delivery.state]}
        {!isBad && reason && ` · ${w.delivery.attempts(delivery.attempts)}`}
      </span>
      {(isBad || isWaiting) && (
        <SendAgainButton entry={entry} isWaiting={isWaiting} onSend={() => line.current?.focus()} />
      )}
    </p>
  )
}

/** Of today the time is enough; pauses of up to a day reach into tomorrow. */
function timeOf(time: string): string {
  return dayKey(time) === dayKey(new Date().toISOString()) ? clockTime(time) : fullTime(time)
}
