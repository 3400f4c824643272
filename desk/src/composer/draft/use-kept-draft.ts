import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getDraft } from '@throughline/protocol/entries.ts'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { call } from '../../api/call.ts'
import { keys } from '../../api/keys.ts'
import { useMe } from '../../shell/use-me.ts'
import { readDraft, type Draft } from './draft.ts'
import { keepHere, onDraftOfOtherTab, readLocal, removeLocal, saveDraft, type Place } from './keep-draft.ts'

const restMs = 700

function usePlace(customerId: string): Place {
  const meId = useMe().id
  return useMemo(() => ({ meId, customerId }), [meId, customerId])
}

/** The draft as it was left, here or on another machine. */
export function useStoredDraft(customerId: string) {
  const place = usePlace(customerId)
  return useQuery({
    queryKey: keys.draft(customerId),
    queryFn: async () => {
      const { content } = await call(getDraft, { params: { id: customerId } })
      // What is still here had not reached the server: it is newer.
      return readDraft(readLocal(place) ?? content)
    },
    // Another device may have gone on writing.
    staleTime: 30_000,
    gcTime: Infinity,
  })
}

export type DraftState = 'unchanged' | 'writing' | 'saved' | 'local'

/** Keeps every change: on this machine at once, on the server as soon as the writing rests. */
export function useKeptDraft(customerId: string, initial: Draft) {
  const queryClient = useQueryClient()
  const place = usePlace(customerId)
  const [draft, setDraft] = useState(initial)
  const [state, setState] = useState<DraftState>('unchanged')
  const latest = useRef(initial)
  const unsaved = useRef<Draft | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const save = useCallback(
    async (keepalive: boolean) => {
      clearTimeout(timer.current)
      const saving = unsaved.current
      if (saving === null) return
      unsaved.current = null
      try {
        await saveDraft(place.customerId, saving, keepalive)
        if (unsaved.current === null) removeLocal(place)
        setState('saved')
      } catch {
        setState('local')
      }
    },
    [place],
  )

  const change = useCallback(
    (patch: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => {
      const current = latest.current
      const next = { ...current, ...(typeof patch === 'function' ? patch(current) : patch) }
      latest.current = next
      unsaved.current = next
      keepHere(queryClient, place, next)
      setDraft(next)
      setState('writing')
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(false), restMs)
    },
    [queryClient, place, save],
  )

  /** From another tab or device, as long as nothing is being written here. */
  const adopt = useCallback((next: Draft) => {
    if (unsaved.current !== null) return
    latest.current = next
    setDraft(next)
  }, [])
  const wasTouched = state !== 'unchanged'
  useEffect(() => {
    if (!wasTouched) adopt(initial)
  }, [initial, wasTouched, adopt])
  useEffect(() => onDraftOfOtherTab(place, adopt), [place, adopt])

  useEffect(() => {
    const leave = () => void save(true)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [save])

  /** Not even for a moment: what was sent must not be found as a draft again. */
  const changeAtOnce = useCallback(
    (patch: Partial<Draft>) => {
      change(patch)
      void save(true)
    },
    [change, save],
  )
  return { draft, change, changeAtOnce, state }
}
