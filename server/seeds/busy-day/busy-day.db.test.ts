import type { BlockedSender } from '@throughline/protocol/customers/blocked-senders.ts'
import type { Customer, CustomerRow } from '@throughline/protocol/customers/customers.ts'
import type { EntryVersion } from '@throughline/protocol/timeline/amendments.ts'
import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { handoverFields } from '@throughline/protocol/issues/handovers.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { SavedView } from '@throughline/protocol/issues/views.ts'
import type { ScheduledReply } from '@throughline/protocol/channels/scheduled.ts'
import type { Tag } from '@throughline/protocol/tags/tags.ts'
import type { Reads } from '@throughline/protocol/issues/reads.ts'
import type { Flood } from '@throughline/protocol/webchat/flood.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { labOrdersUrl, openShop, startMailProvider, type MailProvider } from '../../src/edges/lab/lab.ts'
import { dayMs, manualClock } from '../../src/lib/clock.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { cast, demoPassword, staff } from '../cast.ts'
import type { Api } from '../telling/api.ts'
import { signIn } from '../telling/api.ts'
import { joined } from '../telling/times.ts'
import { storyVisitors } from '../tell-into.ts'
import { tellBusyDay } from './busy-day.ts'
import { otherNamed } from './many-others.ts'

// Told once, looked at from all sides.

const end = new Date('2026-01-15T13:00:00Z')
const clock = manualClock(joined(end))
let app: TestApp
let mail: MailProvider
let dir: string

beforeAll(async () => {
  const env = {
    ADMIN_EMAIL: staff.ana.email,
    ADMIN_PASSWORD: demoPassword,
    ALLOWED_PRIVATE_HOSTS: '127.0.0.1:1',
    TRUST_PROXY: '127.0.0.1',
    VISITORS_ADDRESS: String(storyVisitors),
  }
  app = await startTestApp({ clock, env })
  clock.set(end)
  dir = await mkdtemp(join(tmpdir(), 'throughline-story-'))
  const [listen, product] = [
    { host: '127.0.0.1', port: 0 },
    { host: '127.0.0.1', port: app.smtpPort },
  ]
  mail = await startMailProvider({ dir, listen, product, clock })
  const api: Api = {
    call: (method, path, body) => app.api(method, path, body),
    upload: () => Promise.reject(new Error('The admin sends no files.')),
  }
  const shop = openShop({ dir, clock })
  await tellBusyDay({ url: app.url, publicUrl: app.url, api, mail, shop, ordersUrl: labOrdersUrl(1), clock }, end)
}, 240_000)

afterAll(async () => {
  await app?.stop()
  await mail?.stop()
  await rm(dir, { recursive: true, force: true })
})

const issues = async (query = ''): Promise<Issue[]> =>
  (await app.api<{ items: Issue[] }>('GET', `/issues?limit=200${query}`)).items

async function rowsOf(address: string): Promise<CustomerRow[]> {
  const found = await app.api<{ items: CustomerRow[] }>('GET', `/customers?query=${encodeURIComponent(address)}`)
  return found.items.filter(({ identities }) => identities.some(({ value }) => value === address))
}

async function customerOf(address: string): Promise<Customer> {
  const rows = await rowsOf(address)
  const holder = rows.find(({ identities }) =>
    identities.some(({ value, assurance }) => value === address && assurance !== 'claimed'),
  )
  return app.api('GET', `/customers/${holder!.id}`)
}

const threadOf = async (id: string): Promise<Entry[]> =>
  (await app.api<{ items: Entry[] }>('GET', `/customers/${id}/thread?limit=200`)).items

test('every state of an issue has something to show, and nothing lies in the future', async () => {
  const all = await issues()
  const statuses = new Set(all.map(({ status }) => status))
  expect(statuses).toEqual(new Set(['open', 'waiting_on_us', 'waiting_on_customer', 'snoozed', 'resolved']))
  expect(all.filter(({ openedAt }) => openedAt > end.toISOString())).toEqual([])
  const active = all.filter(({ status }) => status !== 'resolved' && status !== 'snoozed')
  expect(active.some(({ ownerId }) => ownerId === null)).toBe(true)
  expect(active.some(({ priority }) => priority === 'urgent')).toBe(true)
  const oldest = Math.min(...all.map(({ openedAt }) => Date.parse(openedAt)))
  expect(oldest).toBeLessThan(end.getTime() - 30 * dayMs)
})

