import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { wordsIn } from '../../words/languages.ts'
import { firstState } from './state/first-state.ts'
import { createOutbox, type SendOutcome } from './outbox.ts'
import type { State } from './state/state.ts'
import { createStore, type Store } from './state/store.ts'
import { waitingFor } from './state/waiting-for.ts'

let store: Store<State>
beforeEach(async () => {
  store = createStore(firstState('en', await wordsIn('en')))
  vi.useFakeTimers()
})
afterEach(() => void vi.useRealTimers())

/** A server that answers as told, and keeps what it has taken. */
function serverThat(...answers: SendOutcome[]) {
  const tried: string[] = []
  const taken: string[] = []
  const outbox = createOutbox(store, async ({ echoId }) => {
    tried.push(echoId)
    const answer = answers.shift() ?? { outcome: 'recorded' }
    if (answer.outcome === 'recorded') {
      taken.push(echoId)
      store.set(({ waiting }) => ({ waiting: waiting.filter((one) => one.echoId !== echoId) }))
    }
    return answer
  })
  return { outbox, tried, taken }
}
const again: SendOutcome = { outcome: 'again', pause: 'offline' }

test('messages leave one after the other, as they were written', async () => {
  const { outbox, taken } = serverThat()
  for (const echoId of ['a', 'b', 'c']) outbox.add(waitingFor(echoId))
  await vi.runAllTimersAsync()
  expect(taken).toEqual(['a', 'b', 'c'])
  expect(store.get().waiting).toEqual([])
})

test('what a cut leaves open goes again under the same echo, and what was written later waits for it', async () => {
  const { outbox, tried } = serverThat(again, again)
  outbox.add(waitingFor('a'))
  outbox.add(waitingFor('b'))
  await vi.runAllTimersAsync()
  expect(tried).toEqual(['a', 'a', 'a', 'b'])
  expect(store.get().pause).toBeNull()
})

test('a network that is gone is asked ever more seldom, and at once when it is back', async () => {
  const { outbox, tried } = serverThat(...Array.from({ length: 12 }, () => again))
  outbox.add(waitingFor('a'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tried.length).toBeLessThan(10)
  expect(store.get().pause).toBe('offline')
  const before = tried.length
  outbox.wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(tried.length).toBe(before + 1)
})

test('a message that is told to wait waits as long as was said', async () => {
  const { outbox, tried } = serverThat({ outcome: 'again', pause: 'slowDown', afterMs: 30_000 })
  outbox.add(waitingFor('a'))
  await vi.advanceTimersByTimeAsync(29_000)
  expect([tried, store.get().pause]).toEqual([['a'], 'slowDown'])
  await vi.advanceTimersByTimeAsync(1000)
  expect(tried).toEqual(['a', 'a'])
})

test('a message that is refused is set aside with the reason, until it is tried again or discarded', async () => {
  const refused: SendOutcome = { outcome: 'refused', problem: 'Blocked.' }
  const { outbox, taken } = serverThat(refused, { outcome: 'recorded' }, { outcome: 'recorded' })
  outbox.add(waitingFor('a'))
  outbox.add(waitingFor('b'))
  await vi.runAllTimersAsync()
  expect(taken).toEqual(['b'])
  expect(store.get().waiting).toMatchObject([{ echoId: 'a', state: 'failed', problem: 'Blocked.' }])
  outbox.retry('a')
  await vi.runAllTimersAsync()
  expect(taken).toEqual(['b', 'a'])
  outbox.add(waitingFor('c', { state: 'failed' }))
  outbox.discard('c')
  expect(store.get().waiting).toEqual([])
})
