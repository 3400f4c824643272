import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { EarlierStep } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../../../test/app.ts'
import { sendMail } from '../../../../test/mail/send-mail.ts'
import { newId } from '../../../lib/ids.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const from = 'Mara Lindqvist <mara@example.com>'
const threadOf = async (customerId: string): Promise<Entry[]> =>
  (await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread`)).items
const stepsOf = async (issueId: string): Promise<EarlierStep[]> =>
  (await app.api<{ items: EarlierStep[] }>('GET', `/issues/${issueId}/earlier-steps`)).items

test('what was answered on this issue and on one about the same order is shown, what was taken back is not', async () => {
  await sendMail(app.smtpPort, { from, subject: 'Order 48213', text: 'The left shoe of order 48213 is too small.' })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', '/customers?query=mara')
  const customerId = items[0]!.id
  const [first] = await threadOf(customerId)
  const write = (text: string, issueId: string, holdSeconds = 0) =>
    app.api<Entry>('POST', `/customers/${customerId}/entries`, { kind: 'message', text, issueId, holdSeconds })
  await write('A matching pair leaves today.', first!.issueId!)
  const held = await write('Never mind.', first!.issueId!, 60)
  await app.api('POST', `/entries/${held.id}/recall`, {})
  await app.api('POST', `/issues/${first!.issueId}/closure`, {})

  await sendMail(app.smtpPort, { from, subject: 'Gift wrap', text: 'Do you wrap presents?' })
  const other = (await threadOf(customerId)).at(-1)!
  expect(other.issueId).not.toBe(first!.issueId)
  expect(await stepsOf(other.issueId!)).toEqual([])
  await write('We do.', other.issueId!)

  expect((await stepsOf(first!.issueId!)).map((step) => [step.text, step.why])).toEqual([
    ['A matching pair leaves today.', null],
  ])
})

test('steps on another issue about the same order say why they are there', async () => {
  const by = 'Kim Berg <kim@example.com>'
  await sendMail(app.smtpPort, { from: by, subject: 'Order 77120 is late', text: 'Where is order 77120?' })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', '/customers?query=kim')
  const customerId = items[0]!.id
  const [first] = await threadOf(customerId)
  await app.api('POST', `/customers/${customerId}/entries`, { kind: 'message', text: 'It left on Monday.' })
  await sendMail(app.smtpPort, { from: by, subject: 'Order 77120 is late', text: 'Order 77120 is still not here.' })
  const second = (await threadOf(customerId)).at(-1)!
  const { issueId } = await app.api<Entry>('POST', `/entries/${second.id}/move`, { issueId: null })
  expect(await stepsOf(issueId!)).toMatchObject([
    { text: 'It left on Monday.', issue: { id: first!.issueId }, why: expect.stringContaining('77120') },
  ])
  expect((await app.request('GET', `/issues/${newId()}/earlier-steps`)).status).toBe(404)
})

test('small talk is no step, and a handover is one', async () => {
  const by = 'Ola Brandt <ola@example.com>'
  await sendMail(app.smtpPort, { from: by, subject: 'The lamp hums', text: 'My lamp hums all night.' })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', '/customers?query=ola')
  const customerId = items[0]!.id
  const issueId = (await threadOf(customerId))[0]!.issueId!
  const write = (text: string) =>
    app.api<Entry>('POST', `/customers/${customerId}/entries`, { kind: 'message', text, issueId, holdSeconds: 0 })
  await write('Please turn the dimmer to its highest setting.')
  // More small talk than steps are shown does not hide the step before it.
  for (let i = 0; i < 6; i++) await write('Hi Ola, thanks for your patience. We are looking into it.')
  await app.api('POST', `/issues/${issueId}/handover`, { ownerId: null, tried: 'The dimmer.' })
  await write('You’re welcome, have a nice day!')
  expect((await stepsOf(issueId)).map(({ kind, text }) => [kind, text])).toEqual([
    ['handover', 'Tried: The dimmer.'],
    ['message', 'Please turn the dimmer to its highest setting.'],
  ])
})

test('what is said in a chat that is going on is no step yet, a handover and mails before it are', async () => {
  const channel = await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App', settings: {} })
  const by = 'Ida Holm <ida@example.com>'
  await sendMail(app.smtpPort, { from: by, subject: 'The heater', text: 'My heater stays cold.' })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', '/customers?query=ida')
  const customerId = items[0]!.id
  const issueId = (await threadOf(customerId))[0]!.issueId!
  const write = (text: string, channelId?: string) =>
    app.api<Entry>('POST', `/customers/${customerId}/entries`, { kind: 'message', text, issueId, channelId })
  await write('Please turn the valve all the way to the left.')
  await app.api('POST', `/issues/${issueId}/handover`, { ownerId: null, tried: 'The valve.' })
  await app.api('POST', `/channels/${channel.id}/inbound`, {
    id: 'ida-1',
    from: { kind: 'email', value: 'ida@example.com', assurance: 'possession-proven' },
    text: 'The heater stays cold, also with the valve to the left.',
  })
  expect((await threadOf(customerId)).at(-1)).toMatchObject({ issueId, channel: { kind: 'api' } })
  await write('Which colour has the light on the heater?', channel.id)
  const texts = async () => (await stepsOf(issueId)).map(({ text }) => text)
  const before = ['Tried: The valve.', 'Please turn the valve all the way to the left.']
  expect(await texts()).toEqual(before)
  // Once it fell silent it is one of the earlier ones.
  await app.database.pool.query('update contacts set ended_at = last_entry_at where issue_id = $1', [issueId])
  expect(await texts()).toEqual(['Which colour has the light on the heater?', ...before])
})
