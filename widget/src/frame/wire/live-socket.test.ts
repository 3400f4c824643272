import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLiveSocket } from './live-socket.ts'

/** A socket that does as the test says. */
class Wire extends EventTarget {
  static readonly OPEN = 1
  static all: Wire[] = []
  readyState = 0
  sent: string[] = []
  constructor() {
    super()
    Wire.all.push(this)
  }
  send(text: string): void {
    this.sent.push(text)
  }
  close(): void {
    this.readyState = 3
  }
  opens(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  says(frame: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }))
  }
  breaks(code: number): void {
    this.readyState = 3
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', Wire)
  vi.stubGlobal('window', globalThis)
  Wire.all = []
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function line() {
  const told: string[] = []
  const it = openLiveSocket<{ type: string }>({
    address: 'ws://here',
    opened: (send) => send({ type: 'hello' }),
    heard: () => told.push('heard'),
    broken: (code) => told.push(`broken ${code}`),
    isOver: (code) => code === 4401,
  })
  return { it, told }
}

test('a line that breaks comes back, ever more seldom, but at least three times a minute', async () => {
  line()
  const counts: number[] = []
  for (let minute = 0; minute < 3; minute++) {
    const before = Wire.all.length
    for (let second = 0; second < 60; second++) {
      if (Wire.all.at(-1)!.readyState !== 3) Wire.all.at(-1)!.breaks(1006)
      await vi.advanceTimersByTimeAsync(1000)
    }
    counts.push(Wire.all.length - before)
  }
  expect(counts[0]).toBeGreaterThan(counts[2]!)
  expect(counts[2]).toBeGreaterThanOrEqual(3)
})

test('it says hello each time, and what the server ended stays ended', async () => {
  const { told } = line()
  Wire.all[0]!.opens()
  expect(Wire.all[0]!.sent).toEqual(['{"type":"hello"}'])
  Wire.all[0]!.breaks(1012)
  await vi.advanceTimersByTimeAsync(1500)
  Wire.all[1]!.opens()
  expect(Wire.all[1]!.sent).toEqual(['{"type":"hello"}'])
  Wire.all[1]!.breaks(4401)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(Wire.all).toHaveLength(2)
  expect(told).toEqual(['broken 1012', 'broken 4401'])
})

test('a line that fell silent is asked, and taken for broken when it does not answer', async () => {
  const { told } = line()
  Wire.all[0]!.opens()
  Wire.all[0]!.says({ type: 'welcome' })
  await vi.advanceTimersByTimeAsync(25_000)
  expect(Wire.all[0]!.sent).toContain('{"type":"ping"}')
  Wire.all[0]!.says({ type: 'pong' })
  await vi.advanceTimersByTimeAsync(25_000 + 10_000)
  expect(told).toEqual(['heard', 'heard', 'broken 1006'])
  await vi.advanceTimersByTimeAsync(1000)
  expect(Wire.all).toHaveLength(2)
})

test('a network that is back is tried at once', async () => {
  const { it } = line()
  for (let count = 0; count < 8; count++) {
    Wire.all.at(-1)!.breaks(1006)
    await vi.advanceTimersByTimeAsync(20_000)
  }
  Wire.all.at(-1)!.breaks(1006)
  const before = Wire.all.length
  it.hurry()
  expect(Wire.all.length).toBe(before + 1)
})
