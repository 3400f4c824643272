import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { eicar, startClamd, type ClamdSimulator } from '../clamd/clamd-simulator.ts'
import { sendMail } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'
import { newVisitor } from '../visitor.ts'

let clamd: ClamdSimulator
let sink: SmtpSink
let app: TestApp
let chat: Channel
beforeAll(async () => {
  clamd = await startClamd()
  sink = await startSmtpSink()
  app = await startTestApp({
    env: { CLAMD_ADDRESS: clamd.setting, SMTP_URL: `smtp://127.0.0.1:${sink.port}`, RATE_LIMIT_VISITOR: '100000' },
  })
  chat = await app.api('POST', '/channels', { kind: 'webchat', name: 'Shop', settings: {} })
})
afterAll(async () => {
  await app.stop()
  await sink.close()
  await clamd.stop()
})
beforeEach(() => clamd.behave({}))

let counter = 0
/** Different bytes each time: the same ones are scanned once. */
const different = (content: string): string => `${content}\n${++counter}`

async function upload(name: string, content: string): Promise<Attachment> {
  const response = await fetch(`${app.url}/api/v1/attachments?name=${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/octet-stream' },
    body: content,
  })
  expect(response.status).toBe(201)
  return (await response.json()) as Attachment
}

const customer = (address: string): Promise<Customer> =>
  app.api('POST', '/customers', { identities: [{ kind: 'email', value: address }] })

const entry = (id: string): Promise<Entry> => app.api('GET', `/entries/${id}`)
const scanOf = async (id: string) => (await entry(id)).attachments[0]!.scan
const download = (id: string, query = ''): Promise<Response> => app.request('GET', `/attachments/${id}${query}`)
async function retry(): Promise<void> {
  await app.database.pool.query("update file_scans set next_try_at = now() - interval '1 day' where state = 'waiting'")
}

async function mailed(content: string): Promise<Entry> {
  const subject = `with a file ${++counter}`
  await sendMail(app.smtpPort, {
    from: `kim${counter}@example.com`,
    subject,
    text: 'See the file.',
    attachments: [{ filename: 'tool.bin', content }],
  })
  let id: string | undefined
  await expect
    .poll(async () => {
      const { rows } = await app.database.pool.query<{ id: string }>(
        "select id from entries where content ->> 'subject' = $1",
        [subject],
      )
      id = rows[0]?.id
      return id
    })
    .toBeDefined()
  return entry(id!)
}

test('a file of a mail is withheld until it is scanned, and then opens', async () => {
  let letGo = (): void => undefined
  clamd.behave({ until: new Promise<void>((resolve) => (letGo = resolve)) })
  const { id, attachments } = await mailed(different('an invoice'))
  const file = attachments[0]!
  expect(file.scan).toMatchObject({ state: 'waiting', isWithheld: true, problem: null })
  const refused = await download(file.id)
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('is being scanned')
  letGo()
  await expect
    .poll(() => scanOf(id))
    .toEqual({
      state: 'clean',
      isWithheld: false,
      finding: null,
      problem: null,
      releasedBy: null,
    })
  expect((await download(file.id)).status).toBe(200)
})

test('an infected file is handed to nobody, is in the audit log, and is named on the thread', async () => {
  const { id, attachments } = await mailed(different(eicar))
  const file = attachments[0]!
  await expect
    .poll(() => scanOf(id))
    .toMatchObject({ state: 'infected', isWithheld: true, finding: 'Eicar-Test-Signature' })
  for (const query of ['', '?preview=true']) {
    const refused = await download(file.id, query)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('infected (Eicar-Test-Signature)')
  }
  const { items } = await app.api<{ items: { action: string; subject: { id: string } }[] }>('GET', '/audit?limit=50')
  expect(items).toContainEqual(
    expect.objectContaining({ action: 'file.infected', subject: expect.objectContaining({ id: file.id }) }),
  )
  await expect
    .poll(async () => (await app.database.pool.query("select * from events where type = 'entry.files_scanned'")).rows)
    .toContainEqual(expect.objectContaining({ entry_id: id, data: { finding: 'Eicar-Test-Signature' } }))
})

test('the same bytes are scanned once, however they come', async () => {
  const content = different('a picture')
  const first = await mailed(content)
  await expect.poll(() => scanOf(first.id)).toMatchObject({ state: 'clean' })
  const scans = clamd.scanned.length
  const second = await mailed(content)
  expect(second.attachments[0]!.scan).toMatchObject({ state: 'clean', isWithheld: false })
  expect((await upload('again.txt', content)).scan).toMatchObject({ state: 'clean' })
  expect(clamd.scanned).toHaveLength(scans)
})

test('a mail of ours waits for the scanner, and leaves as soon as its file is clean', async () => {
  let letGo = (): void => undefined
  clamd.behave({ until: new Promise<void>((resolve) => (letGo = resolve)) })
  const { id: customerId } = await customer('waits@example.com')
  const { id: fileId } = await upload('offer.txt', different('an offer'))
  const message = { kind: 'message', text: 'See the offer.', attachmentIds: [fileId] }
  const { id } = await app.api<Entry>('POST', `/customers/${customerId}/entries`, message)
  await expect
    .poll(async () => (await entry(id)).delivery)
    .toMatchObject({ state: 'queued', error: { code: 'file_not_scanned' } })
  expect(sink.mails.filter(({ to }) => to.includes('waits@example.com'))).toHaveLength(0)
  letGo()
  await expect.poll(async () => (await entry(id)).delivery).toMatchObject({ state: 'sent' })
  expect(sink.mails.filter(({ to }) => to.includes('waits@example.com'))).toHaveLength(1)
})

test('an infected file does not leave: what is known is refused, and what is found later fails the message', async () => {
  const { id: customerId } = await customer('spared@example.com')
  const content = different(eicar)
  let letGo = (): void => undefined
  clamd.behave({ until: new Promise<void>((resolve) => (letGo = resolve)) })
  const { id: fileId } = await upload('tool.exe', content)
  const write = (attachmentId: string) =>
    app.request('POST', `/customers/${customerId}/entries`, {
      kind: 'message',
      text: 'x',
      attachmentIds: [attachmentId],
    })
  const { id } = (await (await write(fileId)).json()) as Entry
  letGo()
  await expect
    .poll(async () => (await entry(id)).delivery)
    .toMatchObject({ state: 'failed', error: { code: 'file_infected', message: expect.stringContaining('tool.exe') } })
  const again = await upload('tool.exe', content)
  expect(again.scan).toMatchObject({ state: 'infected' })
  const refused = await write(again.id)
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('Eicar-Test-Signature')
  expect(sink.mails.filter(({ to }) => to.includes('spared@example.com'))).toHaveLength(0)
})

test('a visitor gets no infected file, neither of ours nor their own, and reads why', async () => {
  const visitor = newVisitor(app, chat.id)
  await visitor.say('hello')
  const live = await visitor.live((await visitor.messages()).streamCursor)
  const { body: file } = await visitor.upload('mine.bin', different(eicar))
  const said = await visitor.say('look', { attachmentIds: [file.id] })
  await expect.poll(() => scanOf(said.id)).toMatchObject({ state: 'infected' })
  const shown = (await visitor.messages()).items.find(({ id }) => id === said.id)!.attachments[0]!
  expect(shown.withheld).toBe('infected')
  // An open chat is told, too.
  await expect.poll(() => live.messages().find(({ id }) => id === said.id)?.attachments[0]?.withheld).toBe('infected')
  live.ws.close()
  expect((await visitor.ask('GET', `/files/${shown.id}`)).status).toBe(409)
  const clean = await visitor.upload('clean.txt', different('a photo'))
  await expect.poll(async () => (await visitor.ask('GET', `/files/${clean.body.id}`)).status).toBe(200)
})

test('while the scanner is away files stay withheld, say so, and are scanned when it is back', async () => {
  clamd.behave({ hangsUpAfterBytes: 1 })
  const { id } = await mailed(different('a plan'))
  await expect.poll(() => scanOf(id)).toMatchObject({ state: 'waiting', isWithheld: true, problem: 'unreachable' })
  const metrics = await (await fetch(`${app.url}/metrics`)).text()
  expect(metrics).toMatch(/throughline_file_scans\{state="failing"\} [1-9]/)
  clamd.behave({})
  await retry()
  await expect.poll(() => scanOf(id), { timeout: 25_000 }).toMatchObject({ state: 'clean', problem: null })
}, 40_000)

test.each([
  ['has an error', { says: 'stream: Can not allocate memory ERROR' }],
  ['answers something else', { says: '220 mail.example.com ESMTP' }],
])('a file stays withheld when the scanner %s', async (_what, behaviour) => {
  clamd.behave(behaviour)
  const { id, attachments } = await mailed(different('a plan'))
  await expect.poll(() => scanOf(id)).toMatchObject({ state: 'waiting', isWithheld: true, problem: 'failed' })
  expect((await download(attachments[0]!.id)).status).toBe(409)
})

test('a file that is too large for the scanner opens, and says that nobody looked at it', async () => {
  clamd.behave({ streamMaxLength: 3 })
  const { id, attachments } = await mailed(different('a film'))
  await expect.poll(() => scanOf(id)).toMatchObject({ state: 'too_large', isWithheld: false })
  expect((await download(attachments[0]!.id)).status).toBe(200)
})

test('an admin releases a false alarm, and deletes what is infected, with a reason; both are in the audit log', async () => {
  const { id, attachments } = await mailed(different(eicar))
  const file = attachments[0]!
  await expect.poll(() => scanOf(id)).toMatchObject({ state: 'infected' })
  expect((await app.request('PUT', `/attachments/${file.id}/release`, { reason: ' ' })).status).toBe(400)
  const released = await app.api<Attachment>('PUT', `/attachments/${file.id}/release`, { reason: 'A test file.' })
  expect(released.scan).toMatchObject({ state: 'released', isWithheld: false, finding: 'Eicar-Test-Signature' })
  expect((await download(file.id)).status).toBe(200)

  await app.api('POST', `/attachments/${file.id}/scan`)
  await expect.poll(() => scanOf(id)).toMatchObject({ state: 'infected', isWithheld: true, releasedBy: null })
  await app.api('PUT', `/attachments/${file.id}/removal`, { reason: 'Infected.' })
  expect((await download(file.id)).status).toBe(409)
  expect(await scanOf(id)).toMatchObject({ state: 'removed', isWithheld: true })
  expect((await app.request('PUT', `/attachments/${file.id}/release`, { reason: 'x' })).status).toBe(409)
  const { items } = await app.api<{ items: { action: string }[] }>('GET', '/audit?limit=50')
  const actions = items.map(({ action }) => action)
  expect(actions).toEqual(expect.arrayContaining(['file.released', 'file.scanned_again', 'file.removed']))
})

test('a file that was released before anybody looked is withheld again when something is found in it', async () => {
  clamd.behave({ hangsUpAfterBytes: 1 })
  const { id, attachments } = await mailed(different(eicar))
  await expect.poll(() => scanOf(id)).toMatchObject({ problem: 'unreachable' })
  await app.api('PUT', `/attachments/${attachments[0]!.id}/release`, { reason: 'It is urgent.' })
  expect((await download(attachments[0]!.id)).status).toBe(200)
  clamd.behave({})
  await retry()
  await expect.poll(() => scanOf(id), { timeout: 25_000 }).toMatchObject({ state: 'infected', isWithheld: true })
}, 40_000)
