import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { getDraft, putDraft } from '@throughline/protocol/entries.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../api/call.ts'
import { keys } from '../api/keys.ts'
import { isEmptyDraft, readDraft, type Draft } from './draft.ts'

const restMs = 700
const localKey = (customerId: string) => `throughline-draft:${customerId}`

/** The draft as it was left, here or on another machine. */
export function useStoredDraft(customerId: string) {
  return useQuery({
    queryKey: keys.draft(customerId),
    queryFn: async () => {
      const { content } = await call(getDraft, { params: { id: customerId } })
      // What is still here had not reached the server: it is newer.
      return readDraft(readLocal(customerId) ?? content)
    },
    staleTime: Infinity,
    gcTime: Infinity,
  })
}

export type DraftState = 'unchanged' | 'writing' | 'saved' | 'local'

/** Keeps every change: on this machine at once, on the server as soon as the writing rests. */
export function useKeptDraft(customerId: string, initial: Draft) {
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState(initial)
  const [state, setState] = useState<DraftState>('unchanged')
  const unsaved = useRef<Draft | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const save = useCallback(
    async (keepalive: boolean) => {
      clearTimeout(timer.current)
      const saving = unsaved.current
      if (saving === null) return
      unsaved.current = null
      try {
        await saveDraft(customerId, saving, keepalive)
        if (unsaved.current === null) removeLocal(customerId)
        setState('saved')
      } catch {
        setState('local')
      }
    },
    [customerId],
  )

  const change = useCallback(
    (patch: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => {
      setDraft((current) => {
        const next = { ...current, ...(typeof patch === 'function' ? patch(current) : patch) }
        unsaved.current = next
        keepHere(queryClient, customerId, next)
        return next
      })
      setState('writing')
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(false), restMs)
    },
    [queryClient, customerId, save],
  )

  useEffect(() => {
    const leave = () => void save(true)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [save])

  return { draft, change, state }
}

function saveDraft(customerId: string, draft: Draft, keepalive: boolean): Promise<unknown> {
  const content = isEmptyDraft(draft) ? null : { ...draft }
  return call(putDraft, { params: { id: customerId }, body: { content }, keepalive })
}

function keepHere(queryClient: QueryClient, customerId: string, draft: Draft): void {
  queryClient.setQueryData(keys.draft(customerId), draft)
  try {
    localStorage.setItem(localKey(customerId), JSON.stringify(draft))
  } catch {
    // Storage is full or switched off: the server's copy remains.
  }
}

function readLocal(customerId: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(localKey(customerId)) ?? 'null')
  } catch {
    return null
  }
}

function removeLocal(customerId: string): void {
  try {
    localStorage.removeItem(localKey(customerId))
  } catch {
    // Nothing was kept.
  }
}
