import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dovecotPath, startDovecot, type Dovecot } from '../../../../../test/mail/dovecot.ts'
import { emailChannel, mail, testPlatform, type TestChannel } from '../../../../../test/mail/email-channel.ts'
import { until } from '../../../../../test/mail/until.ts'
import type { Running } from '../../../contract.ts'
import { createAccessTokens } from '../access-tokens.ts'
import { defaultMailboxLimits } from './limits.ts'
import { watchMailbox } from './mailbox.ts'

const path = dovecotPath()
const numbered = (n: number) => mail({ 'Message-ID': `<${n}@mail.example>`, Subject: `Parcel ${n}` })
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** What the simulator claims, held against a real server, where there is one. */
describe.skipIf(path === null)('with Dovecot', () => {
  let dovecot: Dovecot
  let channel: TestChannel
  let platform: ReturnType<typeof testPlatform>
  let watch: Running | undefined

  beforeEach(async () => {
    dovecot = await startDovecot(path!)
    platform = testPlatform()
    const { port, user, password } = dovecot
    channel = emailChannel({ imap: { host: '127.0.0.1', port, security: 'none', user, password } })
  })
  afterEach(async () => {
    await watch?.stop()
    await dovecot.stop()
  })

  function start(limits = {}): Running {
    const { context, clock } = channel
    const all = { ...defaultMailboxLimits, retryMs: 20, maxRetryMs: 100, ...limits }
    const tokens = createAccessTokens(fetch, clock)
    watch = watchMailbox(context.channel.settings.imap!, context, platform.connectionHost(), tokens, all)
    return watch
  }
  const subjects = () => platform.texts().map((text) => Number(/^Subject: Parcel (\d+)/m.exec(text)?.[1]))

  test('a backlog comes in order and byte for byte, and what arrives then comes at once', async () => {
    for (const n of range(1, 150)) dovecot.put(numbered(n))
    start()
    await until('the backlog came', () => platform.delivered.length === 150)
    expect(subjects()).toEqual(range(1, 150))
    expect(platform.texts()[149]).toBe(numbered(150))
    await until('it is watching', () => platform.health.at(-1)!.sentence.startsWith('Watching'))
    dovecot.put(numbered(151))
    await until('the new one came', () => platform.delivered.length === 151)
  })

  test('a restart goes on where it stopped', async () => {
    for (const n of range(1, 30)) dovecot.put(numbered(n))
    const first = start()
    await until('they came', () => platform.delivered.length === 30)
    await first.stop()
    for (const n of range(31, 33)) dovecot.put(numbered(n))
    start()
    await until('the new ones came', () => platform.delivered.length === 33)
    expect(subjects()).toEqual(range(1, 33))
  })

  test('a folder that was numbered anew is read again', async () => {
    for (const n of range(1, 3)) dovecot.put(numbered(n))
    const first = start()
    await until('they came', () => platform.delivered.length === 3)
    await first.stop()
    dovecot.renumber()
    start()
    await until('they came again', () => platform.delivered.length === 6)
    expect(platform.health.some(({ sentence }) => sentence.includes('numbered it anew'))).toBe(true)
  })

  test('a large mail is cut, and broken bytes come as they are', async () => {
    dovecot.put(mail({ Subject: 'Parcel 1' }, 'x'.repeat(100_000)))
    dovecot.put(`${mail({ Subject: 'Parcel 2' })}\u0000\u00ff`)
    start({ maxMessageBytes: 20_000 })
    await until('both came', () => platform.delivered.length === 2)
    const [first, second] = platform.delivered
    expect(first!.request.body.byteLength).toBe(20_000)
    expect(Number(first!.request.headers['x-original-size'])).toBeGreaterThan(100_000)
    expect(second!.request.headers).toEqual({})
  })

  test('a wrong password is told in a sentence', async () => {
    channel.context.channel.settings.imap!.password = 'wrong'
    start()
    await until('it is told', () => platform.health.some(({ state }) => state === 'failing'))
    expect(platform.health.at(-1)!.sentence).toContain('refused the sign-in of help@shop.example')
  })
})
