import { useQuery } from '@tanstack/react-query'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useRef, useState } from 'react'
import { useMe } from '../../../data/me/use-me.ts'
import { threadQuery } from '../../../data/thread/thread-query.ts'
import { saidSince } from './said-since.ts'

const nothing: Entry[] = []

export interface SinceBegun {
  answers: Entry[]
  words: Entry[]
  /** Somebody tried to send over an answer that they may not have read. */
  isHeld: boolean
  /** The last answer of a colleague was seen, and is no obstacle. */
  accept: () => void
  /** True, once per answer, when sending should wait for a second look. */
  holdsBack: (isNote: boolean) => boolean
}

export function useSaidSince(customerId: string, begunAt: string | null): SinceBegun {
  const meId = useMe().id
  const entries = useQuery(threadQuery(customerId)).data?.entries ?? nothing
  const { answers, words } = saidSince(entries, begunAt, meId)
  const newest = answers.at(-1)?.id ?? null
  const [heldFor, setHeldFor] = useState<string | null>(null)
  // Read in the same moment in which it is written: a state would be a drawing late.
  const accepted = useRef<string | null>(null)
  return {
    answers,
    words,
    isHeld: newest !== null && heldFor === newest,
    accept: () => {
      accepted.current = newest
    },
    holdsBack: (isNote) => {
      if (isNote || newest === null || accepted.current === newest) return false
      setHeldFor(newest)
      return true
    },
  }
}
