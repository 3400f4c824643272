import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LabMail, LabState } from '@throughline/protocol/lab/lab.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootTestServer, type TestServer } from '../../../test/http.ts'
import { startSmtpSink, type SmtpSink } from '../../../test/mail/smtp-sink.ts'
import { sendMail } from '../../../test/mail/send-mail.ts'
import { until } from '../../../test/mail/until.ts'
import { readyBuilds } from '../../run/browser-builds.ts'
import { systemClock } from '../../lib/clock.ts'
import { silentLogger } from '../../lib/logger.ts'
import { serveNoLab, startLab, type Lab } from './lab.ts'

// The product is a server that only remembers: what is tested is the outside.

let product: SmtpSink
let server: TestServer
let lab: Lab
let dataDir: string

beforeAll(async () => {
  product = await startSmtpSink()
  dataDir = await mkdtemp(join(tmpdir(), 'throughline-lab-'))
  lab = (await startLab({
    smtpPort: 0,
    dataDir,
    product: { host: '127.0.0.1', port: product.port },
    publicUrl: 'http://localhost:3000',
    clock: systemClock,
    logger: silentLogger,
    pageDir: readyBuilds.lab,
  }))!
  server = await bootTestServer((app) => lab.serve(app))
})
afterAll(async () => {
  await server.close()
  await lab.stop()
  await product.close()
  await rm(dataDir, { recursive: true, force: true })
})

interface Answer<T> {
  status: number
  headers: Headers
  body: T
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const response = await fetch(`${server.origin}/try/api${path}`, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what tests look into
  return { status: response.status, headers: response.headers, body: (text === '' ? undefined : JSON.parse(text)) as T }
}

const state = async (): Promise<LabState> => (await ask<LabState>('GET', '/lab')).body
const mailsOf = async (address: string): Promise<LabMail[]> =>
  (await ask<{ items: LabMail[] }>('GET', `/mailboxes/${address}`)).body.items
const from = { name: 'Robin Vale', address: 'robin@vale.example' }

test('there are three people to play at least, one of them with two addresses', async () => {
  const { people } = await state()
  expect(people.length).toBeGreaterThanOrEqual(3)
  expect(people.filter(({ addresses }) => addresses.length > 1)).not.toEqual([])
})

test('a mail of the mailbox leaves by SMTP, with the word of the boundary on top, and a copy is kept', async () => {
  const attachments = [{ name: 'note.txt', mediaType: 'text/plain', data: Buffer.from('Hello').toString('base64') }]
  const mail = { from, to: 'hello@kettle.example', subject: 'Lid', text: 'Where is the lid?', attachments }
  expect((await ask('POST', '/mails', mail)).body).toMatchObject({ state: 'sent', mail: { subject: 'Lid' } })
  const arrived = product.mails.at(-1)!
  expect(arrived).toMatchObject({ from: from.address, to: ['hello@kettle.example'] })
  expect(arrived.raw).toMatch(/^Authentication-Results: mx\.lab\.example; dmarc=pass header\.from=vale\.example/)
  const [kept] = await mailsOf(from.address)
  expect(kept).toMatchObject({ folder: 'sent', attachments: [{ name: 'note.txt' }] })
  expect(kept!.text.trim()).toBe('Where is the lid?')
})

test('what the other side refuses is shown with its words', async () => {
  product.answer = (line) => (line.startsWith('RCPT') ? '550 5.1.1 nobody of that name here' : undefined)
  const outcome = await ask<{ sentence: string }>('POST', '/mails', {
    from,
    to: 'x@y.example',
    subject: '',
    text: 'Hi',
  })
  product.answer = () => undefined
  expect(outcome.body).toMatchObject({ state: 'refused' })
  expect(outcome.body.sentence).toContain('nobody of that name here')
})

test('a mail that the product sends is in the mailbox, is answered as one, and its files are downloads', async () => {
  const { mailServer } = await state()
  await sendMail(mailServer.port, {
    from: 'Sofia <hello@kettle.example>',
    to: 'mara@post.example',
    replyTo: 'hello+r.token@kettle.example',
    messageId: '<one@kettle.example>',
    subject: 'Your kettle',
    html: '<p>Hello <img src="cid:pic"></p>',
    attachments: [
      { filename: 'pic.png', content: Buffer.from('png'), contentType: 'image/png', cid: 'pic' },
      { filename: 'page.html', content: '<script>alert(1)</script>', contentType: 'text/html' },
    ],
  })
  const [mail] = await mailsOf('mara@post.example')
  expect(mail).toMatchObject({ folder: 'inbox', subject: 'Your kettle', replyTo: 'hello+r.token@kettle.example' })
  expect(mail!.html).toContain('src="data:image/png;base64,')
  expect(mail!.attachments.map(({ name }) => name)).toEqual(['page.html'])
  const file = await fetch(`${server.origin}/try/api/mailboxes/mara@post.example/mails/${mail!.id}/files/0`)
  expect(file.headers.get('content-disposition')).toMatch(/^attachment;/)
  expect(file.headers.get('content-security-policy')).toContain('sandbox')

  const answer = { name: 'Mara', address: 'mara@post.example' }
  await ask('POST', '/mails', { from: answer, to: mail!.replyTo, subject: 'Re', text: 'Thanks', answers: mail!.id })
  expect(product.mails.at(-1)!.raw).toContain('In-Reply-To: <one@kettle.example>')
  const unknown = await ask('POST', '/mails', { from: answer, to: 'a@b.example', subject: '', text: '', answers: 'no' })
  expect(unknown.status).toBe(404)
})

test('mail to a closed mailbox comes back as a report, and a report about a report does not', async () => {
  const { mailServer } = await state()
  expect((await ask('PUT', '/mailboxes/gone@post.example/closed', { isClosed: true })).status).toBe(204)
  await sendMail(mailServer.port, { from: 'hello@kettle.example', to: 'gone@post.example', text: 'Are you there?' })
  await until('the report comes', () => product.mails.some(({ from }) => from === ''))
  const report = product.mails.findLast(({ from }) => from === '')!
  expect(report.to).toEqual(['hello@kettle.example'])
  expect(report.raw).toContain('Final-Recipient: rfc822; gone@post.example')
  expect(await mailsOf('gone@post.example')).toEqual([])
})

test('the shop vouches for its customers with a token, and for nobody before it has a secret', async () => {
  expect((await ask('POST', '/shop/sign-ins', { personId: 'robin' })).status).toBe(409)
  const chatChannelId = crypto.randomUUID()
  const shop = await ask('PUT', '/shop', { chatChannelId, chatSecret: 'a secret of the shop' })
  expect(shop.body).toMatchObject({ chatChannelId, hasChatSecret: true })
  expect(JSON.stringify((await state()).shop)).not.toContain('a secret')
  const { token } = (await ask<{ token: string }>('POST', '/shop/sign-ins', { personId: 'robin' })).body
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())
  expect(claims).toMatchObject({ email: 'robin@vale.example', email_verified: true, aud: chatChannelId })
  expect((await ask('POST', '/shop/sign-ins', { personId: 'dmitri' })).status).toBe(404)
  expect((await ask('POST', '/shop/sign-ins', { personId: 'nobody' })).status).toBe(404)
})

