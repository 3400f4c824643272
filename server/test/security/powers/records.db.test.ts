import { afterAll, describe, expect, test } from 'vitest'
import { startWithCallers, type Ask, type Json } from './callers-with-rights.ts'

// What somebody with some rights tries in order to get, change or speak for more than these rights.

const callers = await startWithCallers()
const { admin, programWith, personWith, customerWith } = callers
afterAll(() => callers.stop())

describe('how sure we are of an address', () => {
  test('is not raised by somebody who may only change customers', async () => {
    const writer = await programWith('customers.read', 'customers.write')
    const customer = await customerWith({ kind: 'email', value: 'raise@mail.test', assurance: 'claimed' })
    const [identity] = customer.identities
    for (const assurance of ['asserted', 'domain-authenticated', 'possession-proven', 'host-authenticated']) {
      const raise = await writer('PATCH', `/identities/${identity.id}`, { assurance })
      expect(raise).toMatchObject({ status: 403, body: { code: 'forbidden' } })
      const explained = await writer('PATCH', `/identities/${identity.id}`, { assurance, reason: 'I say so.' })
      expect(explained).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    }
    expect((await admin('GET', `/customers/${customer.id}`)).body.identities).toMatchObject([{ assurance: 'claimed' }])
  })

  test('is not raised with a customer, an address or a message by somebody who may not vouch', async () => {
    const writer = await programWith('customers.read', 'customers.write', 'channels.receive')
    const proven = { kind: 'email', value: 'handed-in@mail.test', assurance: 'possession-proven' }
    expect((await writer('POST', '/customers', { identities: [proven] })).status).toBe(403)
    const customer = await customerWith({ kind: 'email', value: 'own@mail.test', assurance: 'claimed' })
    expect((await writer('POST', `/customers/${customer.id}/identities`, proven)).status).toBe(403)
    const again = { kind: 'email', value: 'own@mail.test' }
    expect(await writer('POST', `/customers/${customer.id}/identities`, again)).toMatchObject({
      status: 201,
      body: { assurance: 'claimed' },
    })
    const channel = await admin('POST', '/channels', { kind: 'api', name: 'A shop' })
    const message = { id: 'vouched-1', from: proven, text: 'It is really me.' }
    expect((await writer('POST', `/channels/${channel.body.id}/inbound`, message)).status).toBe(403)
    const { assurance: _, ...entered } = proven
    const plain = await writer('POST', `/channels/${channel.body.id}/inbound`, { ...message, from: entered })
    expect(plain).toMatchObject({ status: 201, body: { identity: { assurance: 'asserted' } } })
  })

  test('may be raised by those who vouch, with a reason that is in the audit log, and never merges two customers', async () => {
    const voucher = await programWith('customers.read', 'customers.write', 'identities.vouch')
    const holder = await customerWith({
      kind: 'email',
      value: 'both@mail.test',
      assurance: 'possession-proven',
      reason: 'A link was answered.',
    })
    const claimant = await customerWith({ kind: 'email', value: 'both@mail.test', assurance: 'claimed' })
    const claim = `/identities/${claimant.identities[0].id}`
    const raise = { assurance: 'possession-proven', reason: 'He read out the code.' }
    expect(await voucher('PATCH', claim, { assurance: raise.assurance })).toMatchObject({ status: 400 })
    expect(await voucher('PATCH', claim, raise)).toMatchObject({ status: 409, body: { code: 'identity_in_use' } })
    expect((await admin('GET', `/customers/${claimant.id}`)).body.canonicalId).toBe(claimant.id)
    const proven = { kind: 'email', value: 'both@mail.test', ...raise }
    const claimed = { kind: 'email', value: 'both@mail.test', assurance: 'claimed' }
    for (const refused of [
      await admin('PATCH', claim, raise),
      await admin('POST', `/customers/${claimant.id}/identities`, proven),
      await admin('POST', '/customers', { displayName: 'Both at once', identities: [claimed, proven] }),
    ]) {
      expect(refused).toMatchObject({ status: 409, body: { code: 'identity_in_use', customerId: holder.id } })
    }
    expect((await admin('GET', `/customers/${claimant.id}`)).body).toMatchObject({
      canonicalId: claimant.id,
      identities: [{ assurance: 'claimed' }],
    })
    const free = await customerWith({ kind: 'email', value: 'free@mail.test', assurance: 'claimed' })
    expect((await admin('PATCH', `/identities/${free.identities[0].id}`, raise)).status).toBe(200)
    const { items } = (await admin('GET', '/audit?action=identity.vouched')).body
    expect(items[0]).toMatchObject({ details: raise, subject: { id: free.identities[0].id } })
    expect(items.filter(({ details }: Json) => details.reason === raise.reason)).toHaveLength(1)
  })
})

