import type { ClientMessage } from '@throughline/protocol/realtime/realtime.ts'
import { restartDelayMs, serviceRestart } from '@throughline/protocol/restart.ts'
import { backoffMs } from './backoff.ts'
import { makeListeners } from './listeners.ts'

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

/** The socket of a tab, opened again after each loss. It knows nothing of what is said over it. */
export interface Connection {
  start: () => void
  stop: () => void
  /** Tries again now instead of waiting. */
  retryNow: () => void
  state: () => ConnectionState
  onState: (listener: () => void) => () => void
  /** The server has greeted: from now on it can be spoken to. */
  greeted: () => void
  /** False, and nothing was sent, while it is not online. */
  send: (message: ClientMessage) => boolean
  /** Gives this socket up, for one that is opened after a while. */
  drop: () => void
}

const pingEveryMs = 20_000
const silenceLimitMs = 45_000

/** `onLost` comes with the code by which the socket was closed, or without one when this side stopped. */
export function makeConnection(
  ports: RealtimePorts,
  { onText, onLost }: { onText: (text: string) => void; onLost: (code?: number) => void },
): Connection {
  const listeners = makeListeners<[]>()
  let state: ConnectionState = { state: 'idle' }
  let socket: Socket | null = null
  let attempts = 0
  let lastHeardAt = 0
  let cancelTimer: (() => void) | undefined

  function become(next: ConnectionState): void {
    state = next
    listeners.tell()
  }

  function send(message: ClientMessage): boolean {
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
        if (socket !== opened) return
        lastHeardAt = ports.now()
        onText(text)
      },
      onClose: (code) => {
        if (socket === opened) lost(code)
      },
    })
    socket = opened
    watch()
  }

  /** A connection that died without a word is noticed by its silence. */
  function watch(): void {
    cancelTimer = ports.setTimer(() => {
      if (ports.now() - lastHeardAt > silenceLimitMs) socket?.close()
      else send({ type: 'ping' })
      if (socket !== null) watch()
    }, pingEveryMs)
  }

  function lost(code: number): void {
    cancelTimer?.()
    socket = null
    const isRestart = code === serviceRestart
    const delayMs = isRestart ? restartDelayMs(ports.random()) : backoffMs(attempts, ports.random())
    attempts += 1
    become({ state: 'offline', attempts, retryAt: ports.now() + delayMs })
    cancelTimer = ports.setTimer(connect, delayMs)
    onLost(code)
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
      become({ state: 'idle' })
      onLost()
    },
    retryNow() {
      if (state.state === 'offline' && socket === null) connect()
    },
    state: () => state,
    onState: listeners.add,
    greeted() {
      attempts = 0
      become({ state: 'online' })
    },
    send,
    drop: () => socket?.close(),
  }
}