test('what makes no sense is refused, and an address never leaves its folder', async () => {
  expect((await ask('POST', '/mails', { from, to: 'nobody', subject: '', text: '' })).status).toBe(400)
  expect((await ask('POST', '/mails', { from, colour: 'red' })).status).toBe(400)
  expect((await ask('GET', '/mailboxes/..%2F..%2Fetc')).status).toBe(400)
  expect((await ask('GET', `/mailboxes/${encodeURIComponent('../../x@y.example')}`)).status).toBe(400)
  expect((await ask('PUT', '/shop', { chatChannelId: 'no', chatSecret: null })).status).toBe(400)
})

test('a page that reaches the lab by another name is refused', async () => {
  // A browser names the host in the address; here it is named by hand, as only a request of Node’s own may.
  const { request } = await import('node:http')
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const call = request(`${server.origin}/try/api/lab`, { headers: { host: 'evil.example' } }, ({ statusCode }) =>
      resolve(statusCode),
    )
    call.on('error', reject)
    call.end()
  })
  expect(status).toBe(403)
})

test('where the lab is off, every address of it says so', async () => {
  const off = await bootTestServer((app) => serveNoLab(app))
  for (const path of ['/try', '/try/shop', '/try/api/lab']) {
    const response = await fetch(off.origin + path)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('LAB=on')
  }
  await off.close()
})

test('a port that is taken switches the lab off, and nothing else', async () => {
  const options = { dataDir, publicUrl: 'http://localhost:3000', clock: systemClock, logger: silentLogger, pageDir: '' }
  const taken = { smtpPort: product.port, product: { host: '127.0.0.1', port: product.port } }
  expect(await startLab({ ...options, ...taken })).toBeNull()
})
