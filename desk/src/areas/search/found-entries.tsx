import { Badge } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { searchEntries, type FoundEntry } from '@throughline/protocol/timeline/search.ts'
import { useEffect, useRef, type ReactNode } from 'react'
import { keys } from '../../data/query-keys.ts'
import { ChannelIcon } from '../../look/channel-icon.tsx'
import { Failure } from '../../look/failure.tsx'
import { IconMessage } from '../../look/icons.ts'
import { keepScroll, keptScroll } from '../../look/kept-scroll.ts'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { MoreButton } from '../../look/more-button.tsx'
import noticeClasses from '../../look/notice.module.css'
import { useNow } from '../../look/use-now.ts'
import { paths } from '../../paths.ts'
import { call } from '../../session/call.ts'
import { isolated } from '../../words/isolated.ts'
import { dateOnly, fullTime, nearTime } from '../../words/times.ts'
import { highlightedParts } from './highlighted-parts.ts'
import classes from './search-page.module.css'
import { w } from './words/words.ts'

export function FoundEntries({ query, tagIds, none }: { query: string; tagIds: string[]; none: ReactNode }) {
  const tagsAny = tagIds.join(',')
  const scroller = useRef<HTMLDivElement>(null)
  const found = useInfiniteQuery({
    queryKey: keys.search(query, tagsAny),
    queryFn: ({ pageParam, signal }) =>
      call(searchEntries, {
        query: { q: query, limit: 50, ...(tagsAny ? { tagsAny } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const place = `search ${query} ${tagsAny}`
  const isThere = found.data !== undefined
  useEffect(() => {
    if (isThere && scroller.current) scroller.current.scrollTop = keptScroll(place)
  }, [isThere, place])

  if (found.isPending) return <LateSkeleton height={64} />
  if (found.isError && !found.data) return <Failure error={found.error} onRetry={found.refetch} />
  const items = found.data.pages.flatMap((page) => page.items)
  const since = found.data.pages[0]?.indexedSince
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      onScroll={(event) => keepScroll(place, event.currentTarget.scrollTop)}
    >
      {since && (
        <p className={noticeClasses.notice} role="status">
          {w.searchPage.indexing(dateOnly(since))}
        </p>
      )}
      {items.length === 0 && none}
      <ul className={classes.results} aria-label={w.searchPage.results}>
        {items.map((item) => (
          <li key={item.entry.id}>
            <Result found={item} />
          </li>
        ))}
      </ul>
      <MoreButton query={found} />
      {items.length > 0 && !found.hasNextPage && <p className={classes.end}>{w.searchPage.end}</p>}
    </div>
  )
}

function Result({ found: { entry, customerName, issue, snippet, highlights } }: { found: FoundEntry }) {
  const nowMs = useNow()
  const to = issue
    ? { to: paths.inboxIssue, params: { issueId: issue.id } }
    : { to: paths.customerThread, params: { customerId: entry.customerId } }
  const isNote = entry.kind === 'note'
  return (
    <Link {...to} className={classes.result}>
      <span className={classes.top}>
        {entry.channel ? <ChannelIcon kind={entry.channel.kind} /> : <IconMessage size={14} aria-hidden />}
        <bdi className={classes.name}>{customerName ?? w.common.unnamed}</bdi>
        {issue && (
          <span className={classes.subject}>
            {w.issue.number(issue.number)} <bdi>{issue.subject || w.issue.noSubject}</bdi>
          </span>
        )}
        {issue && (
          <Badge size="sm" color={issue.status === 'resolved' ? 'green' : 'gray'} className={classes.state}>
            {w.issue.status[issue.status]}
          </Badge>
        )}
        <time className={classes.time} dateTime={entry.recordedAt} title={fullTime(entry.recordedAt)}>
          {nearTime(entry.recordedAt, nowMs)}
        </time>
      </span>
      <span className={classes.snippet}>
        {highlightedParts(snippet, highlights).map(({ text, isHit }, index) =>
          // The parts of one line never change places.
          // oxlint-disable-next-line react/no-array-index-key
          isHit ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
        )}
      </span>
      {entry.direction !== 'in' && (
        <span className={classes.author}>
          {isNote ? `${w.searchPage.note} · ` : ''}
          {w.searchPage.wrote(isolated(entry.author.name))}
        </span>
      )}
    </Link>
  )
}
