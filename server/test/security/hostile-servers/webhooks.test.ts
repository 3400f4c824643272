import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { safeFetch } from '../../../src/lib/safe-fetch.ts'
import { attempt, type Outcome } from '../../../src/edges/webhooks/sending/attempt.ts'
import { pour, startHostileSocket, type Say } from './hostile-socket.ts'

type Answer = (say: Say, socket: Socket) => void
const head = 'HTTP/1.1 200 OK\r\n'

const hostile: [what: string, answer: Answer][] = [
  ['says nothing', () => {}],
  ['stops in the middle of its headers', (say) => say(`${head}x-one: `)],
  ['stops in the middle of its body', (say) => say(`${head}content-length: 10\r\n\r\nabc`)],
  ['sends headers without end', (_say, socket) => pour(socket, `${head}x: ${'a'.repeat(1000)}`)],
  ['sends a body without end', (say, socket) => (say(`${head}\r\n`), pour(socket, 'a'.repeat(10_000)))],
  ['hangs up in the middle of its body', (_say, socket) => void socket.end(`${head}content-length: 10\r\n\r\nabc`)],
  [
    'says 200 and resets',
    (_say, socket) => void socket.write(`${head}content-length: 9\r\n\r\n`, () => socket.resetAndDestroy()),
  ],
]

test.each(hostile)(
  'a webhook receiver that %s counts as failed, and its connection is closed',
  async (_what, answer) => {
    let isAnswered = false
    const receiver = await startHostileSocket({
      line: (_line, say, socket) => {
        if (isAnswered) return
        isAnswered = true
        answer(say, socket)
      },
    })
    const outcome = await call(receiver.port)
    expect(outcome).toMatchObject({ kind: 'failed', status: null })
    await expect.poll(() => receiver.open()).toBe(0)
    await receiver.close()
  },
)

async function call(port: number): Promise<Outcome> {
  const url = `http://127.0.0.1:${port}/`
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  return attempt(
    { id: 'msg_1', url, secret, body: '{}', at: new Date() },
    {
      fetch: (to, options) => safeFetch(to, { ...options, timeoutMs: 300 }),
      addressRules: { allowPrivateHosts: ['127.0.0.1'] },
    },
  )
}
