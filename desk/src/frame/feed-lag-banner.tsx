import { useQuery } from '@tanstack/react-query'
import { getFeedLag, type FeedLag } from '@throughline/protocol/events/changes.ts'
import type { z } from 'zod'
import { call } from '../session/call.ts'
import { keys } from '../data/query-keys.ts'
import { w } from '../words/words.ts'
import bannerClasses from './connection-banner.module.css'
import classes from './feed-lag-banner.module.css'
import { useMay } from '../data/me/use-me.ts'

const lookEveryMs = 20_000

/** For those who run the installation: what nobody sees on a screen, and who can end it. */
export function FeedLagBanner() {
  const mayKnow = useMay('operation.read')
  const { data: lag } = useQuery({
    queryKey: keys.feedLag,
    queryFn: () => call(getFeedLag, {}),
    enabled: mayKnow,
    refetchInterval: lookEveryMs,
    retry: false,
  })
  const holder = lag?.holder ?? null
  const words = w.feedLag
  return (
    <div className={bannerClasses.banner} hidden={!lag?.late}>
      {/* Read out once: the seconds beside it change with every look. */}
      <strong role="status">{lag?.late && words.title}</strong>{' '}
      {lag?.late && (
        <>
          {words.waits(Math.round(lag.seconds))} {holder && `${whose(holder)}. `}
          {words.advice}
          {holder?.query && (
            <details className={classes.statement}>
              <summary>{words.query}</summary>
              <code>{holder.query}</code>
            </details>
          )}
        </>
      )}
    </div>
  )
}

function whose({ pid, application, state, ageSeconds }: NonNullable<z.infer<typeof FeedLag>['holder']>): string {
  const words = w.feedLag
  const age = ageSeconds === null ? '' : words.openFor(Math.round(ageSeconds))
  return `${pid === null ? words.prepared : words.session(pid, application, state)}${age}`
}
