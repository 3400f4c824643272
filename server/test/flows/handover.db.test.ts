import type { Handover } from '@throughline/protocol/issues/handovers.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { colleague, type Colleague } from '../colleague.ts'

const publicOrigin = 'http://localhost:3000'
const packet = {
  asked: 'Her money back, not another lamp.',
  tried: 'A new cable.',
  promised: 'An answer by Friday.',
  next: 'Look up the warranty.',
}

let app: TestApp
let channelId: string
let teamId: string
let nia: Colleague
let bo: Colleague
let lea: Colleague
let mia: Colleague
beforeAll(async () => {
  app = await startTestApp({ env: { PUBLIC_URL: publicOrigin } })
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
  nia = await colleague(app, publicOrigin, 'Nia')
  bo = await colleague(app, publicOrigin, 'Bo')
  lea = await colleague(app, publicOrigin, 'Lea')
  mia = await colleague(app, publicOrigin, 'Mia')
  teamId = (await app.api<{ id: string }>('POST', '/teams', { name: 'Returns', memberIds: [lea.id, mia.id] })).id
})
afterAll(() => app.stop())

let count = 0
async function opened(): Promise<{ issueId: string; customerId: string }> {
  const { issueId, customerId } = await app.api<Entry>('POST', `/channels/${channelId}/inbound`, {
    id: `m${++count}`,
    from: { kind: 'account', value: `person-${count}`, name: `Person ${count}` },
    text: 'My lamp is broken.',
  })
  return { issueId: issueId!, customerId }
}

async function handOver(by: Colleague, issueId: string, body: object): Promise<Entry> {
  await by.call('POST', `/issues/${issueId}/handover`, body)
  const { customerId } = await app.api<Issue>('GET', `/issues/${issueId}`)
  const { items } = await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread?order=desc`)
  return items.find(({ kind }) => kind === 'handover')!
}

async function answerTo(by: Colleague, method: string, path: string, body?: unknown) {
  const response = await fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: {
      cookie: by.cookie,
      origin: publicOrigin,
      'sec-fetch-site': 'same-origin',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a problem, or a handover
  return { status: response.status, body: (await response.json()) as Handover & { words?: { code: string }[] } }
}

const take = (by: Colleague, id: string) => answerTo(by, 'POST', `/handovers/${id}/acknowledgement`)
const codes = ({ status, body }: Awaited<ReturnType<typeof take>>) => [status, body.words?.[0]?.code]

test('a handover keeps from whom, to whom, asked, tried, promised and next, and is acknowledged once', async () => {
  const { issueId } = await opened()
  await nia.call('POST', `/issues/${issueId}/assignment`, { ownerId: nia.id })
  const entry = await handOver(nia, issueId, { ownerId: bo.id, ...packet })
  const nobody = { ownerId: null, ownerName: null, teamId: null, teamName: null }
  expect(entry.content).toMatchObject({
    type: 'event',
    name: 'issue.handed_over',
    data: {
      ...packet,
      note: '',
      from: { ...nobody, ownerId: nia.id, ownerName: 'Nia' },
      to: { ...nobody, ownerId: bo.id, ownerName: 'Bo' },
    },
  })
  expect(entry.text).toContain('Promised: An answer by Friday.')
  expect(entry.handover).toEqual({ state: 'waiting', acknowledgedBy: null, acknowledgedAt: null })

  const first = await take(bo, entry.id)
  expect(first.status).toBe(200)
  expect(first.body).toMatchObject({ id: entry.id, issueId, ...packet, state: 'acknowledged', by: { id: nia.id } })
  expect(first.body.acknowledgedBy).toEqual({ kind: 'staff', id: bo.id, name: 'Bo' })
  const again = await take(bo, entry.id)
  expect(again).toEqual(first)
  expect((await answerTo(lea, 'GET', `/handovers/${entry.id}`)).body).toEqual(first.body)
  // Once, also for who had handed it over.
  await expect
    .poll(async () => (await nia.told()).map(({ kind, by }) => [kind, by?.name]))
    .toEqual([['handover_acknowledged', 'Bo']])
})

test('who is not meant is refused, and so is a program', async () => {
  const { issueId } = await opened()
  const entry = await handOver(nia, issueId, { ownerId: bo.id, ...packet })
  expect(codes(await take(lea, entry.id))).toEqual([403, 'issues.handed_to_others'])
  expect(codes(await take(nia, entry.id))).toEqual([403, 'issues.handed_to_others'])
  await expect(app.api('POST', `/handovers/${entry.id}/acknowledgement`)).rejects.toThrow('403')
  const toTeam = await handOver(nia, issueId, { teamId, next: 'Look.' })
  expect(codes(await take(bo, toTeam.id))).toEqual([403, 'issues.handed_to_team'])
  expect(codes(await take(bo, issueId))).toEqual([404, 'issues.no_such_handover'])
  expect(codes(await answerTo(bo, 'GET', `/handovers/${issueId}`))).toEqual([404, 'issues.no_such_handover'])
})

test('handed over to a team it is nobody’s, and the first of two who take it at once has it', async () => {
  const { issueId } = await opened()
  await nia.call('POST', `/issues/${issueId}/assignment`, { ownerId: nia.id })
  const entry = await handOver(nia, issueId, { teamId, ...packet })
  expect(await app.api<Issue>('GET', `/issues/${issueId}`)).toMatchObject({ ownerId: null, teamId })
  await expect.poll(async () => (await mia.told()).map(({ kind }) => kind)).toContain('handed_over')
  const answers = await Promise.all([take(lea, entry.id), take(mia, entry.id)])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const winner = answers[0].status === 200 ? lea : mia
  expect(codes(answers.find(({ status }) => status === 409)!)).toEqual([409, 'issues.taken_already'])
  expect((await app.api<Issue>('GET', `/issues/${issueId}`)).ownerId).toBe(winner.id)
})

test('what was handed on or assigned to others meanwhile cannot be taken any more, and says so', async () => {
  const { issueId, customerId } = await opened()
  const first = await handOver(nia, issueId, { ownerId: bo.id, ...packet })
  await handOver(bo, issueId, { ownerId: lea.id, tried: 'Called her.' })
  // Back to the same person: it is the newest handover that is to be taken.
  const third = await handOver(lea, issueId, { ownerId: bo.id, tried: 'Called again.' })
  expect(codes(await take(bo, first.id))).toEqual([409, 'issues.handed_on'])
  await nia.call('POST', `/issues/${issueId}/assignment`, { ownerId: mia.id })
  expect(codes(await take(bo, third.id))).toEqual([409, 'issues.handed_on'])
  const { items } = await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread`)
  expect(items.flatMap(({ handover }) => handover?.state ?? [])).toEqual(['passed_on', 'passed_on', 'passed_on'])
})

