import { restartDelayMs, serviceRestart } from '@throughline/protocol/restart.ts'

const [firstDelayMs, longestDelayMs] = [500, 20_000]
const pingEveryMs = 25_000
const answerWithinMs = 10_000

export interface LiveSocket<Frame> {
  send(frame: Frame): void
  /** Try now instead of at the next turn; and find out at once whether a connection that seems open is. */
  hurry(): void
  close(): void
}

interface LiveSocketOptions<Frame> {
  readonly address: string
  opened(send: (frame: Frame) => void): void
  heard(frame: unknown): void
  /** The connection broke; another follows by itself unless the server said that it is over. */
  broken(code: number): void
  isOver(code: number): boolean
}

/**
 * A WebSocket that comes back: soon after the first break, then less often, and each widget at another moment so that
 * a server that starts anew is not run over. A connection that went silent is taken for broken.
 */
export function openLiveSocket<Frame extends { type: string }>(
  options: LiveSocketOptions<Frame | { type: 'ping' }>,
): LiveSocket<Frame> {
  let socket: WebSocket | null = null
  let attempts = 0
  let isClosed = false
  let timer = 0
  let silence = 0

  function connect(): void {
    clearTimeout(timer)
    if (isClosed || socket) return
    const mine = new WebSocket(options.address)
    socket = mine
    expectWord(mine)
    mine.addEventListener('open', () => options.opened(send))
    mine.addEventListener('message', ({ data }) => {
      if (socket !== mine) return
      attempts = 0
      clearTimeout(silence)
      silence = window.setTimeout(() => ask(mine), pingEveryMs)
      options.heard(JSON.parse(String(data)))
    })
    mine.addEventListener('close', ({ code }) => broke(mine, code))
  }

  function broke(mine: WebSocket, code: number): void {
    if (socket !== mine) return
    clearTimeout(silence)
    socket = null
    isClosed = options.isOver(code)
    options.broken(code)
    if (isClosed) return
    const backoffMs = Math.min(longestDelayMs, firstDelayMs * 2 ** attempts) * (0.5 + Math.random() / 2)
    const delayMs = code === serviceRestart ? restartDelayMs(Math.random()) : backoffMs
    attempts += 1
    timer = window.setTimeout(connect, delayMs)
  }

  function ask(mine: WebSocket): void {
    send({ type: 'ping' })
    expectWord(mine)
  }

  function expectWord(mine: WebSocket): void {
    clearTimeout(silence)
    silence = window.setTimeout(() => {
      // A dead wire never answers to closing; it is broken as of now.
      mine.close()
      broke(mine, 1006)
    }, answerWithinMs)
  }

  function send(frame: Frame | { type: 'ping' }): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
  }

  connect()
  return {
    send,
    hurry(): void {
      attempts = 0
      if (!socket) connect()
      else if (socket.readyState === WebSocket.OPEN) ask(socket)
    },
    close(): void {
      isClosed = true
      clearTimeout(timer)
      clearTimeout(silence)
      const last = socket
      socket = null
      last?.close()
    },
  }
}
