import { hostname } from 'node:os'
import { array, assert, asyncProperty, constantFrom } from 'fast-check'
import { createTransport } from 'nodemailer'
import { describe, expect, test, vi } from 'vitest'
import { mail } from '../../../../../test/mail/email-channel.ts'
import { selfSigned } from '../../../../../test/mail/self-signed.ts'
import { dotted, openSmtp } from '../../../../../test/mail/smtp-client.ts'
import { envelopeTo, oneChannel, useListener } from '../../../../../test/mail/test-listener.ts'
import { until } from '../../../../../test/mail/until.ts'
import { EmailSettings } from '../settings.ts'
import { defaultListenerLimits, listenForMail } from './listener.ts'
import { routesOf } from './routing.ts'

const listener = useListener()

describe('a mail', () => {
  test('arrives byte for byte with its envelope, and is acknowledged only after it was recorded', async () => {
    await listener.listen()
    const commit = Promise.withResolvers<void>()
    listener.platform.onDeliver = () => commit.promise
    const raw = mail({}, '.a dot\r\n..two\r\n\r\nend')
    const order: string[] = []
    const sender = await listener.inData()
    sender.write(dotted(raw))
    const answered = sender.hear().then((reply) => order.push(reply))
    // What another connection says meanwhile comes before the answer.
    await (await listener.client()).say('NOOP')
    order.push('committed')
    commit.resolve()
    await answered
    expect(order).toEqual(['committed', '250 2.0.0 Recorded'])
    expect(listener.platform.texts()).toEqual([raw])
    expect(listener.platform.delivered[0]).toMatchObject({
      channelId: 'help',
      request: {
        url: '',
        headers: {},
        envelope: { from: 'ana@mail.example', to: ['help@shop.example'], remoteAddress: '127.0.0.1', source: 'smtp' },
      },
    })
  })

  test('that can’t be recorded is asked for again, and the next one on the same connection goes through', async () => {
    await listener.listen()
    listener.platform.onDeliver = () => {
      throw new Error('the database is away: password=secret')
    }
    const sender = await listener.client()
    const refused = await sender.mail(envelopeTo('help@shop.example'), mail())
    expect(refused).toMatch(/^451 4\.3\.0 /)
    expect(refused).not.toContain('secret')
    listener.platform.onDeliver = () => {}
    expect(await sender.mail(envelopeTo('help@shop.example'), mail())).toMatch(/^250/)
    expect(listener.platform.delivered).toHaveLength(1)
  })

  test('is asked for again while the channels can’t be looked up', async () => {
    const host = listener.platform.listenerHost(oneChannel)
    host.channels = async () => {
      throw new Error('no')
    }
    listener.listening = await listenForMail({ host: '127.0.0.1', port: 0 }, defaultListenerLimits, host)
    expect(await (await listener.client()).mail(envelopeTo('help@shop.example'), mail())).toMatch(/^451/)
  })

  test('from nobody, as a bounce is, is taken', async () => {
    await listener.listen()
    expect(await (await listener.client()).mail({ from: '', to: ['help@shop.example'] }, mail())).toMatch(/^250/)
    expect(listener.platform.delivered[0]!.request.envelope!.from).toBe('')
  })

  test('in eight bits, with NUL, and with addresses beyond ASCII arrives as it is', async () => {
    await listener.listen([{ id: 'help', settings: { addresses: ['hilfe@bücher.example'] } }])
    const raw = Buffer.from('Subject: \u00fc\r\n\r\nNUL \0 bare \n lf, bare \r cr, \u00ff\r\n', 'latin1')
    const sender = await listener.ready()
    expect(await sender.say('MAIL FROM:<zoë@bücher.example> BODY=8BITMIME SMTPUTF8')).toMatch(/^250/)
    expect(await sender.say('RCPT TO:<hilfe@xn--bcher-kva.example>')).toMatch(/^250/)
    await sender.say('DATA')
    sender.write(dotted(raw))
    expect(await sender.hear()).toMatch(/^250/)
    expect(Buffer.from(listener.platform.delivered[0]!.request.body).equals(raw)).toBe(true)
  })

  test('cut off in the middle is not recorded', async () => {
    await listener.listen()
    const sender = await listener.inData()
    sender.write('Subject: half\r\n\r\nhalf of')
    sender.cut()
    expect(await (await listener.client()).mail(envelopeTo('help@shop.example'), mail())).toMatch(/^250/)
    expect(listener.platform.texts()).toEqual([mail()])
  })

  test('may come in one packet with its commands', async () => {
    await listener.listen()
    const sender = await listener.ready()
    const two = ['MAIL FROM:<a@mail.example>', 'RCPT TO:<help@shop.example>', 'DATA'].join('\r\n')
    sender.write(`${two}\r\n${dotted(mail()).toString()}${two}\r\n${dotted(mail()).toString()}QUIT\r\n`)
    const replies: string[] = []
    for (let i = 0; i < 9; i++) replies.push((await sender.hear()).slice(0, 3))
    expect(replies).toEqual(['250', '250', '354', '250', '250', '250', '354', '250', '221'])
    expect(listener.platform.texts()).toEqual([mail(), mail()])
  })

  test('with a second one smuggled in behind a bare line feed is one mail', async () => {
    await listener.listen()
    for (const end of ['\n.\n', '\n.\r\n', '\r.\r\n', '\r\n.\n', '\r\n.\r']) {
      const sender = await listener.inData()
      const smuggled = `MAIL FROM:<boss@shop.example>\r\nRCPT TO:<help@shop.example>\r\nDATA\r\nevil\r\n`
      sender.write(`Subject: x\r\n\r\nfirst${end}${smuggled}.\r\n`)
      expect(await sender.hear()).toMatch(/^250/)
      expect(await sender.say('NOOP')).toMatch(/^250/)
    }
    expect(listener.platform.delivered).toHaveLength(5)
    expect(listener.platform.delivered.every(({ request }) => request.envelope!.from === 'ana@mail.example')).toBe(true)
    expect(listener.platform.texts().every((text) => text.includes('first') && text.includes('evil'))).toBe(true)
  })
})

