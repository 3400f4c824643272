import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState, type UIEvent } from 'react'
import { usePreferences } from '../../../data/me/preferences.ts'
import { Failure } from '../../../look/failure.tsx'
import { keepScroll, keptScroll } from '../../../look/kept-scroll.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { w } from '../words/words.ts'
import { EmptyInbox } from '../empty-inbox.tsx'
import type { InboxSearch } from '../inbox-search.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { IssueFilter } from '../../../data/issues/issue-list.ts'
import { BulkBar } from '../picking/bulk-bar.tsx'
import { usePicked } from '../picking/use-picked.ts'
import { TagPicker } from '../../../thread/issue/tags/tag-picker.tsx'
import { IssueRow, rowHeights } from './issue-row.tsx'
import rowClasses from '../../../look/rows.module.css'
import classes from './issue-rows.module.css'
import { listHold } from '../../../data/issues/list-hold.ts'
import { useIssueList } from '../../../data/issues/use-issue-list.ts'
import { useListKeys } from './use-list-keys.ts'
import { useListPlace } from './use-list-place.ts'
import { usePrefetchInSight } from './use-prefetch-in-sight.ts'

export interface IssueRowsProps {
  filter: IssueFilter
  /** The address, for links to the rows. */
  search: InboxSearch
  chosenId: string | null
}

const none: Issue[] = []

/** The list itself: only the rows in sight exist; the next page is fetched before its end is reached. */
export function IssueRows({ filter, search, chosenId }: IssueRowsProps) {
  const { data: list, error, refetch, loadMore, settle } = useIssueList(filter)
  const { density } = usePreferences()
  const scroller = useRef<HTMLDivElement>(null)
  const issues = list?.items ?? none
  const picked = usePicked({ issues, hasMore: list !== undefined && list.nextCursor !== null, loadMore })
  const scrollName = `inbox ${JSON.stringify(filter)}`
  const focusedRow = useRef<string | null>(null)
  const rows = useVirtualizer({
    count: issues.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeights[density],
    getItemKey: (index) => issues[index]?.id ?? index,
    overscan: 10,
    initialOffset: () => keptScroll(scrollName),
    // What has the focus is drawn however far one scrolls: else the focus would be lost.
    rangeExtractor: (range) => {
      const focused = issues.findIndex(({ id }) => id === focusedRow.current)
      const drawn = defaultRangeExtractor(range)
      return focused === -1 || drawn.includes(focused) ? drawn : [...drawn, focused].toSorted((a, b) => a - b)
    },
  })
  useLayoutEffect(() => rows.measure(), [rows, density])
  const lastShown = rows.range?.endIndex ?? 0
  usePrefetchInSight(issues, rows.range?.startIndex ?? 0, lastShown)
  const wantsMore = list !== undefined && list.nextCursor !== null && lastShown > issues.length - 15
  useEffect(() => {
    if (wantsMore) void loadMore()
  })
  useEffect(() => () => listHold.release(), [])
  const onHand = () => listHold.pointerMoved(() => !listHold.isOn() && settle())
  const steps = useListPlace({
    issues,
    chosenId,
    search,
    filter,
    listName: scrollName,
    focusedRow,
    scrollTo: (index) => rows.scrollToIndex(index, { align: 'auto' }),
    onMove: onHand,
    onLeave: () => !listHold.isOn() && settle(),
  })
  const [taggedId, setTaggedId] = useState<string | null>(null)
  const tagged = issues.filter(({ id }) => id === taggedId)
  useListKeys({ issues, chosenId, search, steps, onPick: picked.toggle, onTag: ({ id }) => setTaggedId(id) })

  if (error && !list) return <Failure error={error} onRetry={refetch} />
  if (!list) return <LateSkeleton height={60} />

  const letIn = () => {
    listHold.release()
    settle()
    scroller.current?.scrollTo({ top: 0 })
  }
  const onScroll = (event: UIEvent<HTMLDivElement>) => {
    const isTop = event.currentTarget.scrollTop < 8
    listHold.scrolled(isTop)
    keepScroll(scrollName, event.currentTarget.scrollTop)
    if (isTop && !listHold.isOn()) settle()
  }

  return (
    <>
      <div className={rowClasses.frame} data-density={density} data-picking={picked.issues.length > 0 || undefined}>
        {list.waiting.length > 0 && (
          <button type="button" className={classes.pill} onClick={letIn}>
            {w.inbox.waiting(list.waiting.length)}
          </button>
        )}
        <div ref={scroller} className={rowClasses.scroller} onScroll={onScroll} onPointerMove={onHand} data-list>
          {issues.length === 0 && list.waiting.length === 0 && <EmptyInbox filter={filter} search={search} />}
          <ul
            ref={steps.list}
            aria-label={w.inbox.listLabel}
            className={rowClasses.list}
            style={{ height: rows.getTotalSize() }}
          >
            {rows.getVirtualItems().map((row) => {
              const issue = issues[row.index]
              return (
                issue && (
                  <li
                    key={row.key}
                    aria-setsize={list.nextCursor ? -1 : issues.length}
                    aria-posinset={row.index + 1}
                    className={rowClasses.row}
                    style={{ height: row.size, transform: `translateY(${row.start}px)` }}
                  >
                    <IssueRow
                      issue={issue}
                      search={search}
                      isChosen={issue.id === chosenId}
                      isPicked={picked.has(issue.id)}
                      onPick={picked.toggle}
                    />
                  </li>
                )
              )
            })}
          </ul>
        </div>
      </div>
      {picked.issues.length > 0 && <BulkBar picked={picked} onLeave={picked.clear} />}
      {tagged.length > 0 && <TagPicker issues={tagged} onClose={() => setTaggedId(null)} />}
    </>
  )
}
