import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer, CustomerRow, Merge } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockCustomer, unblockCustomer } from '../../src/people/customers/blocking/block.ts'
import { holdOpen, lockWaiters } from '../../src/people/customers/testing.ts'
import { lockCustomer } from '../../src/people/customers/customers.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { sendRaw } from '../mail/send-mail.ts'
import { newVisitor } from '../visitor.ts'

/** A person is blocked on all channels at once, whatever joins them later, and exactly as long as that stands. */
let app: TestApp
let shop: Channel
let chat: Channel
beforeAll(async () => {
  app = await startTestApp({ env: { RATE_LIMIT_VISITOR: '100000', RATE_LIMIT_ANONYMOUS: '100000' } })
  shop = await app.api('POST', '/channels', { kind: 'api', name: 'Shop', settings: {} })
  chat = await app.api('POST', '/channels', { kind: 'webchat', name: 'Chat', settings: {} })
})
afterAll(() => app.stop())

let count = 0
const newAddress = (): string => `person-${++count}@block.test`
const reason = 'Threatened a colleague.'
const block = (id: string, why = reason) => app.api<Customer>('PUT', `/customers/${id}/block`, { reason: why })
const unblock = (id: string) => app.api<Customer>('DELETE', `/customers/${id}/block`)
const customer = (id: string) => app.api<Customer>('GET', `/customers/${id}`)
const by = { kind: 'staff', id: '018f0000-0000-7000-8000-00000000a0a0', name: 'Nora' }

const post = (value: string, more: { kind?: string; assurance?: string; text?: string } = {}) => {
  const { kind = 'email', assurance, text = `Words of ${value}` } = more
  const from = { kind, value, ...(assurance === undefined ? {} : { assurance }) }
  return app.request('POST', `/channels/${shop.id}/inbound`, { id: crypto.randomUUID(), from, text })
}
/** On which record it is, or that it was refused. */
async function write(value: string, more: Parameters<typeof post>[1] = {}): Promise<string> {
  const response = await post(value, more)
  if (response.status === 403) return 'refused'
  expect(response.ok).toBe(true)
  return ((await response.json()) as Entry).customerId
}
const mail = (from: string, { subject, inReplyTo }: { subject: string; inReplyTo?: string }) =>
  sendRaw(
    app.smtpPort,
    from,
    [
      `From: ${from}`,
      'To: support@example.com',
      `Subject: ${subject}`,
      ...(inReplyTo === undefined ? [] : [`In-Reply-To: ${inReplyTo}`]),
      `Message-ID: <${crypto.randomUUID()}@mail.test>`,
      '',
      'Hello.',
      '',
    ].join('\r\n'),
  )
const kept = async (query: string) =>
  (await app.api<{ items: InboundRecord[] }>('GET', `/inbound?query=${encodeURIComponent(query)}`)).items
const entriesOf = async (id: string) =>
  (await app.api<{ items: Entry[] }>('GET', `/customers/${id}/thread?limit=100`)).items.filter(
    ({ kind }) => kind === 'message',
  )
const merge = (id: string, otherCustomerId: string) =>
  app.api<Merge>('POST', `/customers/${id}/merges`, { otherCustomerId, reason: 'One person.' })
const audited = async (action: string, id: string) =>
  (
    await app.api<{ items: { subject: { id: string }; details: object }[] }>('GET', `/audit?action=${action}&limit=100`)
  ).items.filter(({ subject }) => subject.id === id)

