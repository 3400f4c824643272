import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'

// A file is gone from the store although an entry refers to it.

const lines: string[] = []
let app: TestApp
beforeAll(async () => {
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  app = await startTestApp({ logger })
})
afterAll(() => app.stop())

interface Line {
  level: number
  msg: string
  entryId?: string
  fileId?: string
}
const saidOf = (entryId: string): Line[] =>
  lines.map((line): Line => JSON.parse(line)).filter((line) => line.entryId === entryId)

async function upload(name: string): Promise<Attachment> {
  const response = await fetch(`${app.url}/api/v1/attachments?name=${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/octet-stream' },
    body: `the bytes of ${name}`,
  })
  expect(response.status).toBe(201)
  return (await response.json()) as Attachment
}

async function writeWithLostFile(address: string, name: string): Promise<{ entry: Entry; fileId: string }> {
  const customer = await app.api<Customer>('POST', '/customers', { identities: [{ kind: 'email', value: address }] })
  const { id: fileId } = await upload(name)
  const { rows } = await app.database.pool.query('select storage_key from attachments where id = $1', [fileId])
  await rm(join(app.dataDir, 'files', rows[0].storage_key))
  const message = { kind: 'message', text: 'See the file.', attachmentIds: [fileId] }
  return { entry: await app.api('POST', `/customers/${customer.id}/entries`, message), fileId }
}

const missingCount = async (): Promise<string | undefined> =>
  /^throughline_files_missing_total (\d+)$/m.exec(await (await fetch(`${app.url}/metrics`)).text())?.[1]

test('a mail whose attachment is gone fails for good at the first attempt, and says which file in the thread', async () => {
  const { entry, fileId } = await writeWithLostFile('robin@example.com', 'offer.pdf')
  const delivery = async () => (await app.api<Entry>('GET', `/entries/${entry.id}`)).delivery
  await expect.poll(delivery).toMatchObject({
    state: 'failed',
    attempts: 1,
    error: { code: 'file_missing', message: expect.stringContaining('“offer.pdf” is not in the file store any more') },
  })
  expect(saidOf(entry.id)).toContainEqual(
    expect.objectContaining({ level: 50, msg: 'a file is not in the file store', entryId: entry.id, fileId }),
  )
})

test('a call for a file that is gone says so, and the operator sees it in the log and the figures', async () => {
  const { entry, fileId } = await writeWithLostFile('kim@example.com', 'plan.pdf')
  await expect.poll(async () => saidOf(entry.id).length).toBe(1)
  const before = Number(await missingCount())
  expect(before).toBeGreaterThan(0)
  const answer = await app.request('GET', `/attachments/${fileId}`)
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({
    detail: 'The file is not in the store. The entry it belongs to is safe.',
  })
  expect(saidOf(entry.id)).toHaveLength(2)
  expect(Number(await missingCount())).toBe(before + 1)
})