test('one matter goes from mail to the chat and back, on one issue of one thread', async () => {
  const mara = await customerOf(cast.mara.addresses[0])
  const messages = (await threadOf(mara.id)).filter(({ kind }) => kind === 'message')
  expect(new Set(messages.map(({ channel }) => channel?.kind))).toEqual(new Set(['email', 'webchat']))
  expect(new Set(messages.map(({ issueId }) => issueId)).size).toBe(1)
  const inOrder = messages.map(({ occurredAt }) => occurredAt)
  expect(inOrder).toEqual(inOrder.toSorted())
  expect(messages.some(({ attachments }) => attachments.some(({ mediaType }) => mediaType === 'image/png'))).toBe(true)
})

test('the thread of the hotel is long', async () => {
  const { id } = await customerOf(cast.ursula.addresses[0])
  expect((await threadOf(id)).length).toBeGreaterThan(90)
})

test('the two addresses are one customer by a merge that can be undone, after one that was', async () => {
  const [work, home] = cast.dmitri.addresses
  const merged = await customerOf(home)
  expect(merged.identities.map(({ value }) => value).toSorted()).toEqual([home, work].toSorted())
  expect(merged.merges.map(({ undoneAt }) => undoneAt !== null)).toEqual([false, true])
  await app.api('POST', `/merges/${merged.merges[0]!.id}/undo`)
  const apart = [await customerOf(work), await customerOf(home)]
  expect(apart[0]!.id).not.toBe(apart[1]!.id)
  await app.api('POST', `/customers/${apart[0]!.id}/merges`, { otherCustomerId: apart[1]!.id, reason: 'As it was.' })
})

test('a person who claims to be Mara, by mail or in the chat, is a record of its own, and has seen and changed nothing', async () => {
  const [address] = cast.mara.addresses
  const records = await rowsOf(address)
  expect(records).toHaveLength(3)
  const mara = await customerOf(address)
  const impostors = await Promise.all(
    records.filter(({ id }) => id !== mara.id).map(({ id }) => app.api<Customer>('GET', `/customers/${id}`)),
  )
  for (const { identities, merges } of impostors) {
    const claim = identities.find(({ kind }) => kind === 'email')
    expect(claim).toMatchObject({ value: address, assurance: 'claimed' })
    expect(merges).toEqual([])
  }
  const threads = await Promise.all(impostors.map(({ id }) => threadOf(id)))
  const kinds = threads.map((thread) => thread.find(({ direction }) => direction === 'in')?.channel?.kind)
  expect(new Set(kinds)).toEqual(new Set(['email', 'webchat']))
  const toldThem = threads.flat().filter(({ direction }) => direction === 'out')
  expect(toldThem.filter(({ text }) => /Storgatan|Uppsala|KC-48990/.test(text))).toEqual([])
  const hers = (await threadOf(mara.id)).map(({ text }) => text)
  expect(hers.some((text) => text.includes('14 Quay Road'))).toBe(false)
})

test('the closed mailbox is marked as such, and the answer as not delivered', async () => {
  const pavel = await customerOf(cast.pavel.addresses[0])
  expect(pavel.identities[0]?.undeliverable).not.toBeNull()
  const answer = (await threadOf(pavel.id)).find(({ direction }) => direction === 'out')
  expect(answer?.delivery).toMatchObject({ state: 'failed' })
})

test('the family’s address is marked as shared', async () => {
  const okafors = await customerOf(cast.okafors.addresses[0])
  expect(okafors.identities[0]).toMatchObject({ shared: true })
})

test('everybody of the staff can sign in, and each has a role of their own', async () => {
  const { items } = await app.api<{ items: { email: string; role: string }[] }>('GET', '/staff')
  const roles = Object.fromEntries(items.map(({ email, role }) => [email, role]))
  expect(roles).toEqual(Object.fromEntries(Object.values(staff).map(({ email, role }) => [email, role])))
})

test('a note that was edited twice keeps both earlier versions, and who wrote each', async () => {
  const pavel = await customerOf(cast.pavel.addresses[0])
  const note = (await threadOf(pavel.id)).find(({ edited }) => edited !== undefined)!
  expect(note).toMatchObject({ author: { name: staff.sofia.name }, edited: { by: { name: staff.nia.name } } })
  const { items } = await app.api<{ items: EntryVersion[] }>('GET', `/entries/${note.id}/versions`)
  expect(items.map(({ by }) => by.name)).toEqual([staff.sofia.name, staff.sofia.name, staff.nia.name])
})

test('a flood of the chat is shown with the channel, and leaves little behind', async () => {
  const { items: channels } = await app.api<{ items: Channel[] }>('GET', '/channels')
  const { id } = channels.find(({ kind }) => kind === 'webchat')!
  const { items } = await app.api<{ items: Flood[] }>('GET', `/channels/${id}/floods`)
  expect(items).toMatchObject([{ kind: 'visitor', networks: 1, refused: 180 - storyVisitors }])
  const advertised = (await issues()).filter(({ subject }) => subject.includes('followers'))
  expect(advertised.map(({ status }) => status)).toEqual(Array.from({ length: storyVisitors }, () => 'resolved'))
})