test('every address is refused, what it sent is kept with who blocked and why, and nobody hears of it', async () => {
  const [address, phone] = [newAddress(), '+12025550143']
  const id = await write(address)
  await app.api('POST', `/customers/${id}/identities`, { kind: 'phone', value: phone })
  expect((await block(id)).block).toMatchObject({ reason, by: { kind: 'token' }, at: expect.any(String) })
  const events = async () =>
    (await app.database.pool.query('select max(position)::text as last from events')).rows[0].last as string
  const before = {
    entries: (await entriesOf(id)).length,
    issues: (await customer(id)).openIssues,
    last: await events(),
  }

  expect(await write(phone, { kind: 'phone', text: 'I call again' })).toBe('refused')
  expect(await write(address, { text: 'I write again' })).toBe('refused')
  await mail(address, { subject: 'By mail, then' })

  for (const query of ['I call again', 'I write again', 'By mail, then']) {
    const [record, ...others] = await kept(query)
    expect(others).toEqual([])
    expect(record).toMatchObject({ kind: 'blocked', state: 'set_aside', entryId: null })
    expect(record!.sentence).toContain(reason)
    expect(record!.sentence).toMatch(/blocked by .+:/)
  }
  expect({
    entries: (await entriesOf(id)).length,
    issues: (await customer(id)).openIssues,
    last: await events(),
  }).toEqual(before)
})

test('what was kept can be released: it is on the thread then, and the block stands', async () => {
  const address = newAddress()
  const id = await write(address)
  await block(id)
  await mail(address, { subject: `Released ${address}` })
  const [record] = await kept(`Released ${address}`)
  expect(await app.api('POST', `/inbound/${record!.id}/replay`)).toMatchObject({ state: 'accepted' })
  expect((await entriesOf(id)).map(({ text }) => text)).toContainEqual(expect.stringContaining('Hello.'))
  expect(await write(address)).toBe('refused')
})

test('an address that is attached later is blocked too, and none can be detached to get in', async () => {
  const [address, later] = [newAddress(), newAddress()]
  const id = await write(address)
  await block(id)
  const added = await app.api<{ id: string }>('POST', `/customers/${id}/identities`, { kind: 'email', value: later })
  expect(await write(later)).toBe('refused')
  expect((await app.request('DELETE', `/identities/${added.id}`)).status).toBe(409)
  await unblock(id)
  expect(await write(later)).toBe(id)
})

test('a merge blocks both, and undoing it gives each side what was said of it', async () => {
  const [rude, kind] = [newAddress(), newAddress()]
  const [rudeId, kindId] = [await write(rude), await write(kind)]
  await block(rudeId)
  const { id } = await merge(kindId, rudeId)
  expect((await customer(kindId)).block?.reason).toBe(reason)
  expect([await write(rude), await write(kind)]).toEqual(['refused', 'refused'])
  await app.api('POST', `/merges/${id}/undo`)
  expect((await customer(kindId)).block).toBeNull()
  expect([await write(rude), await write(kind)]).toEqual(['refused', kindId])
})

test('two who are blocked as one stay blocked when they are two, and each can be let in alone', async () => {
  const [one, other] = [newAddress(), newAddress()]
  const [oneId, otherId] = [await write(one), await write(other)]
  const { id } = await merge(oneId, otherId)
  await block(otherId)
  await app.api('POST', `/merges/${id}/undo`)
  expect([await write(one), await write(other)]).toEqual(['refused', 'refused'])
  await unblock(oneId)
  expect([await write(one), await write(other)]).toEqual([oneId, 'refused'])
  const again = await merge(oneId, otherId)
  await unblock(oneId)
  await app.api('POST', `/merges/${again.id}/undo`)
  expect([await write(one), await write(other)]).toEqual([oneId, otherId])
})

test('unblocking gives back what the block had blocked, and no address that was blocked by itself', async () => {
  const [address, alone] = [newAddress(), newAddress()]
  const id = await write(address)
  const { id: aloneId } = await app.api<{ id: string }>('POST', `/customers/${id}/identities`, {
    kind: 'email',
    value: alone,
  })
  await app.api('PATCH', `/identities/${aloneId}`, { blocked: true })
  await block(id)
  await app.api('PATCH', `/identities/${aloneId}`, { blocked: false })
  expect(await write(alone)).toBe('refused')
  await app.api('PATCH', `/identities/${aloneId}`, { blocked: true })
  await unblock(id)
  expect([await write(address), await write(alone)]).toEqual([id, 'refused'])
})

