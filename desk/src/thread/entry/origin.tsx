import type { TextContent } from '@throughline/protocol/timeline/content/text.ts'
import { w } from '../../words/words.ts'
import classes from './entry-body.module.css'

/** What is said of a message beside its text: the advertisement at which it began, or that the channel kept it back. */
export function Origin({ content: { referral, unsupported } }: { content: TextContent }) {
  const where = referral && ([referral.headline, referral.url].filter(Boolean).join(' · ') || referral.source)
  return (
    <>
      {where && (
        <p className={classes.origin}>
          <bdi>{w.entry.cameFrom(where)}</bdi>
        </p>
      )}
      {unsupported && <p className={classes.struck}>{w.entry.unsupported}</p>}
    </>
  )
}