describe('a recipient', () => {
  test('that is nobody’s is refused, and nothing is relayed', async () => {
    await listener.listen()
    const sender = await listener.ready()
    await sender.say('MAIL FROM:<ana@mail.example>')
    for (const stranger of [
      'someone@else.example',
      'help@other.example',
      'postmaster',
      'help%else.example@shop.example',
    ]) {
      expect(await sender.say(`RCPT TO:<${stranger}>`)).toMatch(/^550 5\.1\.1 /)
    }
    expect(await sender.say('DATA')).toMatch(/^503/)
  })

  test('is known in any case, with a tag, and with a signed reply token', async () => {
    await listener.listen()
    for (const to of ['HELP@Shop.Example', 'help+vip@shop.example', 'help+r.k5p2qx7m3d@shop.example']) {
      expect(await (await listener.client()).mail(envelopeTo(to), mail())).toMatch(/^250/)
    }
    expect(listener.platform.delivered.map(({ request }) => request.envelope!.to[0])).toEqual([
      'HELP@Shop.Example',
      'help+vip@shop.example',
      'help+r.k5p2qx7m3d@shop.example',
    ])
  })

  test('with a tag of its own goes to the channel that names the tag', async () => {
    await listener.listen([
      { id: 'vip', settings: { addresses: ['help+vip@shop.example'] } },
      { id: 'help', settings: { addresses: ['help@shop.example'] } },
    ])
    await (await listener.client()).mail(envelopeTo('help+vip@shop.example'), mail())
    await (await listener.client()).mail(envelopeTo('help+vip+r.k5p2qx7m3d@shop.example'), mail())
    await (await listener.client()).mail(envelopeTo('help+other@shop.example'), mail())
    expect(listener.platform.delivered.map(({ channelId }) => channelId)).toEqual(['vip', 'vip', 'help'])
  })

  test('for a channel without an address has to be addressed to this machine', async () => {
    await listener.listen([
      { id: 'new' },
      { id: 'sales', settings: { address: 'sales@shop.example' } },
      { id: 'watched', settings: { imap: { host: 'imap.example', user: 'x', password: 'y' } } },
    ])
    const sender = await listener.ready()
    await sender.say('MAIL FROM:<ana@mail.example>')
    for (const stranger of ['ceo@bank.example', 'other@shop.example', 'a@localhost.bank.example', 'a@127.0.0.1']) {
      expect(await sender.say(`RCPT TO:<${stranger}>`)).toMatch(/^550 5\.1\.1 /)
    }
    for (const to of [
      'anything@localhost',
      `a@${hostname()}`,
      'a@shop.localhost',
      'postmaster',
      'sales@shop.example',
    ]) {
      expect(await (await listener.client()).mail(envelopeTo(to), mail())).toMatch(/^250/)
    }
    expect(listener.platform.delivered.map(({ channelId }) => channelId)).toEqual(['new', 'new', 'new', 'new', 'sales'])
  })

  test('in a domain that a channel accepts whole is taken, and in a subdomain of it is not', async () => {
    await listener.listen([
      { id: 'shop', settings: { address: 'help@shop.example', addresses: ['@Shop.example'] } },
      { id: 'sales', settings: { address: 'sales@shop.example' } },
    ])
    for (const to of ['any.one@shop.example', 'sales@shop.example', 'help+r.k5p2qx7m3d@shop.example']) {
      expect(await (await listener.client()).mail(envelopeTo(to), mail())).toMatch(/^250/)
    }
    expect(await (await listener.client()).mail(envelopeTo('a@sub.shop.example'), mail())).toMatch(/^550/)
    expect(await (await listener.client()).mail(envelopeTo('a@localhost'), mail())).toMatch(/^550/)
    expect(listener.platform.delivered.map(({ channelId }) => channelId)).toEqual(['shop', 'sales', 'shop'])
  })

  test('for a channel without an address is refused to clients on other machines', () => {
    const routes = (remoteAddress: string) =>
      routesOf([{ id: 'new', settings: EmailSettings.parse({}) }], { remoteAddress, machineName: 'desk.example' })
    for (const local of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1']) {
      expect(routes(local)('a@localhost')).toBe('new')
      expect(routes(local)('a@Desk.example')).toBe('new')
    }
    for (const remote of ['203.0.113.9', '10.0.0.1', '2001:db8::1', '::ffff:10.0.0.1', '', 'localhost']) {
      expect(routes(remote)('a@localhost')).toBeNull()
      expect(routes(remote)('postmaster')).toBeNull()
    }
  })

  test('of several channels brings the mail to each of them once', async () => {
    await listener.listen([
      { id: 'help', settings: { addresses: ['help@shop.example', 'hello@shop.example'] } },
      { id: 'sales', settings: { addresses: ['sales@shop.example'] } },
    ])
    await (
      await listener.client()
    ).mail(envelopeTo('help@shop.example', 'sales@shop.example', 'hello@shop.example'), mail())
    expect(listener.platform.delivered.map(({ channelId, request }) => [channelId, request.envelope!.to])).toEqual([
      ['help', ['help@shop.example', 'hello@shop.example']],
      ['sales', ['sales@shop.example']],
    ])
  })

  test('of two channels, one of which fails, makes the sender try again', async () => {
    await listener.listen([oneChannel[0]!, { id: 'sales', settings: { addresses: ['sales@shop.example'] } }])
    listener.platform.onDeliver = (_request, channelId) => {
      if (channelId === 'sales') throw new Error('no')
    }
    expect(await (await listener.client()).mail(envelopeTo('help@shop.example', 'sales@shop.example'), mail())).toMatch(
      /^451/,
    )
  })

  test('beyond a hundred is put off, and the hundred are served', async () => {
    await listener.listen([{ id: 'rest', settings: { addresses: ['@shop.example'] } }])
    const sender = await listener.ready()
    await sender.say('MAIL FROM:<ana@mail.example>')
    const replies: string[] = []
    for (let i = 0; i < 103; i++) replies.push(await sender.say(`RCPT TO:<r${i}@shop.example>`))
    expect(replies.slice(0, 100).every((reply) => reply.startsWith('250'))).toBe(true)
    expect(replies.slice(100).every((reply) => reply.startsWith('452'))).toBe(true)
    await sender.say('DATA')
    sender.write(dotted(mail()))
    expect(await sender.hear()).toMatch(/^250/)
    expect(listener.platform.delivered).toHaveLength(1)
  })

  test('that is guessed again and again costs the caller the connection', async () => {
    await listener.listen(oneChannel, { maxUnknownRecipients: 5 })
    const sender = await listener.ready()
    await sender.say('MAIL FROM:<ana@mail.example>')
    for (let i = 0; i < 5; i++) expect(await sender.say(`RCPT TO:<r${i}@shop.example>`)).toMatch(/^550/)
    expect(await sender.say('RCPT TO:<r5@shop.example>')).toMatch(/^421/)
    await until('it is closed', () => sender.socket.closed)
  })
})