test('the chat says so to the visitor, and what they wrote can be released', async () => {
  const visitor = newVisitor(app, chat.id)
  const { id: entryId } = await visitor.say('First words')
  const { customerId } = await app.api<Entry>('GET', `/entries/${entryId}`)
  await block(customerId)
  const said = await visitor.ask('POST', '/messages', { echoId: crypto.randomUUID(), text: 'Second words of a chat' })
  expect([said.status, said.body.words]).toMatchObject([403, [{ code: 'webchat.blocked' }]])
  expect((await visitor.ask('PUT', '/reach', { email: newAddress() })).status).toBe(403)
  expect(await visitor.texts()).toEqual(['First words'])
  const [record] = await kept('Second words of a chat')
  await app.api('POST', `/inbound/${record!.id}/replay`)
  expect(await visitor.texts()).toEqual(['First words', 'Second words of a chat'])
})

test('nothing can be sent to them', async () => {
  const address = newAddress()
  const id = await write(address)
  await block(id)
  const answer = await app.request('POST', `/customers/${id}/entries`, { kind: 'message', text: 'Hello' })
  expect(answer.status).toBe(422)
  const { items } = await app.api<{ items: { reasonCode: string; usable: boolean }[] }>(
    'GET',
    `/customers/${id}/addresses`,
  )
  expect(items.length).toBeGreaterThan(0)
  expect(items.every(({ reasonCode, usable }) => reasonCode === 'blocked' && !usable)).toBe(true)
})

test('a forged sender blocks nobody but the forger: whom they named gets in', async () => {
  const victim = newAddress()
  const forger = await write(victim, { assurance: 'claimed' })
  await block(forger)
  expect(await write(victim, { assurance: 'claimed' })).toBe('refused')
  const victimId = await write(victim)
  expect(victimId).not.toBe(forger)
  expect((await customer(victimId)).block).toBeNull()
  await mail(victim, { subject: `Really ${victim}` })
  expect(await kept(`Really ${victim}`)).toEqual([])
})

test('an address that a blocked person merely named is not blocked for whose it is', async () => {
  const [rude, named] = [newAddress(), newAddress()]
  const id = await write(rude)
  await app.api('POST', `/customers/${id}/identities`, { kind: 'email', value: named, assurance: 'claimed' })
  await block(id)
  expect(await write(named)).not.toBe('refused')
})

test('who is blocked does not get onto their thread by another’s address', async () => {
  const [rude, victim] = [newAddress(), newAddress()]
  const [rudeId, victimId] = [await write(rude), await write(victim)]
  await mail(rude, { subject: `From ${rude}` })
  await block(rudeId)
  const before = (await entriesOf(rudeId)).length
  const { rows } = await app.database.pool.query(
    `select provider_id from entries where customer_id = $1 and provider_id like '%@mail.test%'`,
    [rudeId],
  )
  await mail(victim, {
    subject: `Re: From ${rude}`,
    inReplyTo: `<${String(rows[0].provider_id).replaceAll(/[<>]/g, '')}>`,
  })
  expect((await entriesOf(rudeId)).length).toBe(before)
  expect((await entriesOf(victimId)).map(({ text }) => text)).toContainEqual(expect.stringContaining('Hello.'))
})

test.each(['who stands alone', 'who was merged'])(
  'a message that arrives while one %s is blocked waits, and is set aside',
  async (who) => {
    const address = newAddress()
    const id = await write(address)
    if (who === 'who was merged') await merge(await write(newAddress()), id)
    const before = (await entriesOf(id)).length
    const held = holdOpen(app.database.db, (tx) => blockCustomer(tx, { customerId: id, reason, by, now: new Date() }))
    await held.done
    const writing = write(address, { text: `Late ${address}` })
    await lockWaiters(app.database.db, 1)
    await held.end()
    expect(await writing).toBe('refused')
    expect((await entriesOf(id)).length).toBe(before)
    expect(await kept(`Late ${address}`)).toHaveLength(1)
  },
)