test('guesses at one account are noticed, and nobody got in', async () => {
  const { items } = await app.api<{ items: { details: unknown }[] }>('GET', '/audit?action=staff.account_attacked')
  expect(items).toMatchObject([{ details: { email: staff.nia.email, failures: 20 } }])
})

test('a newcomer finds saved replies, views, a business profile and a token', async () => {
  const names = async (path: string) =>
    (await app.api<{ items: { name: string }[] }>('GET', path)).items.map(({ name }) => name)
  expect(await names('/saved-replies')).toHaveLength(4)
  expect(await names('/views')).toEqual(['Refund or warranty', 'Repairs', 'Urgent first', 'Waiting on us'])
  expect(await app.api('GET', '/business')).toMatchObject({
    name: 'Kettle & Co.',
    openingHours: expect.stringMatching(/21:00/),
  })
  expect(await names('/tokens')).toContain('Kettle app')
})

test('a handover waits for the person who signs in, and another was taken, both told in all four fields', async () => {
  const handoverOf = async (player: { addresses: readonly [string, ...string[]] }) => {
    const thread = await threadOf((await customerOf(player.addresses[0])).id)
    return thread.find(({ kind }) => kind === 'handover')!
  }
  const [waiting, taken] = [await handoverOf(cast.rosa), await handoverOf(cast.mara)]
  for (const { content } of [waiting, taken]) {
    expect(content).toMatchObject({
      data: Object.fromEntries(handoverFields.map((field) => [field, expect.stringMatching(/\w/)])),
    })
  }
  expect(waiting.handover).toMatchObject({ state: 'waiting' })
  expect(waiting.content).toMatchObject({ data: { to: { ownerName: staff.ana.name } } })
  expect(taken.handover).toMatchObject({ state: 'acknowledged', acknowledgedBy: { name: staff.jonas.name } })
})

test('both impostors are marked in the inbox, and nobody else is', async () => {
  const mara = await customerOf(cast.mara.addresses[0])
  const marked = (await issues()).filter(({ customerSuspect }) => customerSuspect)
  expect(marked).toHaveLength(2)
  expect(marked.map(({ customerId }) => customerId)).not.toContain(mara.id)
})

test('somebody who signs in has something unread, and what they have dealt with is not', async () => {
  for (const { email, role } of Object.values(staff).filter(({ role }) => role !== 'readonly')) {
    const own = await signIn(app.url, { email, password: demoPassword })
    const { unread } = await own.call<{ unread: number }>('GET', '/issues/counts')
    expect({ role, unread: unread > 0 }).toEqual({ role, unread: true })
  }
  const jonas = await signIn(app.url, { email: staff.jonas.email, password: demoPassword })
  const { items, reads } = await jonas.call<{ items: Issue[]; reads: Reads }>('GET', '/issues?queue=mine&limit=200')
  const read = items.filter(({ id }) => reads.items.some(({ issueId }) => issueId === id))
  expect(read.length).toBeGreaterThan(0)
})

test('mails wait in the quarantine, two issues are linked, and a mail is an invitation', async () => {
  const { items: kept } = await app.api<{ items: { state: string }[] }>('GET', '/inbound')
  expect(kept.length).toBeGreaterThanOrEqual(3)
  const jan = await customerOf(cast.jan.addresses[0])
  const [entry] = await threadOf(jan.id)
  const { items: links } = await app.api<{ items: { customer: { name: string } }[] }>(
    'GET',
    `/issues/${entry!.issueId}/links`,
  )
  expect(links.map(({ customer }) => customer.name)).toEqual([cast.lena.name])
  const [invited] = await threadOf((await customerOf(cast.ines.addresses[0])).id)
  expect(invited!.content).toMatchObject({ type: 'email', events: [{ title: 'Tasting of the new roasts' }] })
  const { items: hooks } = await app.api<{ items: { enabled: boolean }[] }>('GET', '/webhooks')
  expect(hooks.map(({ enabled }) => enabled)).toEqual([true])
})

test('issues have tags, each tag a colour of its own, and a view shows those with one of two', async () => {
  const { items: tags } = await app.api<{ items: Tag[] }>('GET', '/tags')
  expect(new Set(tags.map(({ colour }) => colour)).size).toBe(tags.length)
  const used = new Set((await issues()).flatMap((issue) => issue.tags.map(({ name }) => name)))
  expect(used).toEqual(new Set(tags.map(({ name }) => name)))
  const { items: views } = await app.api<{ items: SavedView[] }>('GET', '/views')
  const { tagsAny } = views.find(({ name }) => name === 'Refund or warranty')!.filter
  const names = (await issues(`&tagsAny=${tagsAny.join(',')}`)).map(({ customerName }) => customerName)
  expect(names).toEqual(expect.arrayContaining([cast.rosa.name, cast.mara.name]))
})

