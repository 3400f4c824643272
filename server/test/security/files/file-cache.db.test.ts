import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { newVisitor } from '../../visitor.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

test.each(['a.png', 'a.txt'])('a browser keeps no copy of the file %s, which needs a sign-in', async (name) => {
  const authorization = `Bearer ${app.token}`
  const uploaded = await fetch(`${app.url}/api/v1/attachments?name=${name}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/octet-stream' },
    body: name === 'a.png' ? png : 'private words',
  })
  expect(uploaded.status).toBe(201)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the attachment of the contract
  const { id } = (await uploaded.json()) as { id: string }
  const file = await fetch(`${app.url}/api/v1/attachments/${id}`, { headers: { authorization } })
  expect(file.status).toBe(200)
  expect(file.headers.get('cache-control')).toContain('no-store')
})

test('a browser keeps no copy of a visitor’s file', async () => {
  const { id: channelId } = await app.api<{ id: string }>('POST', '/channels', {
    kind: 'webchat',
    name: 'Chat',
    settings: {},
  })
  const visitor = newVisitor(app, channelId)
  await visitor.say('Hello')
  const { id } = (await visitor.upload('a.png', new Uint8Array(png))).body
  const said = await visitor.say('See', { attachmentIds: [id] })
  const file = await visitor.ask('GET', `/files/${said.attachments[0]!.id}`)
  expect(file.status).toBe(200)
  expect(file.headers.get('cache-control')).toContain('no-store')
})