test('a block waits for a message that is being recorded, which stays', async () => {
  const id = await write(newAddress())
  const held = holdOpen(app.database.db, (tx) => lockCustomer(tx, id))
  await held.done
  const blocking = block(id)
  await lockWaiters(app.database.db, 1)
  expect((await customer(id)).block).toBeNull()
  await held.end()
  expect((await blocking).block).not.toBeNull()
})

test('blocks, unblocks and messages at once: each message is on the thread or kept, and none is both', async () => {
  const address = newAddress()
  const id = await write(address, { text: 'At once 0' })
  const blocking = Array.from({ length: 6 }, (_, i) => (i % 2 === 0 ? block(id, `Reason ${i}`) : unblock(id)))
  const writing = Array.from({ length: 12 }, (_, i) => write(address, { text: `At once ${i + 1} ${address}` }))
  const outcomes = await Promise.all(writing)
  await Promise.all(blocking)
  const refused = outcomes.filter((outcome) => outcome === 'refused').length
  const { items } = await app.api<{ items: InboundRecord[] }>('GET', `/inbound?query=${address}&limit=100`)
  expect(items.filter(({ kind }) => kind === 'blocked')).toHaveLength(refused)
  expect(await entriesOf(id)).toHaveLength(13 - refused)
})

test('the same block again changes nothing, another reason replaces it, and all of it is audited', async () => {
  const id = await write(newAddress())
  const first = await block(id)
  expect((await block(id)).block).toEqual(first.block)
  expect(await audited('customer.blocked', id)).toHaveLength(1)
  expect((await block(id, 'Once more.')).block?.reason).toBe('Once more.')
  expect((await audited('customer.blocked', id)).map(({ details }) => details)).toMatchObject([
    { reason: 'Once more.' },
    { reason },
  ])
  await unblock(id)
  await unblock(id)
  expect(await audited('customer.unblocked', id)).toHaveLength(1)
  expect((await app.request('PUT', `/customers/${id}/block`, { reason: ' ' })).status).toBe(400)
  expect((await app.request('PUT', `/customers/${crypto.randomUUID()}/block`, { reason })).status).toBe(404)
})

test('who is blocked is found in the list, once, with by whom and since when', async () => {
  const [one, other] = [newAddress(), newAddress()]
  const [oneId, otherId] = [await write(one), await write(other)]
  await block(otherId)
  await merge(oneId, otherId)
  const list = (search: string) => app.api<{ items: CustomerRow[] }>('GET', `/customers?limit=100&${search}`)
  const found = (await list(`blocked=true`)).items
  expect(found.every((row) => row.block !== null)).toBe(true)
  expect(found.filter(({ id }) => id === oneId)).toMatchObject([{ block: { reason, at: expect.any(String) } }])
  expect((await list(`blocked=true&query=${one}`)).items.map(({ id }) => id)).toEqual([oneId])
  await unblock(oneId)
  expect((await list(`blocked=true&query=${one}`)).items).toEqual([])
  expect((await list(`query=${one}`)).items).toMatchObject([{ id: oneId, block: null }])
})

test('it takes the permission to change customers', async () => {
  const id = await write(newAddress())
  await app.api('POST', '/roles', { name: 'reads', permissions: ['customers.read', 'thread.read', 'thread.write'] })
  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name: 'Reader', role: 'reads' })
  const as = { authorization: `Bearer ${token}` }
  expect((await app.request('PUT', `/customers/${id}/block`, { reason }, as)).status).toBe(403)
  expect((await app.request('DELETE', `/customers/${id}/block`, undefined, as)).status).toBe(403)
  expect((await customer(id)).block).toBeNull()
})

test('a message that waits while somebody is let in is let in', async () => {
  const address = newAddress()
  const id = await write(address)
  await block(id)
  const held = holdOpen(app.database.db, (tx) => unblockCustomer(tx, { customerId: id, now: new Date() }))
  await held.done
  const writing = write(address, { text: `Then ${address}` })
  await lockWaiters(app.database.db, 1)
  await held.end()
  expect(await writing).toBe(id)
  expect(await kept(`Then ${address}`)).toEqual([])
})
