import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'

export interface Picked {
  issues: Issue[]
  has: (id: string) => boolean
  /** With `isRange`, all from the one picked last up to this one. */
  toggle: (id: string, isRange: boolean) => void
  pickAll: () => void
  clear: () => void
}

const nothing: ReadonlySet<string> = new Set()

/** Which rows are picked to be dealt with together. What leaves the list is not picked any more. */
export function usePicked(listed: Issue[]): Picked {
  const [ids, setIds] = useState(nothing)
  const last = useRef<string | null>(null)
  const newest = useRef(listed)
  useLayoutEffect(() => {
    newest.current = listed
  }, [listed])

  const toggle = useCallback((id: string, isRange: boolean) => {
    const order = newest.current.map((issue) => issue.id)
    const [from, to] = [order.indexOf(last.current ?? ''), order.indexOf(id)]
    last.current = id
    setIds((known) => {
      if (isRange && from !== -1) {
        return new Set([...known, ...order.slice(Math.min(from, to), Math.max(from, to) + 1)])
      }
      const next = new Set(known)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const pickAll = useCallback(() => setIds(new Set(newest.current.map((issue) => issue.id))), [])
  const clear = useCallback(() => setIds(nothing), [])
  const issues = useMemo(() => (ids.size === 0 ? [] : listed.filter((issue) => ids.has(issue.id))), [ids, listed])
  return { issues, has: (id) => ids.has(id), toggle, pickAll, clear }
}
