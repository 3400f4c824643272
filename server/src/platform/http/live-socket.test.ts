import { EventEmitter } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import { minuteMs } from '../../lib/clock.ts'
import { LiveSocket, tryAgainLater, type FrameRules } from './live-socket.ts'

afterEach(() => vi.useRealTimers())

const rules: FrameRules<{ say: string }> = {
  schema: z.object({ say: z.string() }),
  maxBufferedBytes: 100,
  maxPerMinute: 10,
}

class Echo extends LiveSocket<{ say: string }> {
  hasEnded = false
  readonly refusals: unknown[] = []
  protected get rules(): typeof rules {
    return rules
  }
  protected mayGoOn(): boolean {
    return !this.hasEnded
  }
  protected take({ say }: { say: string }): void {
    this.sendText(say)
  }
  protected refuse(error: unknown): void {
    this.refusals.push(error)
  }
}

/** A client, and what became of it. */
function open() {
  const sent: string[] = []
  const closed: number[] = []
  const ws = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    bufferedAmount: 0,
    send: (text: string) => sent.push(text),
    ping: () => {},
    close: (code: number) => void closed.push(code),
    terminate: () => void closed.push(0),
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what of it is used
  const echo = new Echo(ws as unknown as WebSocket)
  const say = (text: string): boolean => ws.emit('message', Buffer.from(JSON.stringify({ say: text })), false)
  return { ws, echo, sent, closed, say }
}

test('a client may send so many messages in a minute, however often it is pinged meanwhile', () => {
  vi.useFakeTimers()
  const { echo, sent, closed, say } = open()
  for (let i = 0; i < 10; i++) say(`${i}`)
  expect(closed).toEqual([])
  echo.ping()
  say('one too many')
  expect(sent).toHaveLength(10)
  expect(closed).toEqual([tryAgainLater])
  vi.advanceTimersByTime(minuteMs)
  say('in the next minute')
  expect(sent).toHaveLength(11)
})

test('what is no message is refused, and nothing is taken or sent once the session has ended', () => {
  const { ws, echo, sent, say } = open()
  ws.emit('message', Buffer.from('no JSON'), false)
  ws.emit('message', Buffer.from('{"say":1}'), false)
  ws.emit('message', Buffer.from('{"say":"binary"}'), true)
  expect(echo.refusals).toHaveLength(3)
  echo.hasEnded = true
  say('hello')
  expect(sent).toEqual([])
})

test('a client that reads too slowly, or is gone, is cut off', () => {
  const { ws, echo, closed, say } = open()
  ws.bufferedAmount = 101
  say('hello')
  expect(closed).toEqual([tryAgainLater])
  echo.ping()
  ws.emit('pong')
  echo.ping()
  expect(closed).toEqual([tryAgainLater])
  echo.ping()
  expect(closed).toEqual([tryAgainLater, 0])
})