test('a handover follows its issue into the one that it is merged into', async () => {
  const { issueId, customerId } = await opened()
  const entry = await handOver(nia, issueId, { ownerId: bo.id, ...packet })
  const other = await app.api<Entry>('POST', `/customers/${customerId}/entries`, { kind: 'note', text: 'Another.' })
  const second = await app.api<Entry>('POST', `/channels/${channelId}/inbound`, {
    id: `m${++count}`,
    from: { kind: 'account', value: `person-${count - 1}`, name: 'Same' },
    text: 'Something else entirely: invoice 88231 is wrong, please correct the tax number on it.',
  })
  expect(other.kind).toBe('note')
  if (second.issueId === issueId) throw new Error('They have to be two issues.')
  await app.api('POST', `/issues/${second.issueId}/merges`, { otherIssueId: issueId })
  await app.api('POST', `/issues/${second.issueId}/assignment`, { ownerId: bo.id })
  expect((await take(bo, entry.id)).body).toMatchObject({ state: 'acknowledged', issueId: second.issueId })
})

test('a handover says something, to somebody who is here, about an issue as it was seen', async () => {
  const { issueId } = await opened()
  const path = `/issues/${issueId}/handover`
  const nobodyKnown = '01941f29-7c00-7aaa-8bbb-0123456789ab'
  expect((await answerTo(nia, 'POST', path, { ownerId: bo.id })).status).toBe(400)
  expect((await answerTo(nia, 'POST', path, { ownerId: bo.id, tried: '  ' })).status).toBe(400)
  expect((await answerTo(nia, 'POST', path, { ownerId: nobodyKnown, next: 'x' })).status).toBe(404)
  expect((await answerTo(nia, 'POST', path, { teamId: nobodyKnown, next: 'x' })).status).toBe(404)
  expect((await answerTo(nia, 'POST', path, { ownerId: bo.id, next: 'x', was: { ownerId: lea.id } })).status).toBe(409)
  const ida = await colleague(app, publicOrigin, 'Ida')
  await app.api('PATCH', `/staff/${ida.id}`, { active: false })
  expect(codes(await answerTo(nia, 'POST', path, { ownerId: ida.id, next: 'x' }))).toEqual([
    404,
    'issues.no_such_recipient',
  ])
  expect(await app.api<Issue>('GET', `/issues/${issueId}`)).toMatchObject({ ownerId: null, teamId: null })
})
