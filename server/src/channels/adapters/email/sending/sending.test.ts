import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emailChannel, outboundMessage, type TestChannel } from '../../../../../test/mail/email-channel.ts'
import { portOf } from '../../../../../test/mail/ports.ts'
import { selfSigned } from '../../../../../test/mail/self-signed.ts'
import { startSmtpSink, type SmtpSink } from '../../../../../test/mail/smtp-sink.ts'
import { until } from '../../../../../test/mail/until.ts'
import type { ChannelError, OutboundMessage } from '../../../contract.ts'
import { createAccessTokens } from '../access-tokens.ts'
import { createTransports, sendMail } from './sending.ts'
import type { Transports } from './transports.ts'

let sink: SmtpSink
let transports: Transports

beforeEach(async () => {
  sink = await startSmtpSink()
  transports = transportsTo(null)
})
afterEach(async () => {
  transports.close()
  await sink.close()
})

function transportsTo(smtpUrl: string | null, fetch = globalThis.fetch): Transports {
  return createTransports(smtpUrl, createAccessTokens(fetch, emailChannel().clock))
}
function channel(smtp: Record<string, unknown> = {}, more: Record<string, unknown> = {}): TestChannel {
  return emailChannel({
    address: 'help@shop.example',
    smtp: { host: '127.0.0.1', port: sink.port, security: 'none', ...smtp },
    ...more,
  })
}
const send = (fields: Partial<OutboundMessage> = {}, { context } = channel()) =>
  sendMail(outboundMessage(fields), context, transports)

async function failure(fields: Partial<OutboundMessage> = {}, { context } = channel()): Promise<ChannelError> {
  try {
    await sendMail(outboundMessage(fields), context, transports)
  } catch (error) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the assertions that follow are about it
    return error as ChannelError
  }
  return expect.unreachable('it was sent')
}

describe('a message', () => {
  test('goes out by the channel’s own server', async () => {
    const receipt = await send({ cc: ['bo@mail.example'] })
    expect(sink.mails).toHaveLength(1)
    const { from, to, raw } = sink.mails[0]!
    expect({ from, to }).toEqual({ from: 'help@shop.example', to: ['ana@mail.example', 'bo@mail.example'] })
    expect(raw).toContain(`Message-ID: <${receipt.providerId}>`)
    expect(receipt).toEqual({ providerId: receipt.providerId, state: 'sent' })
  })

  test('goes out by the installation’s server where the channel has none', async () => {
    transports = transportsTo(`smtp://127.0.0.1:${sink.port}`)
    await send({}, emailChannel({ address: 'help@shop.example' }))
    expect(sink.mails).toHaveLength(1)
  })

  test('is kept in the outbox where there is no server at all, also before an address is set', async () => {
    const testChannel = emailChannel()
    const receipt = await send({}, testChannel)
    expect(testChannel.outbox).toHaveLength(1)
    expect(testChannel.outbox[0]!.raw.byteLength).toBeGreaterThan(500)
    expect(testChannel.outbox).toMatchObject([
      {
        entryId: outboundMessage().entryId,
        envelopeFrom: 'support@localhost',
        recipients: ['ana@mail.example'],
        subject: 'Where is my parcel?',
        text: 'Dear Ana,\n\nyour parcel is on its way.\n',
        messageId: receipt.providerId,
      },
    ])
  })

  test('is the same to the byte on the second attempt', async () => {
    sink.answerMail = () => '451 4.3.0 not now'
    await failure()
    sink.answerMail = () => undefined
    await send()
    sink.answerMail = (mail) => (mail.raw === sink.mails[0]!.raw ? '250 the same' : '550 another')
    await send()
  })

  test('comes from the address that the customer wrote to, where the channel has none of its own', async () => {
    const more = { address: undefined, addresses: ['sales@shop.example', 'help@shop.example'] }
    const written = { reference: '1@mail.example', direction: 'in' as const, subject: 'x' }
    const to = ['ana@mail.example', 'sales+r.k5p2qx7m3d@shop.example']
    await send({ earlier: [{ ...written, to }] }, channel({}, more))
    expect(sink.mails[0]!.from).toBe('sales@shop.example')
    expect(sink.mails[0]!.raw).toContain('Reply-To: Maria <sales+r.k5p2qx7m3d@shop.example>')
  })

  test('is never sent from an address that only the incoming mail named', async () => {
    const written = { reference: '1@mail.example', direction: 'in' as const, subject: 'x', to: ['ceo@bank.example'] }
    const more = { address: undefined, addresses: ['help@shop.example', '@bank.example'] }
    await send({ earlier: [written] }, channel({}, more))
    expect(sink.mails[0]!.from).toBe('help@shop.example')
    const nameless = await failure({ earlier: [written] }, channel({}, { address: undefined }))
    expect(nameless).toMatchObject({ code: 'no_address' })
    expect(sink.mails).toHaveLength(1)
  })

  test('with no address to come from is an admin’s matter', async () => {
    expect(await failure({}, channel({}, { address: undefined }))).toMatchObject({
      kind: 'credentials',
      code: 'no_address',
    })
  })

  test('larger than mail can carry is refused before it is read', async () => {
    const attachment = {
      name: 'film.mov',
      mediaType: 'video/quicktime',
      sizeBytes: 30_000_000,
      inline: false,
      contentId: null,
      read: () => expect.unreachable('it was read'),
    }
    expect(await failure({ attachments: [attachment] })).toMatchObject({ kind: 'permanent', code: 'too_large' })
  })

  test('is called what the server calls it, where the server gives it a name of its own', async () => {
    sink.answerMail = () => '250 Ok 0100018f3a5e7c00-1b2c3d4e-5f60-7182-93a4-b5c6d7e8f901-000000'
    const { providerId } = await send({}, channel({ host: 'localhost' }))
    expect(providerId).not.toMatch(/[<>\s]/)
  })
})

