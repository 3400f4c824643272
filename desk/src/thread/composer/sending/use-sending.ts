import type { Copies } from '@throughline/protocol/timeline/addresses.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { leftOpen } from '@throughline/protocol/saved-replies/variables.ts'
import { useState } from 'react'
import { isActive } from '../../../data/issues/issue-list.ts'
import { usualCopies } from '../to/usual-copies.ts'
import type { Writing } from '../use-writing.ts'
import { useSaidSince } from '../warnings/use-said-since.ts'
import { useScheduling } from '../later/use-scheduling.ts'
import { useHoldSeconds } from './hold-seconds.ts'
import { afterSending, newEntry } from './new-entry.ts'
import { useSendDraft } from './use-send-draft.ts'

/** Whether what is written can be sent, what speaks against it, and how it is sent. */
export function useSending(
  { customerId, issue, copies }: { customerId: string; issue: Issue | null; copies: Copies | null },
  { draft, changeAtOnce, address, isNote, files }: Writing,
) {
  const [holdSeconds] = useHoldSeconds()
  const [sendsOpen, setSendsOpen] = useState<string | null>(null)
  const sendDraft = useSendDraft(customerId)
  const { schedule } = useScheduling(customerId)
  const since = useSaidSince(customerId, draft.begunAt)

  const context = { address, issueId: issue?.id ?? null, holdSeconds, usualCopies: usualCopies(copies, address) }
  const open = isNote ? [] : leftOpen(draft.text)
  const isHeldBack = open.length > 0 && sendsOpen !== draft.text
  const canSend = files.uploads.length === 0 && !isHeldBack && newEntry(draft, { ...context, echoId: 'x' }) !== null

  return {
    since,
    canSend,
    canClose: issue !== null && isActive(issue),
    /** Places in a saved reply that nobody has filled, while they keep it from being sent. */
    leftOpen: isHeldBack ? open : [],
    sendAnyway: () => setSendsOpen(draft.text),
    canSendLater: issue !== null && !isNote && address !== null,
    sendLater: async (at: Date, onlyIfUnanswered: boolean): Promise<void> => {
      const entry = newEntry(draft, { ...context, holdSeconds: 0, echoId: crypto.randomUUID() })
      if (entry?.kind !== 'message' || !canSend) return
      if (await schedule(entry, draft, { at, onlyIfUnanswered })) changeAtOnce(afterSending(draft, address))
    },
    send: (closes: boolean): void => {
      const entry = newEntry(draft, { ...context, echoId: crypto.randomUUID() })
      if (entry === null || !canSend || since.holdsBack(isNote)) return
      sendDraft({ entry, draft, address, closes: closes && issue !== null && isActive(issue) ? issue : null })
      changeAtOnce(afterSending(draft, address))
    },
  }
}

export type Sending = ReturnType<typeof useSending>
