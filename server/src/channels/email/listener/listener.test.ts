import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mail, testPlatform, type TestPlatform } from '../../../../test/mail/email-channel.ts'
import { dotted, openSmtp, type SmtpClient } from '../../../../test/mail/smtp-client.ts'
import { until } from '../../../../test/mail/until.ts'
import { defaultListenerLimits, listenForMail, type ListenerLimits, type Listening } from './listener.ts'

let platform: TestPlatform
let listening: Listening | null
let clients: SmtpClient[]

beforeEach(() => {
  platform = testPlatform()
  listening = null
  clients = []
})
afterEach(async () => {
  for (const client of clients) client.cut()
  await listening?.stop()
})

type Channels = Parameters<TestPlatform['listenerHost']>[0]
const oneChannel: Channels = [{ id: 'help', settings: { addresses: ['help@shop.example'] } }]

async function listen(channels: Channels = oneChannel, limits: Partial<ListenerLimits> = {}): Promise<void> {
  const all = { ...defaultListenerLimits, ...limits }
  listening = await listenForMail({ host: '127.0.0.1', port: 0 }, all, platform.listenerHost(channels))
}
async function client(): Promise<SmtpClient> {
  const opened = await openSmtp(listening!.port)
  clients.push(opened)
  return opened
}
async function ready(): Promise<SmtpClient> {
  const opened = await client()
  await opened.say('EHLO sender.example')
  return opened
}
async function inData(to = 'help@shop.example'): Promise<SmtpClient> {
  const opened = await ready()
  for (const line of ['MAIL FROM:<ana@mail.example>', `RCPT TO:<${to}>`, 'DATA']) {
    expect(await opened.say(line)).toMatch(/^[23]/)
  }
  return opened
}
const envelope = (...to: string[]) => ({ from: 'ana@mail.example', to })

