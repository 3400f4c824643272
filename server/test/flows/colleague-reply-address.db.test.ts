import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createReplyTokens, markOf } from '../../src/channels/reply-token.ts'
import { createSecretBox } from '../../src/lib/secrets.ts'
import { dayMs } from '../../src/lib/clock.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { sendRaw } from '../mail/send-mail.ts'

/** A colleague's answer by mail counts as theirs only with both proofs: the boundary's, and the address made for them. */
const secretKey = 'k'.repeat(64)
const tokens = createReplyTokens(createSecretBox(secretKey))
let app: TestApp
let ana: string
let ben: string
beforeAll(async () => {
  app = await startTestApp({ env: { SECRET_KEY: secretKey } })
  const { items } = await app.api<{ items: Channel[] }>('GET', '/channels')
  const settings = { address: 'support@shop.test', authservIds: ['mx.shop.test'] }
  await app.api('PATCH', `/channels/${items[0]!.id}`, { settings })
  const colleague = async (name: string) =>
    (
      await app.api<{ id: string }>('POST', '/staff', {
        name,
        email: `${name.toLowerCase()}@firm.test`,
        password: 'a long enough password',
      })
    ).id
  ana = await colleague('Ana')
  ben = await colleague('Ben')
})
afterAll(() => app.stop())

let count = 0
const mailIn = (from: string, to: string, more: string[] = []) =>
  sendRaw(
    app.smtpPort,
    from,
    [
      ...more,
      `From: ${from}`,
      `To: ${to}`,
      'Subject: A lamp',
      `Message-ID: <m${++count}@mail.test>`,
      '',
      'Words.',
      '',
    ].join('\r\n'),
    to,
  )
async function asked(): Promise<Entry> {
  const from = `gina-${++count}@mail.test`
  await mailIn(from, 'support@shop.test')
  const { items } = await app.api<{ items: Customer[] }>('GET', `/customers?query=${from}`)
  return (await threadOf(items[0]!.id))[0]!
}
const threadOf = async (customerId: string) =>
  (await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread`)).items
const addressFor = (issueId: string, id: string) => {
  const expiresAt = new Date(Date.now() + dayMs)
  return `support+r.${tokens.make({ kind: 'colleague', issueId, identityMark: markOf(id), expiresAt })}@shop.test`
}
const customersAddressFor = (issueId: string, id: string) =>
  `support+r.${tokens.make({ issueId, identityMark: markOf(id) })}@shop.test`
const passed = ['Authentication-Results: mx.shop.test; dmarc=pass header.from=firm.test']

test('what is authenticated and came to the address made for this colleague is their answer at once', async () => {
  const question = await asked()
  await mailIn('ana@firm.test', addressFor(question.issueId!, ana), passed)
  const answer = (await threadOf(question.customerId)).at(-1)!
  expect(answer).toMatchObject({
    kind: 'message',
    direction: 'out',
    issueId: question.issueId,
    author: { kind: 'staff', id: ana, name: 'Ana' },
  })
  expect(answer.colleagueMail).toBeUndefined()
})

const halves: [string, (issue: string) => Promise<void>][] = [
  ['the address of another colleague', (issue) => mailIn('ana@firm.test', addressFor(issue, ben), passed)],
  [
    'an address that was made for a customer',
    (issue) => mailIn('ana@firm.test', customersAddressFor(issue, ana), passed),
  ],
  ['no word of the boundary', (issue) => mailIn('ana@firm.test', addressFor(issue, ana))],
  [
    'somebody else’s boundary',
    (issue) =>
      mailIn('ana@firm.test', addressFor(issue, ana), [
        'Authentication-Results: mx.evil.test; dmarc=pass header.from=firm.test',
      ]),
  ],
]
test.each(halves)('with %s it waits to be confirmed, and is nobody’s yet', async (_, send) => {
  const question = await asked()
  await send(question.issueId!)
  expect((await threadOf(question.customerId)).at(-1)).toMatchObject({
    author: { kind: 'system' },
    colleagueMail: { state: 'waiting', staffId: ana },
  })
})

test('a token that is not ours, or a domain that says the mail is forged, leaves nothing on the thread', async () => {
  const question = await asked()
  const address = addressFor(question.issueId!, ana)
  await mailIn('ana@firm.test', address, ['Authentication-Results: mx.shop.test; dmarc=fail header.from=firm.test'])
  await mailIn(
    'ana@firm.test',
    address.replace(/.(?=@)/, (letter) => (letter === 'a' ? 'b' : 'a')),
    passed,
  )
  expect(await threadOf(question.customerId)).toHaveLength(1)
})
