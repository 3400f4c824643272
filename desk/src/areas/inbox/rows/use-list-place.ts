import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { backTo, doneWith, heldPlace } from '../../../data/issues/held-place.ts'
import { belongs, type IssueFilter } from '../../../data/issues/issue-list.ts'
import { useMe } from '../../../data/me/use-me.ts'
import { paths } from '../../../paths.ts'
import type { InboxSearch } from '../inbox-search.ts'
import { focusedRowId, focusRow } from './focus-row.ts'
import { neighbourOf, placeIn, type Place } from './place.ts'

export interface ListPlaceOptions {
  issues: Issue[]
  chosenId: string | null
  search: InboxSearch
  filter: IssueFilter
  listName: string
  /** Which row has the focus, or had it when it went away. */
  focusedRow: RefObject<string | null>
  scrollTo: (index: number) => void
  /** A hand is on the list. */
  onMove: () => void
  /** One is not at a row any more: it may move. */
  onLeave: () => void
}

export interface ListSteps {
  /** For the list itself, whose focus is followed. */
  list: (element: HTMLElement | null) => (() => void) | undefined
  move: (step: 1 | -1) => void
}

/** Where one was in each list, for as long as the page is open. */
const placeByList = new Map<string, Place>()

/**
 * Where one is in the list: at the issue that is open, else at the row in focus. It stays in its place as long as one is
 * there. When it is gone, by one's own hand or another's, one is at what takes its place, never at the top.
 */
export function useListPlace(options: ListPlaceOptions): ListSteps {
  const { issues, chosenId, search, filter, listName, focusedRow, scrollTo, onMove, onLeave } = options
  const navigate = useNavigate()
  const meId = useMe().id
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const passedOver = useRef<{ from: string; to: string | null } | null>(null)
  const awaited = useRef<string | null>(null)
  const order = issues.map(({ id }) => id)
  const atId = chosenId ?? focusedId

  useLayoutEffect(() => {
    const place = placeByList.get(listName) ?? null
    if (atId !== null && (order.includes(atId) || place?.id === atId)) {
      placeByList.set(listName, placeIn(order, atId, place))
    } else if (place) placeByList.set(listName, placeIn(order, place.id, place))
  })
  const hold = useEffectEvent((id: string | null) => {
    if (id === heldPlace.now()?.id) return
    if (heldPlace.move(issues.find((issue) => issue.id === id) ?? null)) onLeave()
  })
  useLayoutEffect(() => hold(atId), [atId])
  useEffect(() => () => void heldPlace.move(null), [])

  const goTo = (id: string | undefined, opens: boolean) => {
    if (id === undefined) return
    onMove()
    scrollTo(order.indexOf(id))
    if (opens) void navigate({ to: paths.inboxIssue, params: { issueId: id }, search }).then(() => focusRow(id))
    else focusRow(id)
  }

  const move = (step: 1 | -1) => {
    const place = placeByList.get(listName) ?? null
    const at = chosenId ?? focusedRowId()
    // Back on this page, and not yet at any row: first to where one was.
    const isBack = at === null && place !== null && order.includes(place.id)
    goTo(isBack ? place.id : neighbourOf(order, placeOf(at, order, place), step), chosenId !== null)
  }

  const onDone = useEffectEvent((issue: Issue) => {
    const at = chosenId ?? focusedRowId()
    if (issue.id !== at || belongs(issue, filter, meId) || !order.includes(issue.id)) return
    const next = order[order.indexOf(issue.id) + 1] ?? order[order.indexOf(issue.id) - 1]
    if (chosenId === null) return goTo(next, false)
    passedOver.current = { from: issue.id, to: isPhone ? null : (next ?? null) }
    // On a phone the list is a page of its own: there one sees what comes next.
    if (next === undefined || isPhone) void navigate({ to: paths.inbox, search })
    else goTo(next, true)
  })
  const onBack = useEffectEvent((issue: Issue) => {
    if (passedOver.current?.from !== issue.id || passedOver.current.to !== chosenId) return
    passedOver.current = null
    // Its row comes back a moment later, to where it was.
    awaited.current = issue.id
    heldPlace.move(issue)
    void navigate({ to: paths.inboxIssue, params: { issueId: issue.id }, search })
  })
  useEffect(() => {
    const stops = [doneWith.add((issue) => onDone(issue)), backTo.add((issue) => onBack(issue))]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])

  useLayoutEffect(() => {
    const { current: id } = awaited
    if (id === null || id !== chosenId || !order.includes(id)) return
    awaited.current = null
    focusRow(id)
  })

  // The row that had the focus is gone: the focus goes to what takes its place.
  useLayoutEffect(() => {
    const { current: had } = focusedRow
    if (had === null || order.includes(had) || document.activeElement !== document.body) return
    const next = neighbourOf(order, placeByList.get(listName) ?? null, 1)
    if (next !== undefined) focusRow(next)
  })

  const list = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return undefined
      const follow = ({ target }: FocusEvent) => {
        const id = target instanceof Element && element.contains(target) ? target.getAttribute('data-issue') : null
        focusedRow.current = id
        setFocusedId(id)
      }
      document.addEventListener('focusin', follow)
      return () => document.removeEventListener('focusin', follow)
    },
    [focusedRow],
  )
  return { list, move }
}

function placeOf(at: string | null, order: readonly string[], place: Place | null): Place | null {
  if (at === null || place?.id === at) return place
  return order.includes(at) ? { id: at, order } : place
}
