import { Button } from '@mantine/core'
import type { ScheduledReply } from '@throughline/protocol/channels/scheduled.ts'
import { useState } from 'react'
import { useMay, useMe } from '../../../data/me/use-me.ts'
import { useScheduled } from '../../../data/thread/scheduled.ts'
import { IconAlertTriangle, IconClock } from '../../../look/icons.ts'
import { useNow } from '../../../look/use-now.ts'
import { nearTime } from '../../../words/times.ts'
import { say, w } from '../../../words/words.ts'
import classes from './scheduled-replies.module.css'
import { SendAt } from './send-at.tsx'
import { useScheduling } from './use-scheduling.ts'

/** Below the thread, where they will stand: replies that wait for their time, and those that were held back. */
export function ScheduledReplies({ customerId }: { customerId: string }) {
  const replies = useScheduled(customerId)
  if (replies.length === 0) return null
  return (
    <ul className={classes.list} aria-label={w.later.list}>
      {replies.map((reply) => (
        <li key={reply.id}>
          <Waiting reply={reply} />
        </li>
      ))}
    </ul>
  )
}

function Waiting({ reply }: { reply: ScheduledReply }) {
  const me = useMe()
  const mayWrite = useMay('thread.write')
  const nowMs = useNow()
  const { isBusy, edit, sendNow, move, cancel } = useScheduling(reply.customerId)
  const [isMoving, setIsMoving] = useState(false)
  const isOwn = reply.author.id === me.id
  const { heldBack, sendAt, onlyIfUnanswered } = reply
  const when = nearTime(sendAt, nowMs)
  const isDue = Date.parse(sendAt) <= nowMs
  const state = heldBack ? say(heldBack.detail, heldBack.words) : isDue ? w.later.due : w.later.waits(when)
  return (
    <article className={classes.reply} data-held={heldBack !== null || undefined} aria-label={state}>
      <p className={classes.state} role="status">
        {heldBack ? (
          <IconAlertTriangle size={14} stroke={2} aria-hidden />
        ) : (
          <IconClock size={14} stroke={2} aria-hidden />
        )}
        <span>
          {state} {!heldBack && onlyIfUnanswered && w.later.unlessAnswered}
        </span>
      </p>
      <p className={classes.text}>
        {!isOwn && (
          <>
            <bdi>{reply.author.name}</bdi>:{' '}
          </>
        )}
        <bdi>{reply.text || w.later.files(reply.fileCount)}</bdi>
      </p>
      {mayWrite && (
        <div className={classes.actions}>
          {isOwn && (
            <>
              <Button variant="subtle" disabled={isBusy} onClick={() => edit(reply)}>
                {w.common.edit}
              </Button>
              <Button variant="subtle" disabled={isBusy} onClick={() => setIsMoving(true)}>
                {w.later.move}
              </Button>
              <Button variant="subtle" disabled={isBusy} onClick={() => sendNow(reply)}>
                {heldBack ? w.later.sendAnyway : w.later.sendNow}
              </Button>
            </>
          )}
          <Button variant="subtle" color="gray" disabled={isBusy} onClick={() => cancel(reply)}>
            {w.later.cancel}
          </Button>
        </div>
      )}
      {isMoving && (
        <SendAt onlyIfUnanswered={null} onSend={(at) => move(reply, at)} onClose={() => setIsMoving(false)} />
      )}
    </article>
  )
}
