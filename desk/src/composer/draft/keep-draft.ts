import type { QueryClient } from '@tanstack/react-query'
import { putDraft } from '@throughline/protocol/entries.ts'
import { call } from '../../api/call.ts'
import { keys } from '../../api/keys.ts'
import { isEmptyDraft, readDraft, type Draft } from './draft.ts'

/** Whose draft on whose thread: several people may use one machine. */
export interface Place {
  meId: string
  customerId: string
}

/** Here at once, and on the server; what does not get there is sent with the next change, or when it is read again. */
export function keepDraftOf(queryClient: QueryClient, place: Place, draft: Draft): void {
  keepHere(queryClient, place, draft)
  saveDraft(place.customerId, draft, false).then(
    () => removeLocal(place),
    () => undefined,
  )
}

export function saveDraft(customerId: string, draft: Draft, keepalive: boolean): Promise<unknown> {
  const content = isEmptyDraft(draft) ? null : { ...draft }
  return call(putDraft, { params: { id: customerId }, body: { content }, keepalive })
}

export function keepHere(queryClient: QueryClient, place: Place, draft: Draft): void {
  queryClient.setQueryData(keys.draft(place.customerId), draft)
  try {
    localStorage.setItem(localKey(place), JSON.stringify(draft))
  } catch {
    // Storage is full or switched off: the server's copy remains.
  }
}

export function readLocal(place: Place): unknown {
  try {
    return JSON.parse(localStorage.getItem(localKey(place)) ?? 'null')
  } catch {
    return null
  }
}

export function removeLocal(place: Place): void {
  try {
    localStorage.removeItem(localKey(place))
  } catch {
    // Nothing was kept.
  }
}

/** What the same person writes on the same thread in another tab is written here too. */
export function onDraftOfOtherTab(place: Place, adopt: (draft: Draft) => void): () => void {
  const key = localKey(place)
  const listen = (event: StorageEvent) => {
    // Removed: it has reached the server, unchanged.
    if (event.key === key && event.newValue !== null) adopt(readDraft(JSON.parse(event.newValue)))
  }
  window.addEventListener('storage', listen)
  return () => window.removeEventListener('storage', listen)
}

function localKey({ meId, customerId }: Place): string {
  return `throughline-draft:${meId}:${customerId}`
}
