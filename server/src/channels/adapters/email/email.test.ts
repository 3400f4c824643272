import { afterEach, describe, expect, test } from 'vitest'
import { emailChannel, mail, outboundMessage, testPlatform, noOthers } from '../../../../test/mail/email-channel.ts'
import { startImapServer } from '../../../../test/mail/imap-server.ts'
import { openSmtp } from '../../../../test/mail/smtp-client.ts'
import { startSmtpSink } from '../../../../test/mail/smtp-sink.ts'
import { testAdapterContract } from '../../contract-kit.ts'
import type { ProviderRequest } from '../../contract.ts'
import { createEmailAdapter, EmailSettings } from './email.ts'

const adapter = createEmailAdapter({ smtpListen: { host: '127.0.0.1', port: 0 }, smtpUrl: null })
const bounce = [
  'From: MAILER-DAEMON@mx.example',
  'To: help@shop.example',
  'Subject: Undelivered Mail Returned to Sender',
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
  '',
  '--b',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.example',
  '',
  ...['ana', 'bo'].map(
    (name) => `Final-Recipient: rfc822; ${name}@mail.example\r\nAction: failed\r\nStatus: 5.1.1\r\n`,
  ),
  '--b',
  'Content-Type: message/rfc822',
  '',
  'Message-ID: <ours@shop.example>',
  '',
  'text',
  '--b--',
].join('\r\n')

function request(raw: string): ProviderRequest {
  const envelope = { from: '', to: ['help@shop.example'], remoteAddress: '127.0.0.1', source: 'smtp' as const }
  return { body: Buffer.from(raw), headers: {}, url: '', envelope }
}

describe('the contract of channels', () => {
  testAdapterContract({
    adapter,
    settings: EmailSettings.parse({ address: 'help@shop.example' }),
    recordings: [
      { name: 'a mail', request: request(mail()), holds: { message: 1 } },
      { name: 'a mail with NULs', request: request(mail({ Subject: 'a\0b' }, 'c\0d')), holds: { message: 1 } },
      { name: 'a mail from nobody', request: request(mail({ From: undefined })), holds: { message: 1 } },
      {
        name: 'an out-of-office note',
        request: request(mail({ 'Auto-Submitted': 'auto-replied' })),
        holds: { message: 1 },
      },
      { name: 'a bounce of two', request: request(bounce), holds: { receipt: 2 } },
      {
        name: 'a bounce of nothing known',
        request: request(bounce.replace('Message-ID', 'X-Id')),
        holds: { aside: 1 },
      },
    ],
    broken: [
      { name: 'nothing', request: request('') },
      { name: 'blanks', request: request(' \r\n\r\n') },
      { name: 'bytes', request: request('\u0001\u0002\u00ff\r\n\r\n\u0000') },
      { name: 'half a report', request: request(bounce.slice(0, 250)) },
    ],
  })
})

describe('settings', () => {
  test('may all be left out', () => {
    expect(EmailSettings.parse({})).toEqual({
      senderName: '',
      quotedHistory: 'none',
      addresses: [],
      acknowledgement: { enabled: false, text: '' },
      formSenders: [],
      authservIds: [],
      boundaryAddresses: [],
      signature: '',
    })
  })

  test.each([
    { address: 'not an address' },
    { address: '@shop.example' },
    { addresses: ['@'] },
    { addresses: ['@shop.example@x'] },
    { address: 'a@b.example, c@d.example' },
    { address: 'a@b.example\r\nBcc: x@y.example' },
    { senderName: 'two\nlines' },
    { smtp: { host: 'mail.example', port: 0 } },
    { smtp: { host: 'https://mail.example' } },
    { smtp: { host: 'mail.example', user: 'a\r\nb' } },
    { imap: { host: 'mail.example' } },
    {
      imap: {
        host: 'mail.example',
        user: 'x',
        oauth: { tokenUrl: 'file:///etc/passwd', clientId: 'x', refreshToken: 'y' },
      },
    },
    { boundaryAddresses: ['everyone'] },
    { boundaryAddresses: ['10.0.0.0/99'] },
    { colour: 'red' },
    { smtp: { host: 'mail.example', colour: 'red' } },
  ])('such as %j are refused', (settings) => {
    expect(EmailSettings.safeParse(settings).success).toBe(false)
  })
})

const answer = (acknowledgement: object) => adapter.acknowledgement!(EmailSettings.parse({ acknowledgement }))

describe('the automatic first answer', () => {
  test('is given only when it is switched on and says something', () => {
    expect(answer({ enabled: true, text: 'We are on it.' })).toEqual({ text: 'We are on it.' })
    expect(answer({ enabled: false, text: 'We are on it.' })).toBeNull()
    expect(answer({ enabled: true, text: '  ' })).toBeNull()
  })
})

const steps = async (settings: Parameters<typeof emailChannel>[0]) =>
  (await adapter.test!(emailChannel(settings).context, noOthers)).map(
    ({ name, ok, sentence }) => `${ok ? '+' : '-'} ${name.sentence}: ${sentence}`,
  )