describe('a refusal', () => {
  const refusals: [what: string, answer: string, at: 'MAIL' | 'RCPT' | 'DATA' | 'end', expected: object][] = [
    [
      'an unknown user',
      '550 5.1.1 no such user',
      'RCPT',
      { kind: 'permanent', code: '550 5.1.1', addressIsDead: true },
    ],
    ['an unknown domain', '550 5.1.2 no such host', 'RCPT', { kind: 'permanent', addressIsDead: true }],
    ['a policy', '550 5.7.1 not from you', 'RCPT', { kind: 'permanent', code: '550 5.7.1', addressIsDead: false }],
    ['a full mailbox', '552 5.2.2 over quota', 'RCPT', { kind: 'permanent', addressIsDead: false }],
    ['no reason', '550 no', 'RCPT', { kind: 'permanent', code: '550', addressIsDead: false }],
    ['greylisting', '450 4.7.1 try later', 'RCPT', { kind: 'retryable', code: '450 4.7.1', retryAfterMs: 300_000 }],
    ['our own address', '550 5.1.8 bad sender', 'RCPT', { kind: 'permanent', addressIsDead: false }],
    ['our own address at once', '553 5.7.1 not your address', 'MAIL', { kind: 'credentials', addressIsDead: false }],
    ['a missing sign-in', '530 5.7.0 sign in first', 'MAIL', { kind: 'credentials' }],
    ['a busy server', '451 4.3.2 busy', 'MAIL', { kind: 'retryable' }],
    ['a closing server', '421 4.3.2 closing', 'MAIL', { kind: 'retryable' }],
    ['a disk that is full', '452 4.3.1 full', 'DATA', { kind: 'retryable' }],
    ['what it reads as spam', '554 5.7.1 spam', 'end', { kind: 'permanent', code: '554 5.7.1', addressIsDead: false }],
    ['nothing just now', '451 4.3.0 later', 'end', { kind: 'retryable' }],
  ]
  test.each(refusals)('for %s (%s at %s) says what can be done', async (_what, answer, at, expected) => {
    if (at === 'end') sink.answerMail = () => answer
    else sink.answer = (line) => (line.startsWith(at) ? answer : undefined)
    const error = await failure()
    expect(error).toMatchObject({ name: 'ChannelError', ...expected })
    expect(error.message).toContain(answer.split(' ').at(-1))
    expect(sink.mails).toHaveLength(0)
  })

  test('of the customer and everybody else is about the customer', async () => {
    sink.answer = (line) => {
      if (line.startsWith('RCPT TO:<ana')) return '550 5.1.1 no such user'
      return line.startsWith('RCPT') ? '550 5.7.1 policy' : undefined
    }
    expect(await failure({ cc: ['bo@mail.example'] })).toMatchObject({ code: '550 5.1.1', addressIsDead: true })
  })

  test('of some recipients is told with the receipt', async () => {
    sink.answer = (line) => (line.startsWith('RCPT TO:<bo') ? '550 5.1.1 no such user' : undefined)
    const { rejected } = await send({ cc: ['bo@mail.example', 'cy@mail.example'] })
    expect(rejected).toEqual([
      {
        recipient: 'bo@mail.example',
        hard: true,
        sentence: 'The address was refused: 550 5.1.1 no such user',
        words: [{ code: 'email_failures.address_refused', params: { said: '550 5.1.1 no such user' } }],
      },
    ])
    expect(sink.mails[0]!.to).toEqual(['ana@mail.example', 'cy@mail.example'])
  })

  test('does not spoil the connection for the next message', async () => {
    sink.answer = (line) => (line.startsWith('RCPT TO:<ana') ? '550 5.1.1 no such user' : undefined)
    const testChannel = channel()
    await failure({}, testChannel)
    await send({ to: { kind: 'email', value: 'bo@mail.example', name: null } }, testChannel)
    expect(sink.mails).toHaveLength(1)
  })
})

