import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { BlockedDomain, BlockedSender } from '@throughline/protocol/customers/blocked-senders.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendMail } from '../mail/send-mail.ts'

// Of a blocked domain nothing gets onto a thread, and nothing is lost.
let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

let count = 0
const write = (from: string, more: object = {}) =>
  sendMail(app.smtpPort, { from, subject: `Offer ${++count}`, text: 'Buy now!', ...more })
const block = (domain: string, reason = 'Advertising.') =>
  app.api<BlockedDomain>('PUT', `/blocked-domains/${encodeURIComponent(domain)}`, { reason })
const unblock = (domain: string) => app.request('DELETE', `/blocked-domains/${domain}`)
const customersOf = async (address: string) =>
  (await app.api<{ items: Customer[] }>('GET', `/customers?query=${address}`)).items
const keptOf = async (address: string) =>
  (await app.api<{ items: InboundRecord[] }>('GET', `/inbound?query=${address}`)).items
const blocked = async (query: string) =>
  (await app.api<{ items: BlockedSender[] }>('GET', `/blocked-senders?${query}`)).items
const entriesOf = async (address: string) => {
  const { items } = await app.api<{ items: unknown[] }>(
    'GET',
    `/customers/${(await customersOf(address))[0]!.id}/thread`,
  )
  return items.length
}

test('a new sender becomes no customer, and a known one’s mail is on no thread: both wait with the reason', async () => {
  await write('known@one.example')
  const before = await entriesOf('known@one.example')
  await block('One.example', 'A new address each day.')
  await write('known@one.example')
  await write('new@one.example')
  await write('new@mail.eu.one.example')
  expect(await entriesOf('known@one.example')).toBe(before)
  expect(await customersOf('new@one.example')).toEqual([])
  for (const address of ['known@one.example', 'new@one.example', 'new@mail.eu.one.example']) {
    const [kept] = await keptOf(address)
    expect(kept, address).toMatchObject({ state: 'set_aside', kind: 'blocked', hasRaw: true })
    expect(kept!.sentence).toContain('domain one.example was blocked by')
    expect(kept!.sentence).toContain('A new address each day.')
  }
  await write('other@notone.example')
  expect(await customersOf('other@notone.example')).toHaveLength(1)
})

test('mail of an address that is blocked by itself waits with who blocked it and why, where somebody said why', async () => {
  await write('alone@solo.example')
  const [customer] = await customersOf('alone@solo.example')
  const { identities } = await app.api<Customer>('GET', `/customers/${customer!.id}`)
  const mark = (marks: object) => app.api('PATCH', `/identities/${identities[0]!.id}`, marks)
  await mark({ blocked: true, reason: 'Writes to everybody.' })
  await write('alone@solo.example')
  const [reasoned] = await keptOf('alone@solo.example')
  expect(reasoned).toMatchObject({ kind: 'blocked', words: [{ code: 'channels.from_blocked_address' }] })
  expect(reasoned!.sentence).toMatch(/address was blocked by .+: Writes to everybody\.$/)
  await mark({ blocked: false })
  await mark({ blocked: true })
  await write('alone@solo.example')
  const kept = await keptOf('alone@solo.example')
  expect(kept.map(({ words }) => words[0]?.code)).toEqual(['channels.from_blocked', 'channels.from_blocked_address'])
})

test('a mail that was delivered twice is kept once; released, it is on its thread although the block stands', async () => {
  await block('two.example')
  const messageId = '<twice@two.example>'
  // With one date: sent in two seconds, it would be two mails of one name.
  const mail = { messageId, subject: 'Twice', date: new Date('2026-01-15T14:00:00Z') }
  for (let times = 0; times < 2; times++) await write('anna@two.example', mail)
  const kept = await keptOf('anna@two.example')
  expect(kept).toHaveLength(1)
  await app.api('POST', `/inbound/${kept[0]!.id}/replay`)
  expect(await entriesOf('anna@two.example')).toBe(1)
  await write('anna@two.example')
  expect(await entriesOf('anna@two.example')).toBe(1)
})

