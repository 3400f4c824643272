import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { sendRaw } from '../../mail/send-mail.ts'

// What is no address for one part of the product and one for another would be a customer who cannot be answered, or an
// answer that goes elsewhere.

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

/** The entry that says this, wherever it is. */
async function entryThatSays(words: string): Promise<Entry> {
  const { rows } = await app.database.pool.query<{ id: string }>('select id from entries where text like $1', [
    `%${words}%`,
  ])
  expect(rows).toHaveLength(1)
  return app.api('GET', `/entries/${rows[0]!.id}`)
}

const reachOf = async (customerId: string): Promise<ReachableAddress[]> =>
  (await app.api<{ items: ReachableAddress[] }>('GET', `/customers/${customerId}/addresses`)).items

test.each([
  ['a NUL and a second @', 'a@b\0@c.example'],
  ['a second @', 'a@b@c.example'],
  ['a quoted @', '"ceo@bank.example"@evil.example'],
  ['a quoted escape', '"a\\"b"@c.example'],
  ['a quoted control character', '"a\x07b"@c.example'],
  ['a control character', 'a\x07b@c.example'],
  ['a domain that only Unicode maps to another', 'anna@ｂank.example'],
  ['an IP address for a domain', 'anna@192.0.2.1'],
])(
  'a mail from an address with %s is recorded, shows what it said, and makes no identity of it',
  async (what, from) => {
    const words = `Sent with ${what}`
    const head = ['To: support@shop.example', 'Subject: Hello', `Message-ID: <${crypto.randomUUID()}@c.example>`]
    const mail = `From: Anna <${from}>\r\n${head.join('\r\n')}\r\n\r\n${words}\r\n`
    await sendRaw(app.smtpPort, 'handed@over.example', mail)
    const entry = await entryThatSays(words)
    // Who handed it over is a claim: it matches nobody, and reads nothing.
    expect(entry.identity).toMatchObject({ value: 'handed@over.example', assurance: 'claimed' })
    expect(entry.content).toMatchObject({
      problems: expect.arrayContaining([expect.stringMatching(/^The From field holds no usable address: “Anna/)]),
    })
  },
)

test('a mail that names nobody at all is recorded, and nobody is offered to answer it', async () => {
  const head = ['From: a@b@c.example', 'To: support@shop.example', `Message-ID: <${crypto.randomUUID()}@c.example>`]
  await sendRaw(app.smtpPort, 'a@192.0.2.1', `${head.join('\r\n')}\r\n\r\nFrom nobody\r\n`)
  const entry = await entryThatSays('From nobody')
  expect(entry.identity!.value).toMatch(/^unknown-.*@missing-sender\.invalid$/)
  expect((await reachOf(entry.customerId)).map(({ usable, reasonCode }) => [usable, reasonCode])).toEqual([
    [false, 'malformed'],
  ])
  const answer = await app.request('POST', `/customers/${entry.customerId}/entries`, { kind: 'message', text: 'Hi' })
  expect(answer.status).toBe(422)
})

test('a program that hands in a message from what is no address loses nothing, and the address cannot be written to', async () => {
  const channel = await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'A shop' })
  const inbound = { id: 'odd-1', from: { kind: 'email', value: 'a@b@c.example', name: 'Anna' }, text: 'From a program' }
  const entry = await app.api<Entry>('POST', `/channels/${channel.id}/inbound`, inbound)
  expect(entry).toMatchObject({ text: 'From a program', author: { name: 'Anna' } })
  const byMail = (await reachOf(entry.customerId)).filter(({ channel: { kind } }) => kind === 'email')
  expect(byMail.map(({ usable, reasonCode }) => [usable, reasonCode])).toEqual([[false, 'malformed']])
  const customer = await app.api<Customer>('GET', `/customers/${entry.customerId}`)
  const add = await app.request('POST', `/customers/${customer.id}/identities`, {
    kind: 'email',
    value: '"x@y"@z.example',
  })
  expect(add.status).toBe(400)
})
