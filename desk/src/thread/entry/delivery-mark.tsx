import type { Delivery, FailedCopy } from '@throughline/protocol/timeline/delivery.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useRef } from 'react'
import { IconAlertTriangle, IconCheck, IconChecks, IconClock, IconMailOff } from '../../look/icons.ts'
import { clockTime, dayKey, fullTime } from '../../words/times.ts'
import { say, w } from '../../words/words.ts'
import classes from './delivery-mark.module.css'
import { SendAgainButton } from './send-again-button.tsx'

const iconByStanding = {
  queued: IconClock,
  sending: IconClock,
  waiting: IconClock,
  delayed: IconClock,
  kept: IconMailOff,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertTriangle,
} as const
type Standing = keyof typeof iconByStanding

/** How far our message has come, in words and in colour; and the copies that did not arrive. */
export function DeliveryMark({ entry, delivery }: { entry: Entry; delivery: Delivery }) {
  const standing = standingOf(delivery)
  const Icon = iconByStanding[standing]
  const mayGoAgain = standing === 'failed' || standing === 'waiting' || standing === 'kept'
  const line = useRef<HTMLParagraphElement>(null)
  return (
    <>
      <p ref={line} tabIndex={-1} className={classes.line} data-state={standing} title={fullTime(delivery.at)}>
        <Icon size={14} stroke={2} aria-hidden />
        <span aria-live="polite">{wordsOf(standing, delivery)}</span>
        {mayGoAgain && (
          <SendAgainButton entry={entry} isWaiting={standing === 'waiting'} onSend={() => line.current?.focus()} />
        )}
      </p>
      {delivery.failedCopies?.map((copy) => (
        <FailedCopyLine key={copy.address} copy={copy} />
      ))}
    </>
  )
}

function FailedCopyLine({ copy }: { copy: FailedCopy }) {
  return (
    <p className={classes.line} data-state="failed" title={fullTime(copy.at)}>
      <IconAlertTriangle size={14} stroke={2} aria-hidden />
      <span>{w.delivery.copyFailed(copy.address, say(copy.message, copy.words))}</span>
    </p>
  )
}

function standingOf({ state, error, nextAttemptAt }: Delivery): Standing {
  if (state === 'refused') return 'failed'
  if (nextAttemptAt !== undefined) return 'waiting'
  return state === 'sent' && error?.code === 'delayed' ? 'delayed' : state
}

function wordsOf(standing: Standing, { error, attempts, nextAttemptAt, at }: Delivery): string {
  const words = w.delivery
  const reason = error && say(error.message, error.words)
  if (standing === 'failed') return reason ? words.failedBecause(reason) : words.failed
  if (standing === 'delayed') return words.delayed(reason ?? '')
  if (standing === 'waiting') {
    const waits = words.waits(timeOf(nextAttemptAt ?? at), reason ?? '')
    return `${waits} · ${words.attempts(attempts)}`
  }
  return words[standing]
}

/** Of today the time is enough; pauses of up to a day reach into tomorrow. */
function timeOf(time: string): string {
  return dayKey(time) === dayKey(new Date().toISOString()) ? clockTime(time) : fullTime(time)
}
