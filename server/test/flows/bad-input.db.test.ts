import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { openSmtp } from '../mail/smtp-client.ts'
import { sendMail, sendRaw } from '../mail/send-mail.ts'

// What attackers send, and what strange but honest programs do, against the whole product by real sockets.

let app: TestApp
let shopId: string
beforeAll(async () => {
  app = await startTestApp()
  shopId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'Shop' })).id
})
afterAll(async () => {
  await app.stop()
})

async function customerOf(address: string): Promise<Customer> {
  const { items } = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${encodeURIComponent(address)}`)
  return app.api('GET', `/customers/${items[0]!.id}`)
}
async function threadOf(address: string): Promise<Entry[]> {
  const { id } = await customerOf(address)
  const { items } = await app.api<{ items: Entry[] }>('GET', `/customers/${id}/thread?limit=200`)
  return items.filter(({ kind }) => kind === 'message')
}
const mailOf = (address: string, fields: string, text: string, to = 'support@shop.example') =>
  `From: ${address}\r\nTo: ${to}\r\nSubject: A mail\r\nMessage-ID: <${address}>\r\n${fields}\r\n${text}`

describe('a mail that was made to break us is recorded, and costs no more than its length', () => {
  const html = 'Content-Type: text/html\r\n'
  const bombs: [string, string, string][] = [
    ['quoted lines by the million', '', '> a\r\n'.repeat(1_000_000)],
    ['one line of ten megabytes', '', 'x'.repeat(10_000_000)],
    ['two million emoji', '', '😀'.repeat(2_000_000)],
    ['numbers that look like orders', '', 'order #12345-6789 '.repeat(200_000)],
    ['addresses', '', 'a@b.example\n'.repeat(200_000)],
    ['web addresses', '', 'https://x.example/a '.repeat(200_000)],
    ['links', html, '<a href="https://x.example/a">word</a> '.repeat(200_000)],
    ['attributes', html, '<p a=1 b=2 c=3 style="x:y" class="q" onclick=1>'.repeat(100_000)],
    ['styles', html, `<style>${'a{b:c} .x>y{color:red} '.repeat(200_000)}</style>`],
    ['nothing but padding', 'Content-Transfer-Encoding: base64\r\n', 'QQ=='.repeat(2_000_000)],
    ['nothing but escapes', 'Content-Transfer-Encoding: quoted-printable\r\n', '='.repeat(8_000_000)],
    ['a hundred thousand fields', 'X-A: b\r\n'.repeat(100_000), 'hello'],
    ['ten thousand recipients', `Cc: ${'"P" <p@b.example>,\r\n '.repeat(10_000)}last@b.example\r\n`, 'hello'],
    ['fifteen thousand references', `References: ${'<a@b.example>\r\n '.repeat(15_000)}\r\n`, 'hello'],
    [
      'parts within parts',
      Array.from({ length: 3000 }, (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`).join(
        '',
      ),
      'hello',
    ],
  ]
  test.each(bombs)('%s', async (name, fields, text) => {
    const address = `${name.replaceAll(' ', '-')}@bombs.example`
    const before = process.cpuUsage()
    await sendRaw(app.smtpPort, address, mailOf(address, fields, text))
    const { user, system } = process.cpuUsage(before)
    // Sending, taking in, reading and storing it, on a slow machine. What these guard against takes minutes.
    expect((user + system) / 1e6).toBeLessThan(6)
    expect(await threadOf(address)).toHaveLength(1)
  })

  test('and five hundred files in one mail: as many as are kept, and word of the rest', async () => {
    const attachments = Array.from({ length: 500 }, (_, i) => ({ filename: `${i}.txt`, content: `file ${i}` }))
    await sendMail(app.smtpPort, { from: 'files@bombs.example', subject: 'Files', text: 'All of them', attachments })
    const [entry] = await threadOf('files@bombs.example')
    expect(entry?.attachments).toHaveLength(250)
    expect(entry?.content).toMatchObject({ problems: [expect.stringContaining('too many attachments')] })
  })
})

describe('names and words', () => {
  test.each([
    'Ана Коста',
    '安娜・コスタ',
    'آنا كوستا',
    'אנה קוסטה',
    'แอนนา',
    'अन्ना',
    'Ἄννα',
    '👩🏽‍🚀🎉',
    'Zoë O’Brien-Ñandú',
    'İstanbul ıIiİ',
    '𝔄𝔫𝔫𝔞',
  ])('of every script come back as they were: %s', async (name) => {
    const address = `a${Buffer.from(name).toString('hex').slice(0, 40)}@names.example`
    await sendMail(app.smtpPort, { from: { name, address }, subject: name, text: name })
    const customer = await customerOf(address)
    expect(customer.displayName).toBe(name)
    const [entry] = await threadOf(address)
    expect(entry).toMatchObject({ text: expect.stringContaining(name), author: { name } })
    // Signs that are no words are nothing to search for; their customer is found by the address.
    if (!/\p{L}/u.test(name)) return
    const found = await app.api<{ items: Customer[] }>('GET', `/customers?query=${encodeURIComponent(name)}`)
    expect(found.items.map(({ id }) => id)).toContain(customer.id)
  })

  test('that turn the direction of what follows, or hold control characters, do so no more', async () => {
    const from = '"Ana\u202egpj.exe\u0007" <ana@tricks.example>'
    await sendRaw(app.smtpPort, 'ana@tricks.example', mailOf(from, '', 'NUL \0 and half a pair \ud800.'))
    expect((await customerOf('ana@tricks.example')).displayName).toBe('Anagpj.exe')
    const [entry] = await threadOf('ana@tricks.example')
    expect(entry?.text).not.toContain('\0')
    expect(entry?.text.isWellFormed()).toBe(true)
  })

  test('that turn the direction of what follows do so no more for customers, staff, channels and files either', async () => {
    const name = 'Ana\u202egpj.exe\u2066'
    expect((await app.api<Customer>('POST', '/customers', { displayName: name })).displayName).toBe('Anagpj.exe')
    const person = { name, email: 'tricks@example.com', password: 'correct horse battery staple' }
    expect(await app.api('POST', '/staff', person)).toMatchObject({ name: 'Anagpj.exe' })
    expect(await app.api('POST', '/channels', { kind: 'api', name })).toMatchObject({ name: 'Anagpj.exe' })
    const upload = await fetch(`${app.url}/api/v1/attachments?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${app.token}`, 'content-type': 'text/plain' },
      body: 'x',
    })
    expect(await upload.json()).toMatchObject({ name: 'Anagpj.exe' })
    const from = { kind: 'account', value: 'tricks', name }
    const attachments = [{ name, data: 'eA==' }]
    await app.api('POST', `/channels/${shopId}/inbound`, { id: 'tricks', from, text: 'Hello', attachments })
    const [entry] = await threadOf('tricks')
    expect(entry).toMatchObject({ author: { name: 'Anagpj.exe' }, attachments: [{ name: 'Anagpj.exe' }] })
  })
})

