import { expect, test } from 'vitest'
import { entryOf } from '../../testing/cast.ts'
import { threadFromPage, withDelivery, withEntry, withOlderPage, type ThreadState } from './thread-state.ts'

/** A page comes newest first. */
function pageOf(seqs: number[], nextCursor: string | null = null) {
  return { items: seqs.toReversed().map((seq) => entryOf(seq)), nextCursor, streamCursor: `at ${seqs.at(-1)}` }
}
const seqs = (state: ThreadState) => state.entries.map((entry) => entry.seq)
const sent = (at: string, state: 'queued' | 'sending' | 'sent' | 'delivered') => ({ state, at, attempts: 1 })

test('a thread is kept oldest first, whatever order its page has', () => {
  expect(seqs(threadFromPage(pageOf([5, 6, 7])))).toEqual([5, 6, 7])
})

test('older entries come in above, and the place in the stream stays', () => {
  const state = withOlderPage(threadFromPage(pageOf([5, 6], 'older')), { ...pageOf([3, 4]), streamCursor: 'elsewhere' })
  expect(seqs(state)).toEqual([3, 4, 5, 6])
  expect(state.streamCursor).toBe('at 6')
  expect(state.olderCursor).toBeNull()
})

test('a new entry comes in below, and the place in the stream moves on', () => {
  const state = withEntry(threadFromPage(pageOf([1, 2])), entryOf(3), 'at 3')
  expect(seqs(state)).toEqual([1, 2, 3])
  expect(state.streamCursor).toBe('at 3')
})

test('an entry applied twice is there once', () => {
  const once = withEntry(threadFromPage(pageOf([1, 2])), entryOf(3), 'at 3')
  expect(withEntry(once, entryOf(3), 'at 3')).toEqual(once)
})

test('an answer of one’s own that overtakes the stream still ends up in order', () => {
  const own = withEntry(threadFromPage(pageOf([1])), entryOf(3), 'at 1')
  const state = withEntry(own, entryOf(2), 'at 2')
  expect(seqs(state)).toEqual([1, 2, 3])
})

test('an entry older than the loaded part waits for its page', () => {
  const state = withEntry(threadFromPage(pageOf([5, 6], 'older')), entryOf(2), 'at 7')
  expect(seqs(state)).toEqual([5, 6])
})

test('a moved entry changes its issue and keeps its place', () => {
  const moved = entryOf(2, { issueId: 'another' })
  const state = withEntry(threadFromPage(pageOf([1, 2, 3])), moved, 'at 4')
  expect(seqs(state)).toEqual([1, 2, 3])
  expect(state.entries[1]?.issueId).toBe('another')
})

test('a delivery goes forward, never back, however often it is replayed', () => {
  const start = threadFromPage(pageOf([1]))
  const entryId = entryOf(1).id
  const steps = [sent('2026-01-05T08:00:01Z', 'sending'), sent('2026-01-05T08:00:02Z', 'sent')]
  const replayed = [...steps, ...steps].reduce(
    (state, delivery) => withDelivery(state, { entryId, delivery }, 'later'),
    start,
  )
  expect(replayed.entries[0]?.delivery?.state).toBe('sent')
})

test('two states of one instant end at the further one', () => {
  const at = '2026-01-05T08:00:01Z'
  const entryId = entryOf(1).id
  const start = threadFromPage(pageOf([1]))
  const delivered = withDelivery(start, { entryId, delivery: sent(at, 'delivered') }, 'a')
  expect(withDelivery(delivered, { entryId, delivery: sent(at, 'sent') }, 'b').entries[0]?.delivery?.state).toBe(
    'delivered',
  )
})

test('an edit shows on the note it refers to, and stays an entry of its own', () => {
  const note = entryOf(1, { kind: 'note', direction: 'internal', content: { type: 'note' } })
  const edit = entryOf(2, { text: 'corrected', content: { type: 'edit', refersTo: note.id } })
  const start = threadFromPage({ items: [note], nextCursor: null, streamCursor: 'a' })
  const state = withEntry(start, edit, 'b')
  expect(state.entries[0]?.edited).toEqual({ text: 'corrected', at: edit.recordedAt, by: edit.author })
  expect(seqs(state)).toEqual([1, 2])
})

test('a deletion strikes out the note it refers to', () => {
  const note = entryOf(1, { kind: 'note', direction: 'internal', content: { type: 'note' } })
  const deletion = entryOf(2, { content: { type: 'deletion', refersTo: note.id, reason: '' } })
  const start = threadFromPage({ items: [note], nextCursor: null, streamCursor: 'a' })
  expect(withEntry(start, deletion, 'b').entries[0]?.deletedAt).toBe(deletion.recordedAt)
})