test('spam and the trash have an issue each, which no other list shows', async () => {
  for (const [list, player] of [
    ['spam', cast.ranks],
    ['trash', cast.leads],
  ] as const) {
    expect((await issues(`&${list}=only`)).map(({ customerName }) => customerName)).toEqual([player.name])
    expect((await issues()).map(({ customerName }) => customerName)).not.toContain(player.name)
  }
})

test('a domain, an address and a person are blocked, each with a reason, and what they sent next waits in the quarantine', async () => {
  const { items: kept } = await app.api<{ items: InboundRecord[] }>('GET', '/inbound')
  for (const kind of ['domain', 'address', 'person']) {
    const { items } = await app.api<{ items: BlockedSender[] }>('GET', `/blocked-senders?kind=${kind}`)
    expect(items).toEqual([expect.objectContaining({ kind, reason: expect.stringMatching(/\w/) })])
  }
  const why = kept.map(({ sentence }) => sentence).join('\n')
  for (const reason of ['Advertising', 'Sells places in search engines', 'Threatens']) expect(why).toContain(reason)
  const senders = kept.map(({ preview }) => preview?.sender.match(/<(.*)>/)?.[1])
  expect(senders).toEqual(
    expect.arrayContaining(['today@mail.bargain-leads.example', cast.gregor.addresses[0], cast.ranks.addresses[0]]),
  )
})

test('a reply waits for tomorrow, its customer has had another one, and its author can edit it', async () => {
  const { id } = await customerOf(cast.clara.addresses[0])
  const path = `/customers/${id}/scheduled-replies`
  const { items } = await app.api<{ items: ScheduledReply[] }>('GET', path)
  expect(items).toMatchObject([{ author: { name: staff.sofia.name }, heldBack: null }])
  expect(items[0]!.sendAt > end.toISOString()).toBe(true)
  expect((await threadOf(id)).filter(({ direction }) => direction === 'out')).toHaveLength(1)
})

test('Ana follows issues of others and was notified of what came there since', async () => {
  const ana = await signIn(app.url, { email: staff.ana.email, password: demoPassword })
  const { items } = await ana.call<{ items: Issue[] }>('GET', '/issues?followed=true')
  expect(new Set(items.map(({ customerName }) => customerName))).toEqual(new Set([cast.mara.name, cast.ursula.name]))
  const { items: notified } = await ana.call<{ items: { kind: string }[] }>('GET', '/notifications')
  expect(notified.map(({ kind }) => kind)).toContain('followed')
})

test('Ana and Sofia have each begun a reply, and the list says where', async () => {
  for (const [writer, player] of [
    [staff.ana, cast.okafors],
    [staff.sofia, cast.kofi],
  ] as const) {
    const own = await signIn(app.url, { email: writer.email, password: demoPassword })
    const { id } = await customerOf(player.addresses[0])
    const { content } = await own.call<{ content: { text: string } }>('GET', `/customers/${id}/draft`)
    expect(content.text).toMatch(/\w/)
    const { draftsOf } = await own.call<{ draftsOf: string[] }>('GET', '/issues?limit=200')
    expect(draftsOf).toEqual([id])
  }
})

test('answers quote the message that they answer, in the mailbox and not on the thread', async () => {
  const inbox = (await mail.mailsOf(cast.rosa.addresses[0])).filter(({ folder }) => folder === 'inbox')
  expect(String(inbox[0]!.raw)).toMatch(/^> .*drips all the time/m)
  const answers = (await threadOf((await customerOf(cast.rosa.addresses[0])).id)).filter(
    ({ direction }) => direction === 'out',
  )
  expect(answers[0]!.text).not.toContain('drips all the time')
})

test('we wrote first to the supplier, on an issue of its own, and got an answer', async () => {
  const thread = await threadOf((await customerOf(cast.glass.addresses[0])).id)
  const messages = thread.filter(({ kind }) => kind === 'message')
  expect(messages.map(({ direction }) => direction)).toEqual(['out', 'in'])
  expect(new Set(messages.map(({ issueId }) => issueId)).size).toBe(1)
})

test('somebody outside was asked by a forward and answered, inside the issue alone, and is no customer', async () => {
  const { id } = await customerOf(otherNamed('Björn Dahl').addresses[0])
  const [forward, answer] = (await threadOf(id)).filter(({ kind }) => kind === 'note')
  expect(forward).toMatchObject({ delivery: { state: 'sent' } })
  expect(answer!.text).toContain('14 Stück')
  expect(await rowsOf(cast.archive.addresses[0])).toEqual([])
})
