import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { getDraft } from '@throughline/protocol/timeline/drafts.ts'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { isProblem } from '../../../session/problem-error.ts'
import { useMe } from '../../../data/me/use-me.ts'
import { isEmptyDraft, readDraft, type Draft } from './draft.ts'
import {
  keepHere,
  onDraftOfOtherTab,
  readLocal,
  rememberVersion,
  removeLocal,
  saveDraft,
  type Place,
} from './keep-draft.ts'

const restMs = 700

function usePlace(customerId: string): Place {
  const meId = useMe().id
  return useMemo(() => ({ meId, customerId }), [meId, customerId])
}

/** The draft as it was left, here or on another machine. */
export function useStoredDraft(customerId: string) {
  return useQuery(storedDraftQuery(usePlace(customerId)))
}

export function storedDraftQuery(place: Place) {
  return queryOptions({
    queryKey: keys.draft(place.customerId),
    queryFn: async () => {
      const { content, updatedAt } = await call(getDraft, { params: { id: place.customerId } })
      // What is still here had not reached the server. Whether that has another one by now shows when it is saved.
      const local = readLocal(place)
      if (local === null) rememberVersion(place, updatedAt)
      return readDraft(local ?? content)
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
  const underWay = useRef<Promise<unknown> | null>(null)
  /** What this person wrote here on another device, when it is another than this. */
  const [elsewhere, setElsewhere] = useState<{ draft: Draft; updatedAt: string | null } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  /** Another device has written here: the same words need no question, and none of them is lost. */
  const meet = useCallback(
    async (saving: Draft) => {
      const { content, updatedAt } = await call(getDraft, { params: { id: place.customerId } })
      const theirs = readDraft(content)
      const isSame = JSON.stringify(theirs) === JSON.stringify(saving)
      if (!isSame && !isEmptyDraft(theirs) && !isEmptyDraft(saving)) return setElsewhere({ draft: theirs, updatedAt })
      rememberVersion(place, updatedAt)
      if (isEmptyDraft(saving) && unsaved.current === null) {
        removeLocal(place)
        latest.current = theirs
        setDraft(theirs)
      } else if (isEmptyDraft(theirs)) await saveDraft(place, latest.current).then(() => setState('saved'))
    },
    [place],
  )

  const save = useCallback(
    async (isLast: boolean) => {
      clearTimeout(timer.current)
      const saving = unsaved.current
      if (saving === null) return
      unsaved.current = null
      // One after the other: each goes on from what the one before it has kept. When the page is left there is no time to wait.
      const before = underWay.current
      const saved = (async () => {
        if (!isLast) await before
        await saveDraft(place, saving, { keepalive: isLast, isSure: isLast && before !== null })
      })()
      const ended = saved.then(
        () => undefined,
        () => undefined,
      )
      underWay.current = ended
      try {
        await saved
        if (unsaved.current === null) removeLocal(place)
        setElsewhere(null)
        setState('saved')
      } catch (error) {
        setState('local')
        if (isProblem(error, 'conflict')) await meet(saving)
      } finally {
        if (underWay.current === ended) underWay.current = null
      }
    },
    [place, meet],
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
  const decide = (takes: 'theirs' | 'ours') => {
    if (!elsewhere) return
    rememberVersion(place, elsewhere.updatedAt)
    setElsewhere(null)
    changeAtOnce(takes === 'theirs' ? elsewhere.draft : latest.current)
  }
  return { draft, change, changeAtOnce, state, elsewhere: elsewhere?.draft ?? null, decide }
}
