import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { newVisitor } from '../../../test/visitor.ts'

let app: TestApp
let channelId: string
let apiChannelId: string
beforeAll(async () => {
  app = await startTestApp()
  const create = async (kind: string, settings: object) =>
    (await app.api<{ id: string }>('POST', '/channels', { kind, name: kind, settings })).id
  channelId = await create('webchat', { allowedOrigins: ['https://shop.example'] })
  apiChannelId = await create('api', {})
})
afterAll(() => app.stop())

/** What a visitor's issue says once they have typed this address. */
async function issueOfVisitor(email: string): Promise<Issue> {
  const visitor = newVisitor(app, channelId)
  const said = await visitor.say('It is me.')
  expect((await visitor.ask('PUT', '/reach', { email })).status).toBe(200)
  const { issueId } = await app.api<{ issueId: string }>('GET', `/entries/${said.id}`)
  return app.api('GET', `/issues/${issueId}`)
}

const known = (value: string, assurance: string): Promise<unknown> =>
  app.api('POST', `/channels/${apiChannelId}/inbound`, {
    id: value,
    from: { kind: 'email', value, assurance },
    text: 'Hello.',
  })

test('a visitor who types the verified address of somebody else is a suspect, in lists too, until a colleague vouches', async () => {
  await known('mara@example.com', 'possession-proven')
  const issue = await issueOfVisitor('mara@example.com')
  expect(issue.customerSuspect).toBe(true)
  const { items } = await app.api<{ items: Issue[] }>('GET', '/issues')
  expect(items.filter(({ customerSuspect }) => customerSuspect).map(({ id }) => id)).toEqual([issue.id])

  // Somebody else's word for another address of theirs makes it a person we know.
  await app.api('POST', `/customers/${issue.customerId}/identities`, {
    kind: 'phone',
    value: '+44 20 7946 0958',
    assurance: 'possession-proven',
    reason: 'Called back.',
  })
  expect(await app.api('GET', `/issues/${issue.id}`)).not.toHaveProperty('customerSuspect')
})

test('an address that nobody has, that is nobody’s for sure, or that several share makes no suspect', async () => {
  expect(await issueOfVisitor('new@example.com')).not.toHaveProperty('customerSuspect')
  await known('unsure@example.com', 'asserted')
  expect(await issueOfVisitor('unsure@example.com')).not.toHaveProperty('customerSuspect')
  await known('family@example.com', 'possession-proven')
  const { items } = await app.api<{ items: { id: string }[] }>('GET', '/customers?query=family%40example.com')
  const { identities } = await app.api<Customer>('GET', `/customers/${items[0]!.id}`)
  const { id } = identities.find(({ value }) => value === 'family@example.com')!
  await app.api('PATCH', `/identities/${id}`, { shared: true })
  expect(await issueOfVisitor('family@example.com')).not.toHaveProperty('customerSuspect')
})
