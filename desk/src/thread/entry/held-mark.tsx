import { Anchor } from '@mantine/core'
import type { Delivery } from '@throughline/protocol/timeline/delivery.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useEffect, useState } from 'react'
import { IconClock } from '../../look/icons.ts'
import { useMe } from '../../data/me/use-me.ts'
import { w } from '../../words/words.ts'
import { useRecall } from '../composer/sending/use-recall.ts'
import classes from './delivery-mark.module.css'

/** When each was first seen here: the clock of this machine may be wrong by hours, the length of the wait is not. */
const seenAtById = new Map<string, number>()

/** It waits on the server and can be taken back: for how long, and the way. */
export function HeldMark({ entry, delivery }: { entry: Entry; delivery: Delivery }) {
  const takeBack = useRecall()
  const isOwn = useMe().id === entry.author.id
  const secondsLeft = useSecondsLeft(entry.id, Date.parse(delivery.heldUntil ?? delivery.at) - Date.parse(delivery.at))
  const [isTaking, setIsTaking] = useState(false)
  if (secondsLeft <= 0) {
    return (
      <p className={classes.line} data-state="sending">
        <IconClock size={14} stroke={2} aria-hidden />
        {w.delivery.sending}
      </p>
    )
  }
  return (
    <p className={classes.line} data-state="queued">
      <IconClock size={14} stroke={2} aria-hidden />
      {w.outgoing.leavesIn(secondsLeft)}
      {isOwn && (
        <Anchor
          component="button"
          type="button"
          fz={12}
          disabled={isTaking}
          onClick={() => {
            setIsTaking(true)
            void takeBack(entry).finally(() => setIsTaking(false))
          }}
        >
          {w.outgoing.takeBack}
        </Anchor>
      )}
    </p>
  )
}

function useSecondsLeft(entryId: string, forMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  const seenAt = seenAtById.get(entryId) ?? nowMs
  useEffect(() => {
    if (!seenAtById.has(entryId)) seenAtById.set(entryId, Date.now())
    const timer = setInterval(() => setNowMs(Date.now()), 250)
    return () => clearInterval(timer)
  }, [entryId])
  return Math.ceil((seenAt + forMs - nowMs) / 1000)
}
