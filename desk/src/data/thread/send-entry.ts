import { createEntry } from '@throughline/protocol/timeline/writing.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { call } from '../../session/call.ts'
import { UnreachableError } from '../../session/problem-error.ts'
import { realtime } from '../../session/realtime/desk-realtime.ts'
import { outgoingStore } from './outgoing.ts'
import type { OutgoingItem } from './outgoing-state.ts'

/**
 * Shows what was written at once, and sends it: by the open connection, else by an ordinary request under the same
 * echoId, which is the same entry. Returns the entry, or null when it could not be sent now; it then stays on the
 * thread with the reason.
 */
export async function sendEntry(item: OutgoingItem): Promise<Entry | null> {
  outgoingStore.add({ ...item, state: 'sending' })
  try {
    const entry =
      (await realtime.send(item.customerId, item.entry)) ??
      (await call(createEntry, { params: { id: item.customerId }, body: item.entry }))
    return entry
  } catch (error) {
    const state = error instanceof UnreachableError ? 'waiting' : 'failed'
    outgoingStore.mark(item.echoId, { state, ...(error instanceof Error ? { reason: error.message } : {}) })
    return null
  }
}

const resuming = new Set<string>()

/** Called when the connection is back, and when the page is opened with things left unsent. */
export async function sendWaiting(authorId: string, onSent: (customerId: string, entry: Entry) => void): Promise<void> {
  for (const item of outgoingStore.all()) {
    if (item.authorId !== authorId || item.state === 'failed' || resuming.has(item.echoId)) continue
    resuming.add(item.echoId)
    const entry = await sendEntry(item)
    resuming.delete(item.echoId)
    if (entry) onSent(item.customerId, entry)
  }
}
