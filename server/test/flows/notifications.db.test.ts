import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestApp, type TestApp } from '../app.ts'
import { colleague, type Colleague } from '../colleague.ts'

const publicOrigin = 'http://localhost:3000'

let app: TestApp
let channelId: string
let ben: Colleague
beforeAll(async () => {
  app = await startTestApp({ env: { PUBLIC_URL: publicOrigin } })
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
  ben = await colleague(app, publicOrigin, 'Ben')
})
afterAll(() => app.stop())

let count = 0
const say = (person: string, text: string): Promise<Entry> =>
  app.api('POST', `/channels/${channelId}/inbound`, {
    id: `m${++count}`,
    from: { kind: 'account', value: person, name: person },
    text,
  })

const brief = ({ kind, text, by, count: times, issue }: Notification) => ({
  kind,
  text,
  by: by?.name ?? null,
  times,
  about: issue?.subject,
})

test('who gets an issue, is named in a note and answered by the customer is told so, in the words of the thread', async () => {
  const first = await say('Mara', 'My kettle leaks')
  await app.api('POST', `/issues/${first.issueId}/assignment`, { ownerId: ben.id })
  await expect.poll(async () => (await ben.told()).map(({ kind }) => kind)).toEqual(['assigned'])

  await app.api('POST', `/customers/${first.customerId}/entries`, {
    kind: 'note',
    text: 'Ben, she has the old model.',
    issueId: first.issueId,
    mentions: [ben.id],
  })
  await say('Mara', 'Still leaking')
  await say('Mara', 'More than before')
  await expect
    .poll(async () => (await ben.told()).map(brief))
    .toEqual([
      { kind: 'answered', text: 'More than before', by: 'Mara', times: 2, about: 'My kettle leaks' },
      {
        kind: 'mentioned',
        text: 'Ben, she has the old model.',
        by: expect.any(String),
        times: 1,
        about: 'My kettle leaks',
      },
      { kind: 'assigned', text: '', by: expect.any(String), times: 1, about: 'My kettle leaks' },
    ])
})

test('what was read stays read, and a further answer is told anew', async () => {
  const ada = await colleague(app, publicOrigin, 'Ada')
  const { issueId } = await say('Noor', 'I cannot sign in')
  await app.api('POST', `/issues/${issueId}/assignment`, { ownerId: ada.id })
  await expect.poll(async () => (await ada.told()).length).toBe(1)
  expect(await ada.call('POST', '/notifications/reading', { issueId })).toEqual({ unread: 0 })
  await say('Noor', 'It works now')
  await expect
    .poll(async () => (await ada.told()).map(({ kind, readAt }) => [kind, readAt !== null]))
    .toEqual([
      ['answered', false],
      ['assigned', true],
    ])
  // Nobody reads for others.
  const [newest] = await ada.told()
  await ben.call('POST', '/notifications/reading', { ids: [newest!.id] })
  expect((await ada.told())[0]!.readAt).toBe(null)
})

test('a handover carries its words, and what somebody does not want to know is not told', async () => {
  const cid = await colleague(app, publicOrigin, 'Cid')
  await cid.call('PATCH', '/me/preferences', { mutedNotifications: ['assigned'] })
  const { issueId } = await say('Kofi', 'I got green')
  await app.api('POST', `/issues/${issueId}/assignment`, { ownerId: cid.id })
  await app.api('POST', `/issues/${issueId}/handover`, { ownerId: cid.id, note: 'He was promised a call.' })
  await expect
    .poll(async () => (await cid.told()).map(({ kind, text }) => [kind, text]))
    .toEqual([['handed_over', 'He was promised a call.']])
})

test('a note that was struck out is not quoted any more', async () => {
  const dot = await colleague(app, publicOrigin, 'Dot')
  const first = await say('Lena', 'Please cancel')
  const note = await app.api<Entry>('POST', `/customers/${first.customerId}/entries`, {
    kind: 'note',
    text: 'Not meant for here',
    mentions: [dot.id],
  })
  await expect.poll(async () => (await dot.told()).map(({ text }) => text)).toEqual(['Not meant for here'])
  await app.api('POST', `/entries/${note.id}/deletion`, {})
  await expect.poll(async () => (await dot.told()).map(({ text }) => text)).toEqual([''])
})

test('the bell rings while somebody looks, and after a cut tells exactly what was missed', async () => {
  const eve = await colleague(app, publicOrigin, 'Eve')
  const page = await eve.call<{ streamCursor: string }>('GET', '/notifications')
  const first = await follow(eve, page.streamCursor)
  const { issueId } = await say('Oskar', 'Wrap it, please')
  await app.api('POST', `/issues/${issueId}/assignment`, { ownerId: eve.id })
  await expect.poll(() => first.kinds()).toEqual(['assigned'])
  const cursor = first.cursor()
  first.ws.terminate()

  await say('Oskar', 'In blue')
  await expect.poll(async () => (await eve.told()).length).toBe(2)
  const second = await follow(eve, cursor)
  await expect.poll(() => second.kinds()).toEqual(['answered'])
  expect(second.unread()).toBe(2)

  await eve.call('POST', '/notifications/reading', { all: true })
  await expect.poll(() => second.unread()).toBe(0)
  expect(second.kinds()).toEqual(['answered'])
  second.ws.close()
})

async function follow(person: Colleague, cursor: string) {
  const ws = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { cookie: person.cookie, origin: publicOrigin },
  })
  const heard: Extract<ServerMessage, { type: 'notifications' }>[] = []
  ws.on('message', (data) => {
    const message = JSON.parse(String(data)) as ServerMessage
    if (message.type === 'notifications') heard.push(message)
  })
  await new Promise((resolve, reject) => {
    ws.once('open', resolve)
    ws.once('error', reject)
  })
  ws.send(JSON.stringify({ type: 'subscribe', topic: 'notifications', cursor }))
  await expect.poll(() => heard.length).toBeGreaterThan(0)
  return {
    ws,
    kinds: () => heard.flatMap(({ items }) => items.map(({ kind }) => kind)),
    cursor: () => heard.at(-1)!.cursor,
    unread: () => heard.at(-1)!.unread,
  }
}
