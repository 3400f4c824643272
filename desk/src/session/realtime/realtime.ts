import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { NewEntry } from '@throughline/protocol/timeline/writing.ts'
import { ServerMessage, Topic, type ClientMessage, type Viewer } from '@throughline/protocol/realtime/realtime.ts'
import { restartDelayMs, serviceRestart } from '@throughline/protocol/restart.ts'
import { ProblemError } from '../problem-error.ts'
import { backoffMs } from './backoff.ts'
import { makePendingSends } from './pending-sends.ts'

/**
 * The one connection of a tab. It keeps, for every topic that is being looked at, the cursor of the last message that
 * was applied, and after a cut subscribes again from there, so that nothing is missed and nothing needs to be fetched
 * again. It knows nothing of what messages mean: listeners apply them, and applying one twice changes nothing.
 */

export type StreamMessage = Extract<ServerMessage, { topic: Topic }>
export type StreamListener = (message: StreamMessage) => void

/** `connecting`: not yet, and nothing is wrong. `offline`: lost, the next try is at `retryAt`. */
export type ConnectionState =
  | { state: 'idle' | 'connecting' | 'online' }
  | { state: 'offline'; attempts: number; retryAt: number }

/** The little that is wanted of a WebSocket. */
export interface Socket {
  send(text: string): void
  close(): void
}

export interface RealtimePorts {
  /** `onClose` also when it could not be opened at all. */
  openSocket: (events: { onMessage: (text: string) => void; onClose: (code: number) => void }) => Socket
  setTimer: (run: () => void, delayMs: number) => () => void
  now: () => number
  random: () => number
}

export interface Realtime {
  start: () => void
  stop: () => void
  /** Tries again now instead of waiting. */
  retryNow: () => void
  state: () => ConnectionState
  onState: (listener: () => void) => () => void
  onViewers: (listener: (customerId: string, viewers: Viewer[]) => void) => () => void
  onCustomerTyping: (listener: (customerId: string) => void) => () => void
  /** What this person may do is not what it was: what is shown has to be asked for again. */
  onAccessChanged: (listener: () => void) => () => void
  /** `cursor` is the one that came with the page. Returns how to stop. */
  subscribe: (topic: Topic, cursor: string, listener: StreamListener) => () => void
  setViewing: (customerId: string | null) => void
  typing: (customerId: string, isPrivate: boolean) => void
  /** The entry as it was recorded; null when it has to be tried another way, under the same echoId. */
  send: (customerId: string, entry: NewEntry & { echoId: string }) => Promise<Entry | null>
}

const pingEveryMs = 20_000
const silenceLimitMs = 45_000
/** The server closes with it when the session has ended. */
const sessionOver = 4401

