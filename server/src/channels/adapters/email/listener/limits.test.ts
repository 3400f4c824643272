import { describe, expect, test } from 'vitest'
import { mail } from '../../../../../test/mail/email-channel.ts'
import { envelopeTo, oneChannel, useListener } from '../../../../../test/mail/test-listener.ts'
import { until } from '../../../../../test/mail/until.ts'

const listener = useListener()

describe('what is too much', () => {
  test('a mail that says it is too large is refused before it is sent', async () => {
    await listener.listen()
    const sender = await listener.ready()
    expect(await sender.say('MAIL FROM:<ana@mail.example> SIZE=60000000')).toMatch(/^552/)
  })

  test('a mail that is too large without saying so is refused with a sentence, and the connection lives on', async () => {
    await listener.listen(oneChannel, { maxMessageBytes: 2 * 1024 * 1024 })
    const sender = await listener.inData()
    for (let i = 0; i < 40; i++) sender.write(`${'x'.repeat(998)}\r\n`.repeat(100))
    sender.write('.\r\n')
    expect(await sender.hear()).toBe('552 5.3.4 The mail is larger than the 2 MB that are accepted here')
    expect(await sender.mail(envelopeTo('help@shop.example'), mail())).toMatch(/^250/)
    expect(listener.platform.delivered).toHaveLength(1)
  })

  test('many large mails at once are put off, and small ones still come in', async () => {
    await listener.listen(oneChannel, { maxBufferedBytes: 3 * 1024 * 1024 })
    const large = `${'x'.repeat(998)}\r\n`.repeat(2000)
    const [first, second] = [await listener.inData(), await listener.inData()]
    first.write(large)
    second.write(large)
    expect(await (await listener.client()).mail(envelopeTo('help@shop.example'), mail())).toMatch(/^250/)
    first.write('.\r\n')
    second.write('.\r\n')
    const replies = [await first.hear(), await second.hear()]
    expect(replies.filter((reply) => reply.startsWith('250'))).toHaveLength(1)
    expect(replies.filter((reply) => reply.startsWith('452 4.3.1'))).toHaveLength(1)
    // What was held is free again.
    expect(await (await listener.client()).mail(envelopeTo('help@shop.example'), `Subject: x\r\n\r\n${large}`)).toMatch(
      /^250/,
    )
  })

  test('connections beyond the limit are told to come back', async () => {
    await listener.listen(oneChannel, { maxConnections: 3 })
    const first = [await listener.client(), await listener.client(), await listener.client()]
    expect((await listener.client()).greeting).toMatch(/^421/)
    await first[0]!.close()
    expect((await listener.client()).greeting).toMatch(/^220/)
  })

  test('connections of one address beyond its share are asked to come back later', async () => {
    await listener.listen(oneChannel, { maxConnectionsPerAddress: 2 })
    const first = [await listener.client(), await listener.client()]
    expect((await listener.client()).greeting).toMatch(/^421/)
    await first[1]!.close()
    expect((await listener.client()).greeting).toMatch(/^220/)
  })

  test('a client that sends a byte now and then is disconnected', async () => {
    await listener.listen(oneChannel, { mailMs: 150 })
    const sender = await listener.inData()
    const trickle = setInterval(() => sender.write('x'), 10)
    expect(await sender.hear()).toMatch(/^421 4\.4\.2 /)
    clearInterval(trickle)
    await until('it is closed', () => sender.socket.closed)
  })

  test('a caller who waits for us is not', async () => {
    await listener.listen(oneChannel, { mailMs: 60, idleMs: 60 })
    // As long as it takes until two silent callers were disconnected, one after the other.
    listener.platform.onDeliver = async () => {
      for (let caller = 0; caller < 2; caller++) expect(await (await listener.client()).hear()).toMatch(/^421/)
    }
    expect(await (await listener.client()).mail(envelopeTo('help@shop.example'), mail())).toMatch(/^250/)
  })

  test('a silent caller is shown out', async () => {
    await listener.listen(oneChannel, { idleMs: 50 })
    const sender = await listener.client()
    expect(await sender.hear()).toMatch(/^421/)
  })

  test('a command line without an end is cut off', async () => {
    await listener.listen()
    const sender = await listener.client()
    sender.write('x'.repeat(20_000))
    expect(await sender.hear()).toMatch(/^421/)
  })
})
