import { expect, test } from 'vitest'
import { wordsIn } from '../../words/languages.ts'
import { readKept } from '../kept.ts'
import { firstState } from './state/first-state.ts'
import { createDeviceCopy } from './device-copy.ts'
import type { State } from './state/state.ts'
import { createStore, type Store } from './state/store.ts'
import { waitingFor } from './state/waiting-for.ts'

const words = await wordsIn('en')

interface Tab {
  store: Store<State>
  copy: ReturnType<typeof createDeviceCopy>
}

/** Two tabs of one site, and the storage between them, whose events come after the fact. */
function twoTabs() {
  let stored: string | null = null
  let writes = 0
  /** What the other tab has yet to hear. */
  const onTheWay: (() => void)[] = []
  const tab = (other: () => Tab): Tab => {
    const store = createStore<State>(firstState('en', words))
    const copy = createDeviceCopy({
      state: store.get,
      session: () => ({ token: 't', begunAt: 1, identifiedAs: null }),
      write(kept) {
        stored = kept
        writes += 1
        onTheWay.push(() => {
          other().copy.changed(kept)
          other().copy.keep()
        })
      },
    })
    store.subscribe(copy.keep)
    return { store, copy }
  }
  const one = tab(() => two)
  const two: Tab = tab(() => one)
  /** Until neither tab has anything more to write. */
  async function settled(): Promise<void> {
    for (let rounds = 0; rounds < 50; rounds++) {
      // What is owed is written in a microtask.
      await new Promise((resolve) => setTimeout(resolve))
      const heard = onTheWay.splice(0)
      if (heard.length === 0) return
      for (const hear of heard) hear()
    }
    throw new Error('The tabs answer each other for ever.')
  }
  return { one, two, settled, kept: () => readKept(stored), writes: () => writes }
}

test('two tabs that write at the same time come to rest, and keep what both have yet to send', async () => {
  const { one, two, settled, kept, writes } = twoTabs()
  one.store.set({ draft: 'in one', waiting: [waitingFor('a', { state: 'sending' })] })
  two.store.set({ draft: 'in two', waiting: [waitingFor('b')] })
  await settled()
  expect(writes()).toBeLessThan(8)
  expect(
    kept()
      .waiting.map(({ echoId }) => echoId)
      .toSorted(),
  ).toEqual(['a', 'b'])
  expect(['in one', 'in two']).toContain(kept().draft)
})

test('what changes together is written once', async () => {
  const { one, settled, writes } = twoTabs()
  for (const draft of ['h', 'he', 'hel']) one.store.set({ draft })
  await settled()
  expect(writes()).toBe(1)
})

test('a tab that sent its words does not take those of another away', async () => {
  const { one, two, settled, kept } = twoTabs()
  one.store.set({ draft: 'kept' })
  await settled()
  two.store.set({ draft: 'gone' })
  await settled()
  two.store.set({ draft: '' })
  await settled()
  expect(kept().draft).toBe('kept')
})
