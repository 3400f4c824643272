import type { ClientMessage, ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { expect, test } from 'vitest'
import { entryOf, mara } from '../../testing/cast.ts'
import { makeRealtime, type StreamMessage } from './realtime.ts'

/** A network that does only what the test says, and a clock that only the test moves. */
function makeNetwork({ random = 1 } = {}) {
  const sockets: { heard: ClientMessage[]; say: (message: object) => void; cut: (code?: number) => void }[] = []
  let nowMs = 0
  let timers: { at: number; run: () => void }[] = []
  const realtime = makeRealtime({
    openSocket({ onMessage, onClose }) {
      const heard: ClientMessage[] = []
      sockets.push({ heard, say: (message) => onMessage(JSON.stringify(message)), cut: (code = 1006) => onClose(code) })
      return { send: (text) => heard.push(JSON.parse(text)), close: () => onClose(1000) }
    },
    setTimer(run, delayMs) {
      const timer = { at: nowMs + delayMs, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    now: () => nowMs,
    random: () => random,
  })
  return {
    realtime,
    sockets,
    newest: () => sockets.at(-1)!,
    connect() {
      realtime.start()
      sockets.at(-1)?.say(hello)
    },
    pass(ms: number) {
      const until = nowMs + ms
      for (;;) {
        const next = timers.filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at)[0]
        if (!next) break
        timers = timers.filter((timer) => timer !== next)
        nowMs = next.at
        next.run()
      }
      nowMs = until
    },
  }
}

const hello: ServerMessage = { type: 'hello', serverTime: '2026-01-05T08:00:00.000Z' }
const topic = `thread:${mara}` as const
const entryAt = (seq: number, echoId?: string): ServerMessage => ({
  type: 'entry',
  topic,
  cursor: `c${seq}`,
  entry: entryOf(seq, echoId ? { echoId } : {}),
})
const note = { kind: 'note', text: 'Hello', echoId: 'echo-1' } as const

test('a topic is subscribed from the cursor that came with its page', () => {
  const network = makeNetwork()
  network.connect()
  network.realtime.subscribe(topic, 'c5', () => undefined)
  expect(network.newest().heard).toEqual([{ type: 'subscribe', topic, cursor: 'c5' }])
})

test('after a cut each topic goes on from the last message that was heard', () => {
  const network = makeNetwork()
  const heard: StreamMessage[] = []
  network.connect()
  network.realtime.subscribe(topic, 'c5', (message) => heard.push(message))
  network.newest().say(entryAt(6))
  network.newest().say(entryAt(7))
  network.newest().cut()
  network.pass(500)
  network.newest().say(hello)
  expect(network.sockets).toHaveLength(2)
  expect(network.newest().heard).toEqual([{ type: 'subscribe', topic, cursor: 'c7' }])
  expect(heard).toHaveLength(2)
})

test('tries get rarer while the server is away, and begin anew once it was there', () => {
  const network = makeNetwork()
  network.connect()
  for (const delayMs of [400, 800, 1600]) {
    network.newest().cut()
    const before = network.sockets.length
    network.pass(delayMs - 1)
    expect(network.sockets).toHaveLength(before)
    network.pass(1)
    expect(network.sockets).toHaveLength(before + 1)
  }
  network.newest().say(hello)
  network.newest().cut()
  network.pass(400)
  expect(network.sockets).toHaveLength(5)
})

test('it says when the connection is lost and when it is back', () => {
  const network = makeNetwork()
  const states: string[] = []
  network.realtime.onState(() => states.push(network.realtime.state().state))
  network.connect()
  network.newest().cut()
  network.pass(400)
  network.newest().say(hello)
  expect(states).toEqual(['connecting', 'online', 'offline', 'online'])
})

test('“try now” does not wait', () => {
  const network = makeNetwork()
  network.connect()
  network.newest().cut()
  network.realtime.retryNow()
  expect(network.sockets).toHaveLength(2)
})

test('told to reload, it forgets the cursor until the page was fetched again', () => {
  const network = makeNetwork()
  const heard: string[] = []
  network.connect()
  network.realtime.subscribe(topic, 'c5', (message) => heard.push(message.type))
  network.newest().say({ type: 'reload', topic, reason: 'The thread was formed anew.' })
  network.newest().cut()
  network.pass(400)
  network.newest().say(hello)
  expect(heard).toEqual(['reload'])
  expect(network.newest().heard).toEqual([])
})

test('a topic that is no longer looked at is not heard', () => {
  const network = makeNetwork()
  const heard: StreamMessage[] = []
  network.connect()
  const unsubscribe = network.realtime.subscribe(topic, 'c5', (message) => heard.push(message))
  unsubscribe()
  network.newest().say(entryAt(6))
  expect(heard).toEqual([])
  expect(network.newest().heard.at(-1)).toEqual({ type: 'unsubscribe', topic })
})

test('a send is answered by its entry', async () => {
  const network = makeNetwork()
  network.connect()
  network.realtime.subscribe(topic, 'c5', () => undefined)
  const sending = network.realtime.send(mara, note)
  network.newest().say(entryAt(6, 'another'))
  network.newest().say(entryAt(7, 'echo-1'))
  await expect(sending).resolves.toMatchObject({ seq: 7 })
})

test('a send that is refused says why', async () => {
  const network = makeNetwork()
  network.connect()
  const sending = network.realtime.send(mara, note)
  network.newest().say({
    type: 'refused',
    echoId: 'echo-1',
    problem: { type: 'x', title: 'No', status: 422, code: 'unreachable_customer', detail: 'The address is blocked.' },
  })
  await expect(sending).rejects.toThrow('The address is blocked.')
})

test('a send that was cut off, or is not answered, is handed back to be sent another way', async () => {
  const network = makeNetwork()
  network.connect()
  const cutOff = network.realtime.send(mara, note)
  network.newest().cut()
  await expect(cutOff).resolves.toBeNull()
  await expect(network.realtime.send(mara, note)).resolves.toBeNull()
  network.pass(400)
  network.newest().say(hello)
  const unanswered = network.realtime.send(mara, note)
  network.pass(4000)
  await expect(unanswered).resolves.toBeNull()
})

test('a connection that died without a word is noticed and replaced', () => {
  const network = makeNetwork()
  network.connect()
  network.pass(70_000)
  expect(network.sockets.length).toBeGreaterThan(1)
})

test('what a newer server says and we do not know is fetched again', () => {
  const network = makeNetwork()
  const heard: string[] = []
  network.connect()
  network.realtime.subscribe(topic, 'c5', (message) => heard.push(message.type))
  network.newest().say({ type: 'confetti', topic })
  expect(heard).toEqual(['reload'])
})

test('a message about nothing we know is passed over', () => {
  const network = makeNetwork()
  network.connect()
  expect(() => network.newest().say({ type: 'confetti' })).not.toThrow()
  expect(network.realtime.state().state).toBe('online')
})

const refusalOf = (code: string) => ({
  type: 'refused',
  echoId: null,
  topic,
  problem: { type: 'x', title: 'No', status: 403, code, detail: 'You may not see this any more.' },
})

test('a topic that may not be followed any more is fetched again once, and not subscribed', () => {
  const network = makeNetwork()
  const heard: string[] = []
  let changes = 0
  network.realtime.onAccessChanged(() => (changes += 1))
  network.connect()
  network.realtime.subscribe(topic, 'c5', (message) => heard.push(message.type))
  network.newest().say(refusalOf('forbidden'))
  network.newest().cut()
  network.pass(400)
  network.newest().say(hello)
  expect(heard).toEqual(['reload'])
  expect(changes).toBe(1)
  expect(network.newest().heard).toEqual([])
})

test('a topic for the same thread as another one is dropped', () => {
  const network = makeNetwork()
  const heard: string[] = []
  network.connect()
  network.realtime.subscribe(topic, 'c5', (message) => heard.push(message.type))
  network.newest().say(refusalOf('conflict'))
  network.newest().say(entryAt(6))
  expect(heard).toEqual([])
})

test('while the server cannot say what may be followed, the desk tries again later', () => {
  const network = makeNetwork()
  network.connect()
  network.realtime.subscribe(topic, 'c5', () => undefined)
  network.newest().say(refusalOf('unavailable'))
  network.pass(400)
  network.newest().say(hello)
  expect(network.newest().heard).toEqual([{ type: 'subscribe', topic, cursor: 'c5' }])
})

test('a session that ended is noticed at once', () => {
  const network = makeNetwork()
  let changes = 0
  network.realtime.onAccessChanged(() => (changes += 1))
  network.connect()
  network.newest().cut(1006)
  expect(changes).toBe(0)
  network.realtime.retryNow()
  network.newest().cut(4401)
  expect(changes).toBe(1)
})

test('after a restart of the server all desks come back soon, and not in the same moment', () => {
  const cameBackAt = [0, 0.5, 1].map((random) => {
    const network = makeNetwork({ random })
    network.connect()
    network.newest().cut(1012)
    const state = network.realtime.state()
    network.pass(1500)
    expect(network.sockets).toHaveLength(2)
    return state.state === 'offline' ? state.retryAt : null
  })
  expect(cameBackAt).toEqual([100, 800, 1500])
})
