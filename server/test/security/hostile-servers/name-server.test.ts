import { lookup } from 'node:dns/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createEmailAdapter } from '../../../src/channels/adapters/email/email.ts'
import { resolveMailHost } from '../../../src/lib/safe-address.ts'
import { assertSafeUrl, safeFetch } from '../../../src/lib/safe-fetch.ts'
import { emailChannel, outboundMessage, testPlatform, noOthers } from '../../mail/email-channel.ts'

// A name server that never answers: what waits for it waits for seconds, and nothing else waits for it.

vi.mock('node:dns/promises', async (original) => ({ ...(await original<object>()), lookup: vi.fn<typeof lookup>() }))

/** Lookups that the system has begun, and that hold one of its threads. */
let asked: string[]
let answer: Map<string, (outcome: string | Error) => void>
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  asked = []
  answer = new Map()
  vi.mocked(lookup).mockImplementation((async (name: string) => {
    asked.push(name)
    return new Promise((resolve, reject) => {
      answer.set(name, (outcome) =>
        outcome instanceof Error ? reject(outcome) : resolve([{ address: outcome, family: 4 }]),
      )
    })
  }) as unknown as typeof lookup)
})
afterEach(() => {
  for (const end of answer.values()) end(timedOut())
  vi.useRealTimers()
})

const timedOut = (): Error => Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' })

/** What has become of it after seconds. */
async function soon<T>(work: Promise<T>): Promise<unknown> {
  const outcome = work.catch((error: unknown) => error)
  await expect.poll(() => asked.length).toBeGreaterThan(0)
  await vi.advanceTimersByTimeAsync(13_000)
  return outcome
}

test('a name server that never answers holds a call no longer than its time-out', async () => {
  const resolve = (): Promise<string[]> => new Promise(() => {})
  vi.useRealTimers()
  const call = safeFetch('http://stalled.example/', { resolve, timeoutMs: 50 })
  await expect(call).rejects.toMatchObject({
    code: 'upstream_failed',
    publicMessage: expect.stringContaining('too long'),
  })
})

test('an address that is stored for later is refused for now when no name server answers', async () => {
  expect(await soon(assertSafeUrl('https://hook.example/'))).toMatchObject({
    code: 'unavailable',
    publicMessage: 'No name server answers for hook.example just now. Try again later.',
  })
})

const password = 'TOP-SECRET-0b7d'
const smtp = (host: string) => ({ host, port: 587, security: 'starttls' as const, user: 'help', password })
const imap = (host: string) => ({ host, port: 993, security: 'tls' as const, user: 'help', password })

test('a mail whose outgoing server has no name server that answers is sent later', async () => {
  const adapter = createEmailAdapter({ smtpListen: null, smtpUrl: null })
  const { context } = emailChannel({ address: 'help@shop.example', smtp: smtp('out.example') })
  expect(await soon(adapter.send(outboundMessage(), context))).toMatchObject({
    kind: 'retryable',
    message: expect.stringContaining('No name server answers for out.example'),
  })
  adapter.close()
})

test('a mailbox whose server has no name server that answers says so, and is tried again', async () => {
  const adapter = createEmailAdapter({ smtpListen: null, smtpUrl: null })
  const platform = testPlatform()
  const running = await adapter.connect!(emailChannel({ imap: imap('in.example') }).context, platform.connectionHost())
  await vi.advanceTimersByTimeAsync(13_000)
  expect(platform.health.map(({ sentence }) => sentence)).toContainEqual(
    expect.stringMatching(/^No name server answers for in\.example .* Trying again in \d+ s\.$/),
  )
  await running.stop()
  adapter.close()
})

test('the test of a channel says within seconds that no name server answers', async () => {
  const adapter = createEmailAdapter({ smtpListen: null, smtpUrl: null })
  const { context } = emailChannel({
    address: 'help@shop.example',
    imap: imap('in2.example'),
    smtp: smtp('out2.example'),
  })
  const steps = await soon(adapter.test!(context, noOthers))
  expect(steps).toMatchObject([
    { name: { sentence: 'Address' }, ok: true },
    {
      name: { sentence: 'Mailbox' },
      ok: false,
      sentence: expect.stringContaining('No name server answers for in2.example'),
    },
    {
      name: { sentence: 'Sending' },
      ok: false,
      sentence: expect.stringContaining('No name server answers for out2.example'),
    },
  ])
  adapter.close()
})

test('names that stalled are looked up one after another, so that others need not wait', async () => {
  vi.useRealTimers()
  const names = ['a.example', 'b.example', 'c.example']
  const first = names.map((name) => resolveMailHost(name))
  for (const name of names) answer.get(name)!(timedOut())
  for (const outcome of await Promise.allSettled(first)) {
    expect(outcome).toMatchObject({ reason: { code: 'unavailable' } })
  }

  asked = []
  const again = Promise.allSettled([...names, 'a.example'].map((name) => resolveMailHost(name)))
  const good = resolveMailHost('good.example')
  await expect.poll(() => asked.toSorted()).toEqual(['a.example', 'good.example'])
  answer.get('good.example')!('10.0.0.1')
  expect(await good).toEqual(['10.0.0.1'])
  answer.get('a.example')!('10.0.0.2')
  await expect.poll(() => asked.at(-1)).toBe('b.example')
  answer.get('b.example')!(timedOut())
  await expect.poll(() => asked.at(-1)).toBe('c.example')
  answer.get('c.example')!(timedOut())
  expect(await again).toMatchObject([
    { value: ['10.0.0.2'] },
    { reason: { code: 'unavailable' } },
    { reason: { code: 'unavailable' } },
    { value: ['10.0.0.2'] },
  ])
  expect(asked).toHaveLength(4)
})