describe('a server', () => {
  test('that refuses the sign-in needs an admin', async () => {
    sink.features.push('AUTH PLAIN LOGIN')
    sink.answer = (line) => (line.startsWith('AUTH') ? '535 5.7.8 wrong password' : undefined)
    const error = await failure({}, channel({ user: 'help', password: 'secret' }))
    expect(error).toMatchObject({ kind: 'credentials', code: '535 5.7.8' })
    expect(error.message).not.toContain('secret')
  })

  test('that can’t check the sign-in just now does not', async () => {
    sink.features.push('AUTH PLAIN')
    sink.answer = (line) => (line.startsWith('AUTH') ? '454 4.7.0 temporary failure' : undefined)
    expect(await failure({}, channel({ user: 'help', password: 'secret' }))).toMatchObject({ kind: 'retryable' })
  })

  test('that offers no encryption where it is wanted gets nothing', async () => {
    const error = await failure({}, channel({ security: 'starttls', user: 'help', password: 'secret' }))
    expect(error.kind).toBe('credentials')
    expect(sink.said.join()).not.toMatch(/AUTH|MAIL/)
  })

  test('with an untrusted certificate needs an admin, and gets nothing', async () => {
    const impostor = new SMTPServer({ disabledCommands: ['AUTH'], ...selfSigned() })
    impostor.on('error', () => {})
    const port = await new Promise<number>((resolve) => {
      const listener = impostor.listen(0, '127.0.0.1', () => resolve(portOf(listener)))
    })
    const error = await failure({}, channel({ port, security: 'starttls' }))
    expect(error).toMatchObject({ kind: 'credentials' })
    expect(error.message).toContain('certificate')
    await new Promise<void>((resolve) => impostor.close(resolve))
  })

  test('that is away is tried later', async () => {
    const testChannel = channel()
    await sink.close()
    expect(await failure({}, testChannel)).toMatchObject({ kind: 'retryable', retryAfterMs: 60_000 })
    sink = await startSmtpSink()
  })

  test('whose name is unknown is tried later', async () => {
    expect(await failure({}, channel({ host: 'nowhere.invalid' }))).toMatchObject({ kind: 'retryable' })
  })

  test.each(['<connect>', 'EHLO', 'MAIL', 'RCPT', 'DATA'])('that hangs up at %j is tried later', async (verb) => {
    sink.answer = (line) => (line.startsWith(verb) ? 'cut' : undefined)
    expect(await failure()).toMatchObject({ kind: 'retryable' })
    expect(sink.mails).toHaveLength(0)
  })

  test('that hangs up instead of saying whether it took the mail is not asked twice in one attempt', async () => {
    let asked = 0
    sink.answerMail = () => {
      asked++
      return 'cut'
    }
    expect(await failure()).toMatchObject({ kind: 'retryable' })
    expect(asked).toBe(1)
  })

  test('is called once for many messages', async () => {
    const testChannel = channel()
    for (let i = 0; i < 20; i++) await send({ idempotencyKey: `k${i}` }, testChannel)
    expect(sink.mails).toHaveLength(20)
    expect(sink.connections).toBe(1)
  })

  test('is let go when the settings change', async () => {
    const testChannel = channel()
    await send({}, testChannel)
    const other = await startSmtpSink()
    testChannel.context.channel.settings.smtp!.port = other.port
    await send({}, testChannel)
    expect([sink.mails.length, other.mails.length]).toEqual([1, 1])
    await until('the first connection is closed', () => sink.open === 0)
    await other.close()
  })

  test('is signed in to with the access of the mailbox, renewed when it was refused', async () => {
    sink.features.push('AUTH XOAUTH2')
    sink.answer = (line) => {
      if (line === '') return '535 5.7.8 expired'
      if (!line.startsWith('AUTH XOAUTH2')) return undefined
      return Buffer.from(line.split(' ')[2]!, 'base64').toString().includes('token-2')
        ? undefined
        : '334 eyJzdGF0dXMiOiI0MDEifQ=='
    }
    let asked = 0
    transports = transportsTo(null, async () => Response.json({ access_token: `token-${++asked}`, expires_in: 3600 }))
    const imap = {
      host: 'imap.example',
      user: 'help@shop.example',
      auth: 'xoauth2',
      oauth: { tokenUrl: 'https://login.example/token', clientId: 'app', refreshToken: 'r' },
    }
    await send({}, channel({ auth: 'xoauth2', user: 'help@shop.example' }, { imap }))
    expect(sink.mails).toHaveLength(1)
    expect(asked).toBe(2)
  })
})