describe('a mail', () => {
  test('arrives byte for byte with its envelope, and is acknowledged only after it was recorded', async () => {
    await listen()
    const commit = Promise.withResolvers<void>()
    platform.onDeliver = () => commit.promise
    const raw = mail({}, '.a dot\r\n..two\r\n\r\nend')
    const order: string[] = []
    const sender = await inData()
    sender.write(dotted(raw))
    const answered = sender.hear().then((reply) => order.push(reply))
    // What another connection says meanwhile comes before the answer.
    await (await client()).say('NOOP')
    order.push('committed')
    commit.resolve()
    await answered
    expect(order).toEqual(['committed', '250 2.0.0 Recorded'])
    expect(platform.texts()).toEqual([raw])
    expect(platform.delivered[0]).toMatchObject({
      channelId: 'help',
      request: {
        url: '',
        headers: {},
        envelope: { from: 'ana@mail.example', to: ['help@shop.example'], remoteAddress: '127.0.0.1', source: 'smtp' },
      },
    })
  })

  test('that can’t be recorded is asked for again, and the next one on the same connection goes through', async () => {
    await listen()
    platform.onDeliver = () => {
      throw new Error('the database is away: password=secret')
    }
    const sender = await client()
    const refused = await sender.mail(envelope('help@shop.example'), mail())
    expect(refused).toMatch(/^451 4\.3\.0 /)
    expect(refused).not.toContain('secret')
    platform.onDeliver = () => {}
    expect(await sender.mail(envelope('help@shop.example'), mail())).toMatch(/^250/)
    expect(platform.delivered).toHaveLength(1)
  })

  test('is asked for again while the channels can’t be looked up', async () => {
    const host = platform.listenerHost(oneChannel)
    host.channels = async () => {
      throw new Error('no')
    }
    listening = await listenForMail({ host: '127.0.0.1', port: 0 }, defaultListenerLimits, host)
    expect(await (await client()).mail(envelope('help@shop.example'), mail())).toMatch(/^451/)
  })

  test('from nobody, as a bounce is, is taken', async () => {
    await listen()
    expect(await (await client()).mail({ from: '', to: ['help@shop.example'] }, mail())).toMatch(/^250/)
    expect(platform.delivered[0]!.request.envelope!.from).toBe('')
  })

  test('in eight bits, with NUL, and with addresses beyond ASCII arrives as it is', async () => {
    await listen([{ id: 'help', settings: { addresses: ['hilfe@bücher.example'] } }])
    const raw = Buffer.from('Subject: \u00fc\r\n\r\nNUL \0 bare \n lf, bare \r cr, \u00ff\r\n', 'latin1')
    const sender = await ready()
    expect(await sender.say('MAIL FROM:<zoë@bücher.example> BODY=8BITMIME SMTPUTF8')).toMatch(/^250/)
    expect(await sender.say('RCPT TO:<hilfe@xn--bcher-kva.example>')).toMatch(/^250/)
    await sender.say('DATA')
    sender.write(dotted(raw))
    expect(await sender.hear()).toMatch(/^250/)
    expect(Buffer.from(platform.delivered[0]!.request.body).equals(raw)).toBe(true)
  })

  test('cut off in the middle is not recorded', async () => {
    await listen()
    const sender = await inData()
    sender.write('Subject: half\r\n\r\nhalf of')
    sender.cut()
    expect(await (await client()).mail(envelope('help@shop.example'), mail())).toMatch(/^250/)
    expect(platform.texts()).toEqual([mail()])
  })

  test('may come in one packet with its commands', async () => {
    await listen()
    const sender = await ready()
    const two = ['MAIL FROM:<a@mail.example>', 'RCPT TO:<help@shop.example>', 'DATA'].join('\r\n')
    sender.write(`${two}\r\n${dotted(mail()).toString()}${two}\r\n${dotted(mail()).toString()}QUIT\r\n`)
    const replies: string[] = []
    for (let i = 0; i < 9; i++) replies.push((await sender.hear()).slice(0, 3))
    expect(replies).toEqual(['250', '250', '354', '250', '250', '250', '354', '250', '221'])
    expect(platform.texts()).toEqual([mail(), mail()])
  })

  test('with a second one smuggled in behind a bare line feed is one mail', async () => {
    await listen()
    for (const end of ['\n.\n', '\n.\r\n', '\r.\r\n', '\r\n.\n', '\r\n.\r']) {
      const sender = await inData()
      const smuggled = `MAIL FROM:<boss@shop.example>\r\nRCPT TO:<help@shop.example>\r\nDATA\r\nevil\r\n`
      sender.write(`Subject: x\r\n\r\nfirst${end}${smuggled}.\r\n`)
      expect(await sender.hear()).toMatch(/^250/)
      expect(await sender.say('NOOP')).toMatch(/^250/)
    }
    expect(platform.delivered).toHaveLength(5)
    expect(platform.delivered.every(({ request }) => request.envelope!.from === 'ana@mail.example')).toBe(true)
    expect(platform.texts().every((text) => text.includes('first') && text.includes('evil'))).toBe(true)
  })
})