test('an answer to what we wrote is set aside as well, and nothing is sent there until it is unblocked', async () => {
  const messageId = '<first@three.example>'
  await write('anna@three.example', { messageId })
  await block('three.example')
  await write('anna@three.example', { inReplyTo: messageId, references: messageId })
  const [customer] = await customersOf('anna@three.example')
  expect(await entriesOf('anna@three.example')).toBe(1)
  const ways = async () =>
    (await app.api<{ items: ReachableAddress[] }>('GET', `/customers/${customer!.id}/addresses`)).items
  expect((await ways()).filter(({ identity }) => identity.kind === 'email')).toMatchObject([
    { usable: false, reasonCode: 'blocked', reason: 'The domain of the address is blocked.' },
  ])
  expect((await unblock('three.example')).status).toBe(204)
  expect((await unblock('three.example')).status).toBe(404)
  expect((await ways()).some(({ usable }) => usable)).toBe(true)
  await write('anna@three.example')
  expect(await entriesOf('anna@three.example')).toBe(2)
})

test.each([
  ['gmail.com', 'Everybody may have an address at gmail.com'],
  ['co.uk', 'Everybody may register names below co.uk'],
  ['example', 'Everybody may register names'],
  ['bulk..example', 'is not a mail domain'],
  ['shop.example', 'An address of ours'],
])('%s cannot be blocked, and why is said', async (domain, why) => {
  const path = `/blocked-domains/${encodeURIComponent(domain)}`
  for (const answer of [
    await app.request('PUT', path, { reason: 'No.' }),
    await app.request('GET', `${path}/preview`),
  ]) {
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(why)
  }
})

test('the preview counts each customer once, also below the domain', async () => {
  await write('a@four.example')
  await write('b@mail.four.example')
  await write('c@four.example.org')
  const preview = await app.api('GET', '/blocked-domains/FOUR.example/preview')
  expect(preview).toEqual({ domain: 'four.example', customers: 2, cappedAt: 1000, blocked: false })
  await block('four.example')
  expect(await app.api('GET', '/blocked-domains/mail.four.example/preview')).toMatchObject({
    customers: 1,
    blocked: true,
  })
})

test('what is blocked is listed by whom, when and why, newest first, page by page, and found by a word', async () => {
  await write('single@five.example')
  const [single] = await customersOf('single@five.example')
  const { identities } = await app.api<Customer>('GET', `/customers/${single!.id}`)
  await app.api('PATCH', `/identities/${identities[0]!.id}`, { blocked: true, reason: 'Rude.' })
  expect((await blocked('kind=address&query=five'))[0]).toMatchObject({
    identity: { value: 'single@five.example' },
    customer: { id: single!.id },
    reason: 'Rude.',
    by: { name: expect.any(String) },
    at: expect.any(String),
  })
  await app.api('PATCH', `/identities/${identities[0]!.id}`, { blocked: false })
  expect(await blocked('kind=address&query=five')).toEqual([])

  await app.api('PUT', `/customers/${single!.id}/block`, { reason: 'Threats.' })
  expect(await blocked('kind=person&query=threats')).toMatchObject([
    { customer: { id: single!.id }, reason: 'Threats.' },
  ])
  await app.api('DELETE', `/customers/${single!.id}/block`)
  expect(await blocked('kind=person&query=threats')).toEqual([])

  for (const name of ['six', 'seven', 'eight']) await block(`${name}.example`, 'Listed 100%_of_all.')
  const listed: string[] = []
  let cursor = ''
  do {
    const page = await app.api<{ items: BlockedSender[]; nextCursor: string | null }>(
      'GET',
      `/blocked-senders?kind=domain&limit=1&query=${encodeURIComponent('100%_of')}${cursor && `&cursor=${cursor}`}`,
    )
    listed.push(...page.items.map(({ domain }) => domain!))
    cursor = page.nextCursor ?? ''
  } while (cursor !== '')
  expect(listed).toEqual(['eight.example', 'seven.example', 'six.example'])
  expect(await blocked(`kind=domain&query=${encodeURIComponent('_____')}`)).toEqual([])
})

test('who may not change channels blocks no domain; each step is in the audit log once', async () => {
  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name: 'staff', role: 'staff' })
  const headers = { authorization: `Bearer ${token}` }
  expect((await app.request('PUT', '/blocked-domains/nine.example', { reason: 'x' }, headers)).status).toBe(403)
  expect((await app.request('GET', '/blocked-senders?kind=domain', undefined, headers)).status).toBe(200)
  await block('nine.example', 'Once.')
  await block('nine.example', 'Once.')
  await unblock('nine.example')
  const { items } = await app.api<{ items: { action: string; subject: { id: string | null } }[] }>(
    'GET',
    '/audit?limit=50',
  )
  const ofNine = items.filter(({ subject }) => subject.id === 'nine.example').map(({ action }) => action)
  expect(ofNine).toEqual(['domain.unblocked', 'domain.blocked'])
})
