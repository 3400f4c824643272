import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { clockTime, fullTime } from '../../words/times.ts'
import { useNow } from '../../look/use-now.ts'
import { eventSentence } from './event-sentence.ts'
import classes from './event-line.module.css'

/** Something that happened, in one quiet line. */
export function EventLine({ entry, isOther }: { entry: Entry; isOther: boolean }) {
  const nowMs = useNow()
  if (entry.content.type !== 'event') return null
  return (
    <p className={classes.line} data-other={isOther || undefined}>
      <span>{eventSentence(entry, nowMs)}</span>
      <time dateTime={entry.occurredAt} title={fullTime(entry.occurredAt)}>
        {clockTime(entry.occurredAt)}
      </time>
    </p>
  )
}
