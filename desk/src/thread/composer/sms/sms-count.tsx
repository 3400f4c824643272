import { smsSegments } from '@throughline/protocol/sms/segments.ts'
import { w } from '../../../words/words.ts'
import classes from '../composer.module.css'

/** How many SMS a text becomes, and which letter makes each of them shorter. */
export function SmsCount({ text }: { text: string }) {
  if (text.trim() === '') return null
  const { count, unicode } = smsSegments(text)
  return (
    <p className={classes.smsCount} data-sms-count>
      {w.composer.smsSegments(count)}
      {unicode !== null && <> · {w.composer.smsUnicode(unicode)}</>}
    </p>
  )
}