describe('a clock that is an hour off', () => {
  test('changes neither the order nor the life of what is said', async () => {
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000)
    const say = (id: string, occurredAt: Date) =>
      app.api('POST', `/channels/${shopId}/inbound`, {
        id,
        from: { kind: 'account', value: 'late' },
        text: id,
        occurredAt: occurredAt.toISOString(),
      })
    await say('first', at(1))
    await say('second', at(-1))
    await say('third', at(0))
    const { items } = await app.api<{ items: { id: string }[] }>('GET', '/customers?query=late')
    const thread = await app.api<{ items: Entry[] }>('GET', `/customers/${items[0]!.id}/thread?order=asc`)
    expect(thread.items.filter(({ kind }) => kind === 'message').map(({ text }) => text)).toEqual([
      'first',
      'second',
      'third',
    ])
    await sendMail(app.smtpPort, { from: 'early@clocks.example', subject: 'x', text: 'x', date: at(1) })
    const [mail] = await threadOf('early@clocks.example')
    expect(Math.abs(Date.parse(mail!.occurredAt) - Date.now())).toBeLessThan(3_700_000)
  })
})

describe('a network that loses every second answer', () => {
  test('makes a mail server send again, and each mail is on its thread once', async () => {
    const numbers = Array.from({ length: 12 }, (_, number) => number)
    for (const number of numbers) {
      const raw = mailOf('again@network.example', '', `Number ${number}`).replace('<again@', `<again-${number}@`)
      const lost = await openSmtp(app.smtpPort)
      for (const line of [
        'EHLO x.example',
        'MAIL FROM:<again@network.example>',
        'RCPT TO:<support@shop.example>',
        'DATA',
      ])
        await lost.say(line)
      lost.write(`${raw}\r\n.\r\n`)
      // The sender never hears of it, whatever became of it.
      lost.cut()
      await sendRaw(app.smtpPort, 'again@network.example', raw)
    }
    const texts = (await threadOf('again@network.example')).map(({ text }) => text.trim())
    expect(texts.toSorted()).toEqual(numbers.map((number) => `Number ${number}`).toSorted())
  })

  test('makes a program ask again, and each message is on its thread once', async () => {
    const post = (number: number) =>
      app.api('POST', `/channels/${shopId}/inbound`, {
        id: `again-${number}`,
        from: { kind: 'account', value: 'again' },
        text: `Number ${number}`,
      })
    for (let number = 0; number < 12; number++) {
      const lost = new AbortController()
      const body = JSON.stringify({
        id: `again-${number}`,
        from: { kind: 'account', value: 'again' },
        text: `Number ${number}`,
      })
      const headers = { authorization: `Bearer ${app.token}`, 'content-type': 'application/json' }
      const sent = fetch(`${app.url}/api/v1/channels/${shopId}/inbound`, {
        method: 'POST',
        headers,
        body,
        signal: lost.signal,
      })
      if (number % 2 === 0) lost.abort()
      await Promise.allSettled([sent, post(number)])
    }
    const { items } = await app.api<{ items: { id: string }[] }>('GET', '/customers?query=again')
    const threads = await Promise.all(
      items.map(({ id }) => app.api<{ items: Entry[] }>('GET', `/customers/${id}/thread?limit=200`)),
    )
    const texts = threads.flatMap((thread) => thread.items).filter(({ identity }) => identity?.value === 'again')
    expect(texts.map(({ text }) => text).toSorted()).toEqual(
      Array.from({ length: 12 }, (_, number) => `Number ${number}`).toSorted(),
    )
  })
})

test('a mail server that says all of it in one packet, without a name, in small letters, is heard', async () => {
  const sender = await openSmtp(app.smtpPort)
  const raw = mailOf('packet@strange.example', '', 'All at once')
  const commands = 'helo x\r\nmail from: <packet@strange.example>\r\nrcpt to: <support@shop.example>\r\ndata\r\n'
  sender.write(`${commands}${raw}\r\n.\r\nquit\r\n`)
  const replies = [
    await sender.hear(),
    await sender.hear(),
    await sender.hear(),
    await sender.hear(),
    await sender.hear(),
  ]
  expect(replies.map((reply) => reply.slice(0, 3))).toEqual(['250', '250', '250', '354', '250'])
  expect(await threadOf('packet@strange.example')).toHaveLength(1)
})
