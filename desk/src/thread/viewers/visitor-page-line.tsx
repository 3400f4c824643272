import { useVisitorPage } from '../../data/customers/visitor-page.ts'
import { addressOf, whereaboutsOf } from '../../data/customers/whereabouts.ts'
import { useNow } from '../../look/use-now.ts'
import { fullTime, span } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import classes from './visitor-page-line.module.css'

/** Above the thread: where on our sites the customer is while they chat. A page is named, not linked: its name is theirs. */
export function VisitorPageLine({ customerId, isVisitor }: { customerId: string; isVisitor: boolean }) {
  const page = useVisitorPage(customerId)
  const nowMs = useNow()
  if (!page) return null
  const address = addressOf(page)
  const isGone = page.leftAt !== null
  // Of a visitor the heading says it, as long as they are there.
  const where = isVisitor && !isGone ? null : whereaboutsOf(page)
  return (
    <p className={classes.line} data-gone={isGone || undefined}>
      <span className={classes.dot} aria-hidden />
      <span className={classes.words} title={`${page.url} · ${fullTime(page.leftAt ?? page.at)}`}>
        {isGone ? left(page.leftAt!, nowMs) : w.who.nowOn}{' '}
        {!isGone && page.title !== '' && (
          <>
            <bdi className={classes.title}>{page.title}</bdi> ·{' '}
          </>
        )}
        <bdi>{address}</bdi>
      </span>
      {where !== null && <span className={classes.where}>{where}</span>}
    </p>
  )
}

const minuteMs = 60_000

function left(at: string, nowMs: number): string {
  return nowMs - Date.parse(at) < minuteMs ? w.who.leftNow : w.who.left(span(at, nowMs))
}
