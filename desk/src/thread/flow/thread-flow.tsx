import { useQueryClient } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { EmptyState } from '../../look/empty-state.tsx'
import { wantsLessMotion } from '../../look/less-motion.ts'
import { tellProblem } from '../../look/tell.tsx'
import { useReadWhileLookedAt } from '../../data/issues/use-read-while-looked-at.ts'
import { useMe } from '../../data/me/use-me.ts'
import { dayKey } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import { useOutgoing } from '../../data/thread/outgoing.ts'
import { threadRows } from '../../data/thread/rows.ts'
import { loadOlder } from '../../data/thread/thread-query.ts'
import type { ThreadState } from '../../data/thread/thread-state.ts'
import { estimateHeight } from './estimate-height.ts'
import { keepPlace, keptPlace } from './kept-place.ts'
import { RowView } from './row-view.tsx'
import { onShowEntry } from '../../data/thread/show-entry.ts'
import rowClasses from '../../look/rows.module.css'
import classes from './thread-flow.module.css'
import { useStayAtEnd } from './use-stay-at-end.ts'
import { useUnseen } from './use-unseen.ts'

export interface ThreadFlowProps {
  customerId: string
  state: ThreadState
  /** The issue in the light. */
  issue: Issue | null
  foldsOthers: boolean
  onUnfold: () => void
}

/** Near enough to the end to be reading the newest. */
const endPx = 64
/** Older entries are asked for while there are still this many rows above. */
const rowsAhead = 12

export function ThreadFlow({ customerId, state, issue, foldsOthers, onUnfold }: ThreadFlowProps) {
  const issueId = issue?.id ?? null
  const queryClient = useQueryClient()
  const outgoing = useOutgoing()
  const meId = useMe().id
  const scroller = useRef<HTMLDivElement>(null)
  const threadName = `${customerId} ${issueId}`
  const [kept] = useState(() => keptPlace(threadName))
  const rows = useMemo(() => {
    const own = outgoing.filter((item) => item.customerId === customerId && item.authorId === meId)
    return threadRows(state.entries, own, { issueId, foldsOthers, hasOlder: state.olderCursor !== null, dayOf: dayKey })
  }, [state.entries, state.olderCursor, outgoing, customerId, issueId, foldsOthers, meId])

  // Before the virtualizer, which knows nothing any more once it has been cleaned up.
  const leave = useRef<(() => void) | null>(null)
  useLayoutEffect(() => () => leave.current?.(), [])
  const flow = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimateHeight(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    // Nothing moves under the hand: what is read stays put when older entries come in above or new ones below; only
    // somebody who is at the end follows the end.
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: endPx,
    overscan: 6,
    paddingStart: 16,
    paddingEnd: 16,
    ...(kept ? { initialOffset: kept.offset, initialMeasurementsCache: kept.sizes } : {}),
  })

  useLayoutEffect(() => {
    if (!kept) flow.scrollToEnd()
  }, [flow, kept])
  useStayAtEnd(scroller, flow, rows, { endPx, beginsAtEnd: kept === null })
  const isAtEnd = flow.isAtEnd(endPx)
  const unseen = useUnseen(state.entries, isAtEnd, kept?.seenSeq ?? null)
  useLayoutEffect(() => {
    leave.current = () => {
      const seenSeq = state.entries.at(-1)?.seq ?? 0
      const place = { offset: flow.scrollOffset ?? 0, sizes: flow.takeSnapshot(), seenSeq }
      keepPlace(threadName, flow.isAtEnd(endPx) ? null : place)
    }
  })
  useReadWhileLookedAt(issue, () => {
    const element = scroller.current
    return element !== null && element.scrollHeight - element.scrollTop - element.clientHeight <= endPx
  })

  useEffect(
    () =>
      onShowEntry((entryId) => {
        const index = rows.findIndex((row) => row.key === entryId)
        if (index !== -1) flow.scrollToIndex(index, { align: 'center' })
      }),
    [flow, rows],
  )

  function goToEnd(): void {
    // The button that asked for it goes away.
    scroller.current?.focus({ preventScroll: true })
    flow.scrollToEnd({ behavior: wantsLessMotion() ? 'auto' : 'smooth' })
  }

  const firstShown = flow.range?.startIndex ?? rows.length
  const wantsOlder = state.olderCursor !== null && firstShown < rowsAhead
  useEffect(() => {
    if (wantsOlder) void loadOlder(queryClient, customerId).catch(tellProblem)
  }, [wantsOlder, state.olderCursor, queryClient, customerId])

  return (
    <div className={rowClasses.frame}>
      <section
        ref={scroller}
        className={classes.scroller}
        aria-label={w.thread.entriesLabel}
        // Focusable, so that the keyboard can scroll it.
        tabIndex={0}
        data-thread-scroller
      >
        {rows.length === 0 && <EmptyState title={w.thread.empty}>{w.thread.emptyMore}</EmptyState>}
        <div className={classes.flow} style={{ height: flow.getTotalSize() }}>
          {flow.getVirtualItems().map((item) => {
            const row = rows[item.index]
            return (
              row && (
                <div
                  key={item.key}
                  data-index={item.index}
                  ref={flow.measureElement}
                  className={classes.row}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <RowView row={row} customerId={customerId} onUnfold={onUnfold} />
                </div>
              )
            )
          })}
        </div>
      </section>
      {unseen > 0 && (
        <button type="button" className={classes.pill} onClick={goToEnd}>
          {w.thread.newEntries(unseen)}
        </button>
      )}
    </div>
  )
}