describe('the conversation', () => {
  test('does not tell which software answers, and knows no sign-in and no old tricks', async () => {
    await listener.listen()
    const sender = await listener.client()
    expect(sender.greeting).toBe('220 throughline ESMTP')
    const features = await sender.say('EHLO sender.example')
    expect(features).not.toMatch(/smtp-server|nodemailer|AUTH|STARTTLS/i)
    expect(features).toContain('SIZE 26214400')
    for (const line of ['AUTH PLAIN AGEAYg==', 'STARTTLS', 'WIZ x', 'SHELL', 'XCLIENT ADDR=1.2.3.4', 'HELP']) {
      expect(await sender.say(line)).toMatch(/^5/)
    }
  })

  test('goes on encrypted where a certificate is configured', async () => {
    const host = listener.platform.listenerHost(oneChannel)
    listener.listening = await listenForMail(
      { host: '127.0.0.1', port: 0, tls: selfSigned() },
      defaultListenerLimits,
      host,
    )
    const transport = createTransport({
      host: '127.0.0.1',
      port: listener.listening.port,
      requireTLS: true,
      tls: { rejectUnauthorized: false },
    })
    await transport.sendMail({ envelope: { from: 'ana@mail.example', to: 'help@shop.example' }, raw: mail({}, '.dot') })
    transport.close()
    expect(listener.platform.texts()).toEqual([mail({}, '.dot')])
  })

  test('with any bytes at all leaves the server standing', async () => {
    await listener.listen(oneChannel, { idleMs: 500 })
    const words = constantFrom(
      'EHLO x',
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<help@shop.example>',
      'DATA',
      '.',
      'RSET',
      '\r\n',
      '\n',
      '\0',
      '\u00ff<>',
      'RCPT TO:<>',
      'MAIL FROM:',
      'BDAT 5',
      'NOOP',
      ' ',
    )
    await assert(
      asyncProperty(array(words, { maxLength: 25 }), async (lines) => {
        const opened = await openSmtp(listener.listening!.port)
        opened.write(Buffer.from(`${lines.join('\r\n')}\r\n.\r\nQUIT\r\n`, 'latin1'))
        await until('it is over', () => opened.socket.readableLength === 0 && opened.socket.bytesRead > 20)
        opened.cut()
      }),
      { numRuns: 60 },
    )
    listener.platform.delivered.length = 0
    expect(await (await listener.client()).mail(envelopeTo('help@shop.example'), mail())).toMatch(/^250/)
    expect(listener.platform.texts()).toEqual([mail()])
  })

  test('in the wrong order gets nowhere', async () => {
    await listener.listen()
    const sender = await listener.client()
    expect(await sender.say('MAIL FROM:<a@mail.example>')).toMatch(/^503/)
    await sender.say('HELO sender.example')
    expect(await sender.say('RCPT TO:<help@shop.example>')).toMatch(/^503/)
    expect(await sender.say('DATA')).toMatch(/^503/)
    expect(await sender.say('MAIL FROM:<a@mail.example')).toMatch(/^501/)
    expect(await sender.say('MAIL FROM:<a@mail.example>')).toMatch(/^250/)
    expect(await sender.say('RSET')).toMatch(/^250/)
    expect(await sender.say('RCPT TO:<help@shop.example>')).toMatch(/^503/)
  })

  test('from a web page is refused', async () => {
    await listener.listen()
    const sender = await listener.client()
    expect(await sender.say('POST / HTTP/1.1')).toMatch(/^421/)
  })

  test('greets at once', async () => {
    await listener.listen()
    // No timer runs out: a greeting that waits for one never comes.
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    try {
      expect((await listener.client()).greeting).toMatch(/^220 /)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('stopping', () => {
  test('lets a mail that is on its way in finish, tells idle callers, and takes no new one', async () => {
    await listener.listen()
    const idle = await listener.ready()
    const commit = Promise.withResolvers<void>()
    let isRecording = false
    listener.platform.onDeliver = () => {
      isRecording = true
      return commit.promise
    }
    const sender = await listener.inData()
    sender.write(dotted(mail()))
    const busy = sender.hear()
    await until('it is being recorded', () => isRecording)
    const { port } = listener.listening!
    const stopped = listener.listening!.stop()
    expect(await idle.hear()).toMatch(/^421/)
    const late = await openSmtp(port)
    expect(late.greeting).toMatch(/^421 4\.3\.2 .*stopping/)
    commit.resolve()
    expect(await busy).toMatch(/^250/)
    expect(await sender.hear()).toMatch(/^421/)
    await stopped
    expect(listener.platform.delivered).toHaveLength(1)
    await expect(openSmtp(port)).rejects.toThrow()
    listener.listening = null
  })

  test('does not wait for ever for a caller in the middle of a mail', async () => {
    await listener.listen(oneChannel, { stopMs: 100 })
    const sender = await listener.inData()
    sender.write('half')
    await listener.listening!.stop()
    listener.listening = null
    expect(listener.platform.delivered).toHaveLength(0)
    expect(await sender.hear()).toMatch(/^421/)
  })

  test('a port that is taken is told in a sentence', async () => {
    await listener.listen()
    const { port } = listener.listening!
    const second = listenForMail({ host: '127.0.0.1', port }, defaultListenerLimits, listener.platform.listenerHost([]))
    await expect(second).rejects.toThrow(
      `Mail can't be received on port ${port} of 127.0.0.1: another program uses it. Another port can be named with SMTP_PORT.`,
    )
  })
})
