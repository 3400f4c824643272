import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterEach, expect, test, vi } from 'vitest'
import type { SafeFetchOptions, SafeResponse } from '../../../lib/safe-fetch.ts'
import { attempt, type Outcome } from './attempt.ts'

interface Vector {
  id: string
  secret: string
  headers: Record<string, string>
  body: string
  now: number
  valid: boolean
}
const file = join(import.meta.dirname, '../../../../test/corpus/webhooks/standard-webhooks/vectors.json')
const vectors: Vector[] = JSON.parse(readFileSync(file, 'utf8'))

afterEach(() => {
  vi.useRealTimers()
})

test.each(vectors.filter(({ valid }) => valid))('a call is signed as Standard Webhooks does: $id', async (vector) => {
  const { headers } = await send({
    id: vector.headers['webhook-id']!,
    secret: vector.secret,
    body: vector.body,
    at: new Date(Number(vector.headers['webhook-timestamp']) * 1000),
  })
  expect(vector.headers['webhook-signature']!.split(' ')).toContain(headers['webhook-signature'])
  expect(headers['webhook-timestamp']).toBe(vector.headers['webhook-timestamp'])
})

test.each(vectors)('the verifier that receivers use agrees with the published vectors: $id', (vector) => {
  vi.useFakeTimers({ toFake: ['Date'], now: vector.now * 1000 })
  const verify = (): unknown => new Verifier(vector.secret).verify(vector.body, vector.headers)
  if (vector.valid) expect(verify).not.toThrow()
  else expect(verify).toThrow()
})

const outcomes: [status: number, headers: Record<string, string>, outcome: Partial<Outcome>][] = [
  [200, {}, { kind: 'delivered' }],
  [204, {}, { kind: 'delivered' }],
  [299, {}, { kind: 'delivered' }],
  [302, { location: 'https://elsewhere.example/' }, { kind: 'failed', retryAfterMs: 0 }],
  [400, {}, { kind: 'failed' }],
  [410, {}, { kind: 'gone' }],
  [429, { 'retry-after': '120' }, { kind: 'failed', retryAfterMs: 120_000 }],
  [503, { 'retry-after': 'Mon, 02 Mar 2026 10:00:00 GMT' }, { kind: 'failed', retryAfterMs: 3_600_000 }],
  [503, { 'retry-after': 'soon' }, { kind: 'failed', retryAfterMs: 0 }],
  [500, {}, { kind: 'failed' }],
]
test.each(outcomes)('an answer of %i with %o is understood', async (status, headers, expected) => {
  const { outcome } = await send({}, { status, headers })
  expect(outcome).toMatchObject({ status, ...expected })
})

async function send(
  call: Partial<Parameters<typeof attempt>[0]>,
  answer: { status: number; headers: Record<string, string> } = { status: 200, headers: {} },
): Promise<{ outcome: Outcome; headers: Record<string, string> }> {
  let sent: SafeFetchOptions = {}
  const outcome = await attempt(
    {
      id: 'msg_1',
      url: 'https://receiver.example/',
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      body: '{}',
      at: new Date('2026-03-02T09:00:00Z'),
      ...call,
    },
    {
      fetch: async (url, options): Promise<SafeResponse> => {
        sent = options ?? {}
        return { ...answer, body: Buffer.alloc(0), url }
      },
    },
  )
  return { outcome, headers: sent.headers ?? {} }
}
