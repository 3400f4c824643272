import type { QueryClient } from '@tanstack/react-query'
import { putDraft } from '@throughline/protocol/timeline/drafts.ts'
import { call } from '../../../session/call.ts'
import { noteDraft } from '../../../data/thread/own-drafts.ts'
import { keys } from '../../../data/query-keys.ts'
import { isEmptyDraft, readDraft, type Draft } from './draft.ts'

/** Whose draft on whose thread: several people may use one machine. */
export interface Place {
  meId: string
  customerId: string
}

/** Here at once, and on the server; what does not get there is sent with the next change, or when it is read again. */
export function keepDraftOf(queryClient: QueryClient, place: Place, draft: Draft): void {
  keepHere(queryClient, place, draft)
  saveDraft(place, draft).then(
    () => removeLocal(place),
    () => undefined,
  )
}

/** Says from which version it goes on: what the same person wrote on another device is never overwritten unseen. */
export async function saveDraft(
  place: Place,
  draft: Draft,
  /** `isSure`: an earlier one of our own is still on its way, and this one replaces it whichever comes first. */
  { keepalive = false, isSure = false } = {},
): Promise<void> {
  const content = isEmptyDraft(draft) ? null : { ...draft }
  const was = isSure ? {} : { was: { updatedAt: versionOf(place) } }
  const kept = await call(putDraft, { params: { id: place.customerId }, body: { content, ...was }, keepalive })
  rememberVersion(place, kept.updatedAt)
}

/** Which version of the server's this device goes on from; its tabs share it. */
export function versionOf(place: Place): string | null {
  try {
    return localStorage.getItem(versionKey(place))
  } catch {
    return null
  }
}

export function rememberVersion(place: Place, updatedAt: string | null): void {
  try {
    if (updatedAt === null) localStorage.removeItem(versionKey(place))
    else localStorage.setItem(versionKey(place), updatedAt)
  } catch {
    // Then the server asks once more than needed.
  }
}

export function keepHere(queryClient: QueryClient, place: Place, draft: Draft): void {
  queryClient.setQueryData(keys.draft(place.customerId), draft)
  noteDraft(place.customerId, !isEmptyDraft(draft))
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

function versionKey({ meId, customerId }: Place): string {
  return `throughline-draft-version:${meId}:${customerId}`
}

function localKey({ meId, customerId }: Place): string {
  return `throughline-draft:${meId}:${customerId}`
}