export function makeRealtime(ports: RealtimePorts): Realtime {
  const streams = new Map<Topic, { cursor: string; listener: StreamListener }>()
  const stateListeners = new Set<() => void>()
  const viewerListeners = new Set<(customerId: string, viewers: Viewer[]) => void>()
  const typingListeners = new Set<(customerId: string) => void>()
  const accessListeners = new Set<() => void>()
  const pending = makePendingSends(ports.setTimer)
  let state: ConnectionState = { state: 'idle' }
  let socket: Socket | null = null
  let viewing: string | null = null
  let attempts = 0
  let lastHeardAt = 0
  let cancelTimer: (() => void) | undefined

  function become(next: ConnectionState): void {
    state = next
    for (const listener of stateListeners) listener()
  }

  function tell(message: ClientMessage): boolean {
    if (state.state !== 'online' || socket === null) return false
    socket.send(JSON.stringify(message))
    return true
  }

  function connect(): void {
    cancelTimer?.()
    if (attempts === 0) become({ state: 'connecting' })
    lastHeardAt = ports.now()
    const opened = ports.openSocket({
      onMessage: (text) => {
        if (socket === opened) hear(text)
      },
      onClose: (code) => {
        if (socket !== opened) return
        lost(code)
        if (code === sessionOver) accessChanged()
      },
    })
    socket = opened
    watch()
  }

  /** A connection that died without a word is noticed by its silence. */
  function watch(): void {
    cancelTimer = ports.setTimer(() => {
      if (ports.now() - lastHeardAt > silenceLimitMs) socket?.close()
      else tell({ type: 'ping' })
      if (socket !== null) watch()
    }, pingEveryMs)
  }

  function lost(code: number): void {
    cancelTimer?.()
    socket = null
    pending.giveUpAll()
    const isRestart = code === serviceRestart
    const delayMs = isRestart ? restartDelayMs(ports.random()) : backoffMs(attempts, ports.random())
    attempts += 1
    become({ state: 'offline', attempts, retryAt: ports.now() + delayMs })
    cancelTimer = ports.setTimer(connect, delayMs)
  }

  function resume(): void {
    attempts = 0
    become({ state: 'online' })
    for (const [topic, { cursor }] of streams) tell({ type: 'subscribe', topic, cursor })
    if (viewing !== null) tell({ type: 'viewing', customerId: viewing })
  }

  function hear(text: string): void {
    lastHeardAt = ports.now()
    const parsed = ServerMessage.safeParse(JSON.parse(text))
    if (!parsed.success) return hearUnknown(text)
    const message = parsed.data
    if (message.type === 'hello') resume()
    else if (message.type === 'viewers') for (const tell of viewerListeners) tell(message.customerId, message.viewers)
    else if (message.type === 'customer_typing') for (const tell of typingListeners) tell(message.customerId)
    else if (message.type === 'refused') hearRefusal(message)
    else if (message.type !== 'pong') hearStream(message)
  }

  function accessChanged(): void {
    for (const tell of accessListeners) tell()
  }

  function hearRefusal({ echoId, topic, problem }: Extract<ServerMessage, { type: 'refused' }>): void {
    pending.refuse(echoId, new ProblemError(problem))
    if (topic === undefined) return
    // It cannot be found out now what we may follow: all of it is tried again after a while.
    if (problem.code === 'unavailable') return socket?.close()
    if (problem.code !== 'forbidden') return void streams.delete(topic)
    hearStream({ type: 'reload', topic, reason: problem.detail })
    accessChanged()
  }

  /** A newer server may say things that we do not know yet: what they were about is fetched again. */
  function hearUnknown(text: string): void {
    const about = Topic.safeParse(Object(JSON.parse(text)).topic)
    if (about.success) hearStream({ type: 'reload', topic: about.data, reason: 'unknown message' })
  }

  function hearStream(message: StreamMessage): void {
    const stream = streams.get(message.topic)
    if (stream === undefined) return
    if (message.type === 'reload') streams.delete(message.topic)
    else stream.cursor = message.cursor
    stream.listener(message)
    if (message.type === 'entry') pending.settle(message.entry)
  }

  return {
    start() {
      if (socket === null && state.state !== 'offline') connect()
    },
    stop() {
      cancelTimer?.()
      const open = socket
      socket = null
      attempts = 0
      open?.close()
      pending.giveUpAll()
      become({ state: 'idle' })
    },
    retryNow() {
      if (state.state === 'offline' && socket === null) connect()
    },
    state: () => state,
    onState(listener) {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },
    onViewers(listener) {
      viewerListeners.add(listener)
      return () => viewerListeners.delete(listener)
    },
    onCustomerTyping(listener) {
      typingListeners.add(listener)
      return () => typingListeners.delete(listener)
    },
    onAccessChanged(listener) {
      accessListeners.add(listener)
      return () => accessListeners.delete(listener)
    },
    subscribe(topic, cursor, listener) {
      const stream = { cursor, listener }
      streams.set(topic, stream)
      tell({ type: 'subscribe', topic, cursor })
      return () => {
        // Somebody else may have subscribed to the topic since.
        if (streams.get(topic) !== stream) return
        streams.delete(topic)
        tell({ type: 'unsubscribe', topic })
      }
    },
    setViewing(customerId) {
      viewing = customerId
      tell({ type: 'viewing', customerId })
    },
    typing(customerId, isPrivate) {
      tell({ type: 'typing', customerId, private: isPrivate })
    },
    send(customerId, entry) {
      const answer = pending.wait(entry.echoId)
      if (!tell({ type: 'send', customerId, entry })) pending.giveUp(entry.echoId)
      return answer
    },
  }
}