describe('trying the settings', () => {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  async function servers() {
    const [imap, sink] = await Promise.all([startImapServer(), startSmtpSink()])
    closing.push(
      () => imap.close(),
      () => sink.close(),
    )
    sink.features.push('AUTH PLAIN')
    return {
      imap,
      sink,
      settings: {
        address: 'help@shop.example',
        imap: {
          host: '127.0.0.1',
          port: imap.port,
          security: 'none' as const,
          user: imap.user,
          password: imap.password,
        },
        smtp: { host: '127.0.0.1', port: sink.port, security: 'none' as const, user: 'help', password: 'secret' },
      },
    }
  }
  test('signs in on both sides, opens the folder, and sends nothing', async () => {
    const { imap, sink, settings } = await servers()
    imap.append(mail())
    expect(await steps(settings)).toEqual([
      '+ Address: Mail leaves from help@shop.example.',
      '+ Mailbox: Signed in to 127.0.0.1 as help@shop.example.',
      '+ Folder: INBOX holds 1 mails. New mail is announced at once.',
      `+ Sending: Mail leaves by 127.0.0.1:${sink.port}.`,
    ])
    expect(sink.said.some((line) => line.startsWith('AUTH PLAIN'))).toBe(true)
    expect(sink.said.some((line) => line.startsWith('MAIL'))).toBe(false)
  })

  test('says which step fails, and why', async () => {
    const { sink, settings } = await servers()
    sink.answer = (line) => (line.startsWith('AUTH') ? '535 5.7.8 wrong password' : undefined)
    const [, folder, sending] = await steps({ ...settings, imap: { ...settings.imap, folder: 'Nowhere' } }).then(
      (all) => [all[1], all[2], all[3]],
    )
    expect(folder).toBe('- Folder: There is no folder Nowhere on 127.0.0.1.')
    expect(sending).toBe('- Sending: The mail server refused the sign-in: 535 5.7.8 wrong password')
  })

  test('a mailbox or outgoing server where clouds keep credentials is never called, and the test says so', async () => {
    const host = '169.254.169.254'
    const refusal = `${host} is an address inside the network of this server, and is not called. No mail server lives there.`
    const imap = { host, port: 993, security: 'tls' as const, user: 'help', password: 'secret' }
    const smtp = { host, port: 587, security: 'starttls' as const, user: 'help', password: 'secret' }
    expect(await steps({ address: 'help@shop.example', imap, smtp })).toEqual([
      '+ Address: Mail leaves from help@shop.example.',
      `- Mailbox: ${refusal}`,
      `- Sending: ${refusal}`,
    ])
  })

  test('with nothing set says what happens then, and fails: nothing comes in from outside, and nothing leaves', async () => {
    expect(await steps({})).toEqual([
      '- Address: No address is set: nothing can leave from here.',
      '- Receiving: Only mail of this machine to its own name is taken in, such as to support@localhost.',
      '- Sending: There is no outgoing server: mail is kept in the built-in outbox for reading.',
    ])
  })
})

test('a channel without an address can send nothing where mail would leave, and says so', async () => {
  const platform = testPlatform()
  const sending = createEmailAdapter({ smtpListen: { host: '127.0.0.1', port: 0 }, smtpUrl: 'smtp://127.0.0.1:1' })
  const nameless = emailChannel().context
  expect(sending.whyNotSend!(nameless.channel.settings)).toMatchObject({ code: 'no_address' })
  expect(sending.whyNotSend!(EmailSettings.parse({ addresses: ['@shop.example'] }))).not.toBeNull()
  expect(sending.whyNotSend!(EmailSettings.parse({ addresses: ['help@shop.example'] }))).toBeNull()
  expect(adapter.whyNotSend!(nameless.channel.settings)).toBeNull()
  await sending.connect!(nameless, platform.connectionHost())
  expect(platform.health).toMatchObject([{ state: 'failing', sentence: expect.stringContaining('No address is set') }])
  sending.close()
})

test('a channel that watches no mailbox says where its mail comes from', async () => {
  const platform = testPlatform()
  const running = await adapter.connect!(emailChannel().context, platform.connectionHost())
  expect(platform.health).toMatchObject([{ state: 'ok' }])
  await running.stop()
  const deaf = createEmailAdapter({ smtpListen: null, smtpUrl: null })
  expect('listen' in deaf).toBe(false)
  await deaf.connect!(emailChannel().context, platform.connectionHost())
  expect(platform.health.at(-1)).toMatchObject({ state: 'failing' })
})

test('an answer to our mail comes back by SMTP with what proves whom it answers', async () => {
  const platform = testPlatform()
  const testChannel = emailChannel({ address: 'help@shop.example' })
  const listening = await adapter.listen!(
    platform.listenerHost([{ id: 'c1', settings: { address: 'help@shop.example' } }]),
  )
  const { providerId } = await adapter.send(outboundMessage(), testChannel.context)
  const sent = Buffer.from(testChannel.outbox[0]!.raw).toString()
  const replyTo = /^Reply-To: .*<(.+)>/m.exec(sent)![1]!
  const client = await openSmtp(listening.port)
  const answer = mail({ To: replyTo, 'In-Reply-To': `<${providerId}>`, 'Message-ID': '<2@mail.example>' }, 'Thank you!')
  expect(await client.mail({ from: 'ana@mail.example', to: [replyTo] }, answer)).toMatch(/^250/)
  await client.close()
  const events = await adapter.receive(platform.delivered[0]!.request, testChannel.context)
  expect(events).toMatchObject([{ type: 'message', replyToken: 'k5p2qx7m3d', quotes: [providerId] }])
  await listening.stop()
})
