import type { StaffMember } from '@throughline/protocol/staff/members.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'

/** A team member is invited through a real mail server, or is told truly that they were not. */
const publicOrigin = 'http://localhost:3000'
const password = 'four words without sense'
let sink: SmtpSink
let app: TestApp
let withoutMail: TestApp
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  sink = await startSmtpSink()
  stops.defer(() => sink.close())
  app = stops.use(await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}`, PUBLIC_URL: publicOrigin } }))
  withoutMail = stops.use(await startTestApp())
})
afterAll(() => stops.disposeAsync())
beforeEach(() => {
  sink.answer = () => undefined
})

const invite = (email: string) =>
  app.api<StaffMember>('POST', '/staff', { name: 'Ada Ünal', email, role: 'staff', invite: { language: 'de' } })

/** Lines of quoted-printable are put together again. */
const textOf = (raw: string): string => raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')

test('the mail leaves by the channel, names no issue, and its link opens the account', async () => {
  const { from } = await app.api<{ from: string }>('GET', '/invitation-offer')
  const { invitation } = await invite('ada@staff.example')
  expect(invitation).toMatchObject({ sentAt: expect.any(String), failure: null })
  const mail = sink.mails.at(-1)!
  expect(mail).toMatchObject({ from, to: ['ada@staff.example'] })
  expect(mail.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
  expect(mail.raw).toMatch(/^X-Throughline-Channel: /m)
  const token = /invitation#([\w-]{43})/.exec(textOf(mail.raw))![1]!
  const used = await app.request('POST', '/invitations/accept', { token, password })
  expect([used.status, await used.json()]).toEqual([200, { email: 'ada@staff.example' }])
  const signedIn = await fetch(`${app.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: publicOrigin, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ email: 'ada@staff.example', password }),
  })
  expect(signedIn.status).toBe(200)
})

test('nobody is invited at an address that a channel reads, however it is written', async () => {
  const { from } = await app.api<{ from: string }>('GET', '/invitation-offer')
  const [name, domain] = from.split('@')
  await app.api('POST', '/channels', { kind: 'email', name: 'All', settings: { addresses: ['@all.example'] } })
  const group = 'everybody@group.example'
  await app.api('PUT', '/own-addresses', { domains: [], groups: [group] })
  const before = sink.mails.length
  for (const email of [
    from,
    `${name}+ada@${domain}`,
    from.toUpperCase(),
    'ada@all.example',
    'ada@ALL.example',
    group,
  ]) {
    const person = { name: 'Ada', email, role: 'staff', invite: { language: 'en' } }
    expect((await app.request('POST', '/staff', person)).status, email).toBe(409)
  }
  expect(sink.mails).toHaveLength(before)
})

test('what the mail server refused is said in its words, and nothing is sent again behind anybody’s back', async () => {
  sink.answer = (line) => (line.startsWith('RCPT') ? '550 5.1.1 no such user here' : undefined)
  const before = sink.mails.length
  const { id, invitation } = await invite('nobody@staff.example')
  expect(invitation).toMatchObject({
    sentAt: null,
    failure: { sentence: expect.stringContaining('no such user here') },
  })
  expect(sink.mails).toHaveLength(before)
  const { items } = await app.api<{ items: StaffMember[] }>('GET', '/staff')
  expect(items.find((member) => member.id === id)).toMatchObject({ hasSignIn: false, invitation })
})

test('without a mail server it is not offered: the built-in outbox would show the link to everybody', async () => {
  expect(await withoutMail.api('GET', '/invitation-offer')).toEqual({ from: null, why: 'no_mail' })
  const person = { name: 'Ada', email: 'ada@staff.example', invite: { language: 'en' } }
  expect((await withoutMail.request('POST', '/staff', person)).status).toBe(409)
  expect((await withoutMail.api<{ items: unknown[] }>('GET', '/outbox')).items).toEqual([])
})