describe('a recipient', () => {
  test('that is nobody’s is refused, and nothing is relayed', async () => {
    await listen()
    const sender = await ready()
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
    await listen()
    for (const to of ['HELP@Shop.Example', 'help+vip@shop.example', 'help+r.k5p2qx7m3d@shop.example']) {
      expect(await (await client()).mail(envelope(to), mail())).toMatch(/^250/)
    }
    expect(platform.delivered.map(({ request }) => request.envelope!.to[0])).toEqual([
      'HELP@Shop.Example',
      'help+vip@shop.example',
      'help+r.k5p2qx7m3d@shop.example',
    ])
  })

  test('with a tag of its own goes to the channel that names the tag', async () => {
    await listen([
      { id: 'vip', settings: { addresses: ['help+vip@shop.example'] } },
      { id: 'help', settings: { addresses: ['help@shop.example'] } },
    ])
    await (await client()).mail(envelope('help+vip@shop.example'), mail())
    await (await client()).mail(envelope('help+vip+r.k5p2qx7m3d@shop.example'), mail())
    await (await client()).mail(envelope('help+other@shop.example'), mail())
    expect(platform.delivered.map(({ channelId }) => channelId)).toEqual(['vip', 'vip', 'help'])
  })

  test('of a channel without addresses is everything that no other channel claims', async () => {
    await listen([
      { id: 'rest' },
      { id: 'sales', settings: { address: 'sales@shop.example', addresses: ['sales@shop.example'] } },
      { id: 'watched', settings: { imap: { host: 'imap.example', user: 'x', password: 'y' } } },
    ])
    await (await client()).mail(envelope('anything@anywhere.example'), mail())
    await (await client()).mail(envelope('sales@shop.example'), mail())
    await (await client()).mail(envelope('postmaster'), mail())
    expect(platform.delivered.map(({ channelId }) => channelId)).toEqual(['rest', 'sales', 'rest'])
  })

  test('of several channels brings the mail to each of them once', async () => {
    await listen([
      { id: 'help', settings: { addresses: ['help@shop.example', 'hello@shop.example'] } },
      { id: 'sales', settings: { addresses: ['sales@shop.example'] } },
    ])
    await (await client()).mail(envelope('help@shop.example', 'sales@shop.example', 'hello@shop.example'), mail())
    expect(platform.delivered.map(({ channelId, request }) => [channelId, request.envelope!.to])).toEqual([
      ['help', ['help@shop.example', 'hello@shop.example']],
      ['sales', ['sales@shop.example']],
    ])
  })

  test('of two channels, one of which fails, makes the sender try again', async () => {
    await listen([oneChannel[0]!, { id: 'sales', settings: { addresses: ['sales@shop.example'] } }])
    platform.onDeliver = (_request, channelId) => {
      if (channelId === 'sales') throw new Error('no')
    }
    expect(await (await client()).mail(envelope('help@shop.example', 'sales@shop.example'), mail())).toMatch(/^451/)
  })

  test('beyond a hundred is put off, and the hundred are served', async () => {
    await listen([{ id: 'rest' }])
    const sender = await ready()
    await sender.say('MAIL FROM:<ana@mail.example>')
    const replies: string[] = []
    for (let i = 0; i < 103; i++) replies.push(await sender.say(`RCPT TO:<r${i}@shop.example>`))
    expect(replies.slice(0, 100).every((reply) => reply.startsWith('250'))).toBe(true)
    expect(replies.slice(100).every((reply) => reply.startsWith('452'))).toBe(true)
    await sender.say('DATA')
    sender.write(dotted(mail()))
    expect(await sender.hear()).toMatch(/^250/)
    expect(platform.delivered).toHaveLength(1)
  })

  test('that is guessed again and again costs the caller the connection', async () => {
    await listen(oneChannel, { maxUnknownRecipients: 5 })
    const sender = await ready()
    await sender.say('MAIL FROM:<ana@mail.example>')
    for (let i = 0; i < 5; i++) expect(await sender.say(`RCPT TO:<r${i}@shop.example>`)).toMatch(/^550/)
    expect(await sender.say('RCPT TO:<r5@shop.example>')).toMatch(/^421/)
    await until('it is closed', () => sender.socket.closed)
  })
})

describe('what is too much', () => {
  test('a mail that says it is too large is refused before it is sent', async () => {
    await listen()
    const sender = await ready()
    expect(await sender.say('MAIL FROM:<ana@mail.example> SIZE=60000000')).toMatch(/^552/)
  })

  test('a mail that is too large without saying so is refused with a sentence, and the connection lives on', async () => {
    await listen(oneChannel, { maxMessageBytes: 2 * 1024 * 1024 })
    const sender = await inData()
    for (let i = 0; i < 40; i++) sender.write(`${'x'.repeat(998)}\r\n`.repeat(100))
    sender.write('.\r\n')
    expect(await sender.hear()).toBe('552 5.3.4 The mail is larger than the 2 MB that are accepted here')
    expect(await sender.mail(envelope('help@shop.example'), mail())).toMatch(/^250/)
    expect(platform.delivered).toHaveLength(1)
  })

  test('many large mails at once are put off, and small ones still come in', async () => {
    await listen(oneChannel, { maxBufferedBytes: 3 * 1024 * 1024 })
    const large = `${'x'.repeat(998)}\r\n`.repeat(2000)
    const [first, second] = [await inData(), await inData()]
    first.write(large)
    second.write(large)
    expect(await (await client()).mail(envelope('help@shop.example'), mail())).toMatch(/^250/)
    first.write('.\r\n')
    second.write('.\r\n')
    const replies = [await first.hear(), await second.hear()]
    expect(replies.filter((reply) => reply.startsWith('250'))).toHaveLength(1)
    expect(replies.filter((reply) => reply.startsWith('452 4.3.1'))).toHaveLength(1)
    // What was held is free again.
    expect(await (await client()).mail(envelope('help@shop.example'), `Subject: x\r\n\r\n${large}`)).toMatch(/^250/)
  })

  test('connections beyond the limit are told to come back', async () => {
    await listen(oneChannel, { maxConnections: 3 })
    const first = [await client(), await client(), await client()]
    expect((await client()).greeting).toMatch(/^421/)
    await first[0]!.close()
    expect((await client()).greeting).toMatch(/^220/)
  })

  test('connections of one address beyond its share are told to come back', async () => {
    await listen(oneChannel, { maxConnectionsPerAddress: 2 })
    const first = [await client(), await client()]
    expect((await client()).greeting).toMatch(/^421/)
    await first[1]!.close()
    expect((await client()).greeting).toMatch(/^220/)
  })

  test('a caller who trickles a byte now and then is shown out', async () => {
    await listen(oneChannel, { mailMs: 150 })
    const sender = await inData()
    const trickle = setInterval(() => sender.write('x'), 10)
    expect(await sender.hear()).toMatch(/^421 4\.4\.2 /)
    clearInterval(trickle)
    await until('it is closed', () => sender.socket.closed)
  })

  test('a caller who waits for us is not', async () => {
    await listen(oneChannel, { mailMs: 60, idleMs: 60 })
    platform.onDeliver = () => new Promise((resolve) => setTimeout(resolve, 400))
    expect(await (await client()).mail(envelope('help@shop.example'), mail())).toMatch(/^250/)
  })

  test('a silent caller is shown out', async () => {
    await listen(oneChannel, { idleMs: 50 })
    const sender = await client()
    expect(await sender.hear()).toMatch(/^421/)
  })

  test('a command line without an end is cut off', async () => {
    await listen()
    const sender = await client()
    sender.write('x'.repeat(20_000))
    expect(await sender.hear()).toMatch(/^421/)
  })
})

