import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { clockTime, fullTime } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import classes from './event-line.module.css'

/** A name inside a sentence: its letters may run the other way, and must not turn what stands beside them. */
const isolated = (name: string): string => `\u2068${name}\u2069`

/** Something that happened, in one quiet line. */
export function EventLine({ entry, isOther }: { entry: Entry; isOther: boolean }) {
  if (entry.content.type !== 'event') return null
  const sentence = w.events.names[entry.content.name] ?? w.events.other(entry.content.name)
  return (
    <p className={classes.line} data-other={isOther || undefined}>
      <span>{(w.events.isOfServer && entry.text) || w.events.by(sentence, isolated(entry.author.name))}</span>
      <time dateTime={entry.occurredAt} title={fullTime(entry.occurredAt)}>
        {clockTime(entry.occurredAt)}
      </time>
    </p>
  )
}