describe('what is read by another way', () => {
  test('a webhook shows nobody what they may not read in the feed of changes', async () => {
    const subscriber = await programWith('webhooks.manage')
    const webhook = { name: 'Mine', url: 'https://93.184.215.14/hook' }
    expect((await subscriber('POST', '/webhooks', webhook)).status).toBe(403)
    const { body: ofAdmin } = await admin('POST', '/webhooks', webhook)
    const path = `/webhooks/${ofAdmin.id}`
    expect((await subscriber('PATCH', path, { url: 'https://93.184.215.15/mine' })).status).toBe(403)
    expect((await subscriber('PATCH', path, { eventTypes: [] })).status).toBe(403)
    expect((await subscriber('POST', `${path}/replays`, { since: '2026-01-01T00:00:00.000Z' })).status).toBe(403)
    expect((await subscriber('GET', `${path}/deliveries`)).status).toBe(403)
    expect((await admin('GET', '/webhooks')).body.items).toContainEqual(expect.objectContaining(webhook))
    const both = await programWith('webhooks.manage', 'changes.read')
    expect((await both('GET', `${path}/deliveries`)).status).toBe(200)
    // Removing one tells nobody anything.
    expect((await subscriber('DELETE', path)).status).toBe(204)
  })

  test('mail that was kept is read by those who read threads', async () => {
    const connector = await programWith('channels.read', 'channels.manage')
    expect((await connector('GET', '/outbox')).status).toBe(403)
    expect((await admin('GET', '/outbox')).status).toBe(200)
  })
})

describe('a note', () => {
  const noteOf = async (author: Ask, customerId: string, text: string): Promise<string> => {
    const note = await author('POST', `/customers/${customerId}/entries`, { kind: 'note', text })
    expect(note.status).toBe(201)
    return note.body.id
  }

  test('of another is neither changed nor deleted by somebody who may only write', async () => {
    const customer = await customerWith()
    const id = await noteOf(admin, customer.id, 'Refund approved: 20 euros')
    const writer = await programWith('customers.read', 'thread.read', 'thread.write')
    const edit = { text: 'Refund approved: 2,000 euros' }
    expect((await writer('POST', `/entries/${id}/edits`, edit)).status).toBe(403)
    expect((await writer('POST', `/entries/${id}/deletion`, {})).status).toBe(403)
    expect((await admin('GET', `/entries/${id}`)).body).not.toHaveProperty('edited')
    const own = await noteOf(writer, customer.id, 'Mine')
    expect((await writer('POST', `/entries/${own}/edits`, { text: 'Mine still' })).status).toBe(201)
  })

  test('that was changed names who did it, and keeps what it said before', async () => {
    const customer = await customerWith()
    const writer = await personWith('staff', 'Tim Writer')
    const lead = await personWith('lead', 'Lena Lead')
    const id = await noteOf(writer.ask, customer.id, 'She wants it on Monday')
    expect((await lead.ask('POST', `/entries/${id}/edits`, { text: 'She wants it on Tuesday' })).status).toBe(201)
    const by = { kind: 'staff', id: lead.id, name: 'Lena Lead' }
    const written = { kind: 'staff', id: writer.id, name: 'Tim Writer' }
    const { items } = (await writer.ask('GET', `/customers/${customer.id}/thread`)).body
    expect(items[0]).toMatchObject({
      text: 'She wants it on Monday',
      author: written,
      edited: { text: 'She wants it on Tuesday', by },
    })
    const versions = await writer.ask('GET', `/entries/${id}/versions`)
    expect(versions.body.items).toMatchObject([
      { text: 'She wants it on Monday', by: written },
      { text: 'She wants it on Tuesday', by },
    ])
    expect((await lead.ask('POST', `/entries/${id}/deletion`, { reason: 'Wrong' })).status).toBe(201)
    expect((await writer.ask('GET', `/entries/${id}`)).body).toMatchObject({ deletedBy: by })
  })

  test('and an unsent message of another are recalled by nobody else', async () => {
    const customer = await customerWith({ kind: 'email', value: 'held@mail.test' })
    await admin('POST', '/channels', { kind: 'email', name: 'Held', settings: { address: 'held@shop.test' } })
    const message = { kind: 'message', text: 'Not yet', holdSeconds: 60 }
    const held = await admin('POST', `/customers/${customer.id}/entries`, message)
    expect(held.status).toBe(201)
    const lead = await personWith('lead')
    expect((await lead.ask('POST', `/entries/${held.body.id}/recall`, {})).status).toBe(409)
  })
})