describe('the conversation', () => {
  test('does not tell which software answers, and knows no sign-in and no old tricks', async () => {
    await listen()
    const sender = await client()
    expect(sender.greeting).toBe('220 throughline ESMTP')
    const features = await sender.say('EHLO sender.example')
    expect(features).not.toMatch(/smtp-server|nodemailer|AUTH|STARTTLS/i)
    expect(features).toContain('SIZE 26214400')
    for (const line of ['AUTH PLAIN AGEAYg==', 'STARTTLS', 'WIZ x', 'SHELL', 'XCLIENT ADDR=1.2.3.4', 'HELP']) {
      expect(await sender.say(line)).toMatch(/^5/)
    }
  })

  test('in the wrong order gets nowhere', async () => {
    await listen()
    const sender = await client()
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
    await listen()
    const sender = await client()
    expect(await sender.say('POST / HTTP/1.1')).toMatch(/^421/)
  })

  test('greets at once', async () => {
    await listen()
    const started = performance.now()
    for (let i = 0; i < 20; i++) await (await client()).close()
    expect(performance.now() - started).toBeLessThan(1500)
  })
})

describe('stopping', () => {
  test('lets a mail that is on its way in finish, tells idle callers, and takes no new one', async () => {
    await listen()
    const idle = await ready()
    const commit = Promise.withResolvers<void>()
    let isRecording = false
    platform.onDeliver = () => {
      isRecording = true
      return commit.promise
    }
    const sender = await inData()
    sender.write(dotted(mail()))
    const busy = sender.hear()
    await until('it is being recorded', () => isRecording)
    const { port } = listening!
    const stopped = listening!.stop()
    expect(await idle.hear()).toMatch(/^421/)
    commit.resolve()
    expect(await busy).toMatch(/^250/)
    sender.cut()
    await stopped
    expect(platform.delivered).toHaveLength(1)
    await expect(openSmtp(port)).rejects.toThrow()
    listening = null
  })

  test('does not wait for ever for a caller in the middle of a mail', async () => {
    await listen(oneChannel, { stopMs: 100 })
    const sender = await inData()
    sender.write('half')
    await listening!.stop()
    listening = null
    expect(platform.delivered).toHaveLength(0)
    expect(await sender.hear()).toMatch(/^421/)
  })

  test('a port that is taken is told in a sentence', async () => {
    await listen()
    const { port } = listening!
    const second = listenForMail({ host: '127.0.0.1', port }, defaultListenerLimits, platform.listenerHost([]))
    await expect(second).rejects.toThrow(
      `Mail can't be received on port ${port} of 127.0.0.1: another program uses it.`,
    )
  })
})
