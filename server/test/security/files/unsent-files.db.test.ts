import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { newVisitor, type Visitor } from '../../visitor.ts'

// What a visitor uploads and sends in many requests at once.

let app: TestApp
let chat: Channel
const dataDir = await mkdtemp(join(tmpdir(), 'throughline-unsent-'))
beforeAll(async () => {
  app = await startTestApp({
    env: {
      DATA_DIR: dataDir,
      RATE_LIMIT_VISITOR: '100000',
      RATE_LIMIT_ANONYMOUS: '100000',
      UPLOADS_AT_ONCE_ADDRESS: '50',
      UPLOADS_AT_ONCE: '100',
    },
  })
  chat = await app.api('POST', '/channels', { kind: 'webchat', name: 'Shop', settings: {} })
})
afterAll(async () => {
  await app.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function talking(): Promise<Visitor> {
  const visitor = newVisitor(app, chat.id)
  await visitor.say('hello')
  return visitor
}

const filesOnDisk = async (): Promise<number> => {
  const entries = await readdir(join(dataDir, 'files', 'uploads'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  )
  return entries.filter((entry) => entry.isFile()).length
}

test('of twenty files that arrive at the same moment ten wait, and the others leave nothing behind', async () => {
  const visitor = await talking()
  const before = await filesOnDisk()
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => visitor.upload(`${i}.txt`, randomBytes(2000).toString('hex'))),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10)
  expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
    new Set(['too_many_files']),
  )
  expect(await filesOnDisk()).toBe(before + 10)
})

test('the same file several times at the same moment waits once', async () => {
  const visitor = await talking()
  const before = await filesOnDisk()
  const answers = await Promise.all(Array.from({ length: 6 }, () => visitor.upload('photo.txt', 'the same bytes')))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  expect(await filesOnDisk()).toBe(before + 1)
})

test('a file goes with one message: of two that name it at the same moment one is sent, the other is refused and nothing of it is', async () => {
  for (let round = 0; round < 6; round++) {
    const visitor = await talking()
    const file = (await visitor.upload('scan.txt', `scan ${round}`)).body
    const send = (text: string) => visitor.ask('POST', '/messages', { echoId: text, text, attachmentIds: [file.id] })
    const answers = await Promise.all([send('one'), send('two')])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400])
    const refused = answers.find(({ status }) => status === 400)!
    expect(refused.body).toMatchObject({ code: 'invalid_request', errors: [{ path: 'attachmentIds' }] })
    const { items } = await visitor.messages()
    const withFile = items.filter(({ attachments }) => attachments.length > 0)
    expect(withFile).toHaveLength(1)
    expect(items).toHaveLength(2)
    expect((await visitor.ask('GET', `/files/${withFile[0]!.attachments[0]!.id}`)).body).toBe(`scan ${round}`)
    // It was sent: a third message does not have it either.
    expect((await send('three')).status).toBe(400)
  }
})

test('one message with a file, sent several times at the same moment, is one message with its file', async () => {
  for (let round = 0; round < 6; round++) {
    const visitor = await talking()
    const file = (await visitor.upload('scan.txt', `scan ${round}`)).body
    const message = { echoId: 'the same', text: 'See the scan', attachmentIds: [file.id] }
    const answers = await Promise.all(Array.from({ length: 4 }, () => visitor.ask('POST', '/messages', message)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 201])
    const messages = answers.map(({ body }): VisitorMessage => body)
    expect(new Set(messages.map(({ id }) => id)).size).toBe(1)
    expect(messages.every(({ attachments }) => attachments.length === 1)).toBe(true)
  }
})
