import { mostInBulk } from '@throughline/protocol/issues/bulk.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'

export interface Picked {
  issues: Issue[]
  has: (id: string) => boolean
  /** With `isRange`, all from the one picked last up to this one. */
  toggle: (id: string, isRange: boolean) => void
  /** Of the whole view, as many as can be dealt with at once: what is not loaded yet is loaded first. */
  pickAll: () => void
  isPickingAll: boolean
  /** All that are loaded are picked. */
  isAll: boolean
  /** The view has more than are loaded. */
  hasMore: boolean
  clear: () => void
}

export interface Listed {
  issues: Issue[]
  hasMore: boolean
  loadMore: () => Promise<boolean>
}

const nothing: ReadonlySet<string> = new Set()

/** Which rows are picked to be dealt with together. What leaves the list is not picked any more. */
export function usePicked({ issues: listed, hasMore, loadMore }: Listed): Picked {
  const [ids, setIds] = useState(nothing)
  const [isPickingAll, setIsPickingAll] = useState(false)
  const last = useRef<string | null>(null)
  const newest = useRef(listed)
  useLayoutEffect(() => {
    newest.current = listed
  }, [listed])
  const toggle = useCallback((id: string, isRange: boolean) => {
    const order = newest.current.map((issue) => issue.id)
    const [from, to] = [order.indexOf(last.current ?? ''), order.indexOf(id)]
    last.current = id
    setIsPickingAll(false)
    setIds((known) => {
      if (isRange && from !== -1) {
        return mostOf([...known, ...order.slice(Math.min(from, to), Math.max(from, to) + 1)])
      }
      const next = new Set(known)
      if (!next.delete(id)) next.add(id)
      return mostOf(next)
    })
  }, [])
  const wantsMore = isPickingAll && hasMore && listed.length < mostInBulk
  useEffect(() => {
    if (!isPickingAll) return
    setIds(mostOf(listed.map(({ id }) => id)))
    if (!wantsMore) return setIsPickingAll(false)
    // With the next page this is asked again.
    void loadMore().then((isLoaded) => !isLoaded && setIsPickingAll(false))
    // What is loaded changes with each page; how it is loaded is the same.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isPickingAll, listed.length, wantsMore])
  const pickAll = useCallback(() => setIsPickingAll(true), [])
  const clear = useCallback(() => {
    setIsPickingAll(false)
    setIds(nothing)
  }, [])
  const issues = useMemo(() => (ids.size === 0 ? [] : listed.filter((issue) => ids.has(issue.id))), [ids, listed])
  const isAll = issues.length === Math.min(listed.length, mostInBulk)
  return {
    issues,
    has: (id) => ids.has(id),
    toggle,
    pickAll,
    isPickingAll,
    isAll,
    hasMore: hasMore || listed.length > mostInBulk,
    clear,
  }
}

const mostOf = (ids: Iterable<string>): ReadonlySet<string> => new Set([...new Set(ids)].slice(0, mostInBulk))
