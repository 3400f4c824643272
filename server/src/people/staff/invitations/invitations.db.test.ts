import { staffWords } from '@throughline/protocol/staff/words.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bootStaff, type StaffServer } from '../../../../test/staff.ts'
import { dayMs, minuteMs } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { newId } from '../../../lib/ids.ts'
import type { StaffMail } from './invitation-mail.ts'

// The mail server is made up; links, accounts and sessions are real.
const password = 'four words without sense'
let shiftMs = 0
let mails: Parameters<StaffMail['send']>[0][] = []
let whileSending: () => Promise<void> = async () => {}
let from: string | null = null
const mail: StaffMail = {
  from: async () => from,
  comesBack: async (address) => address.startsWith('support@'),
  async send(sent) {
    await whileSending()
    mails.push(sent)
  },
}

let server: StaffServer
beforeAll(async () => {
  server = await bootStaff({ mail, clock: { now: () => new Date(Date.now() + shiftMs) } })
})
afterAll(() => server.close())
beforeEach(() => {
  mails = []
  whileSending = async () => {}
  from = 'support@lamps.example'
})

const asAdmin = (method: string, path: string, body?: unknown) => server.ask(server.token, method, path, body)
const asStranger = (path: string, body: unknown) => server.ask(null, 'POST', `/invitations/${path}`, body)
const read = (token: string) => asStranger('read', { token })
const accept = (token: string) => asStranger('accept', { token, password })
const tokenOf = (at = -1): string => /#(\S+)/.exec(mails.at(at)!.text)![1]!
const invite = { language: 'en' }
const over = { status: 404, body: { code: 'not_found', detail: staffWords.invitation_over().sentence } }

let count = 0
async function invited(more: Record<string, unknown> = {}) {
  const email = `person-${++count}@example.com`
  const answer = await asAdmin('POST', '/staff', { name: `Person ${count}`, email, role: 'staff', invite, ...more })
  expect(answer.status).toBe(201)
  return answer.body as { id: string; email: string; hasSignIn: boolean; invitation: Record<string, unknown> | null }
}
const again = (id: string) => asAdmin('POST', `/staff/${id}/invitation`, invite)
async function memberNow(id: string) {
  const { items } = (await asAdmin('GET', '/staff?limit=200')).body
  return items.find((member: { id: string }) => member.id === id)
}

test('who is invited chooses a password with the link, once, and signs in with it', async () => {
  const { id, email, ...member } = await invited()
  expect(member).toMatchObject({ hasSignIn: false, invitation: { sentAt: expect.any(String), failure: null } })
  expect(mails).toMatchObject([{ to: { address: email } }])
  expect(mails[0]!.text).toContain(`${server.publicUrl}/invitation#`)
  const token = tokenOf()
  expect((await read(token)).body).toMatchObject({ email })
  const weak = await asStranger('accept', { token, password: 'password1234' })
  expect(weak).toMatchObject({ status: 400, body: { code: 'guessable_password' } })
  expect(await accept(token)).toMatchObject({ status: 200, body: { email } })
  expect(await accept(token)).toMatchObject(over)
  expect(await read(token)).toMatchObject(over)
  const browser = server.browser()
  expect((await browser.post('sign-in/email', { email, password })).status).toBe(200)
  expect((await browser.me()).body).toMatchObject({ id })
  expect(await memberNow(id)).toMatchObject({ hasSignIn: true, invitation: null })
  const { items } = (await asAdmin('GET', '/audit?limit=50')).body
  const actions = items.filter((item: { subject: { id: string } }) => item.subject.id === id)
  expect(actions.map(({ action }: { action: string }) => action)).toEqual([
    'staff.signed_in',
    'staff.invitation_accepted',
    'staff.invited',
    'staff.created',
  ])
})

test('of many who use one link at once, one does', async () => {
  const { email } = await invited()
  const token = tokenOf()
  const passwords = Array.from({ length: 6 }, (_, index) => `${password} ${index}`)
  const answers = await Promise.all(passwords.map((each) => asStranger('accept', { token, password: each })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404, 404, 404, 404, 404])
  const won = passwords[answers.findIndex(({ status }) => status === 200)]!
  expect((await server.browser().post('sign-in/email', { email, password: won })).status).toBe(200)
})

test('a link ends when it is revoked, sent again, expired, or the access of the person is off', async () => {
  const revoked = await invited()
  expect((await asAdmin('DELETE', `/staff/${revoked.id}/invitation`)).status).toBe(204)
  expect((await asAdmin('DELETE', `/staff/${revoked.id}/invitation`)).status).toBe(204)
  expect(await accept(tokenOf())).toMatchObject(over)
  expect(await memberNow(revoked.id)).toMatchObject({ invitation: null, hasSignIn: false })

  const off = await invited()
  const offToken = tokenOf()
  await asAdmin('PATCH', `/staff/${off.id}`, { active: false })
  expect(await accept(offToken)).toMatchObject(over)
  expect(await again(off.id)).toMatchObject({ status: 409 })
  await asAdmin('PATCH', `/staff/${off.id}`, { active: true })
  expect(await accept(offToken)).toMatchObject(over)

  const { id } = await invited()
  const first = tokenOf()
  expect(await again(id)).toMatchObject({ status: 429 })
  await asAdmin('DELETE', `/staff/${id}/invitation`)
  expect(await again(id)).toMatchObject({ status: 429 })
  shiftMs += minuteMs
  expect(await again(id)).toMatchObject({ status: 200, body: { invitation: { failure: null } } })
  expect(await read(first)).toMatchObject(over)
  const second = tokenOf()
  expect((await read(second)).status).toBe(200)
  shiftMs += 7 * dayMs
  expect(await accept(second)).toMatchObject(over)
  expect(await memberNow(id)).toMatchObject({ hasSignIn: false, invitation: { expiresAt: expect.any(String) } })
})

test('every wrong link has the same answer, and the token is nowhere in the database', async () => {
  await invited()
  const token = tokenOf()
  for (const wrong of ['', 'x', token.slice(1), token.toUpperCase(), newId(), `${token} `, "' or 1=1 --"]) {
    expect(await read(wrong)).toMatchObject(over)
    expect(await accept(wrong)).toMatchObject(over)
  }
  const { rows } = await server.database.pool.query('select to_jsonb(i) #>> $1 as row from staff_invitations i', ['{}'])
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('a person who can sign in gets no link and no second first password', async () => {
  const { body: kim } = await asAdmin('POST', '/staff', { name: 'Kim', email: 'kim@example.com', password })
  expect(await again(kim.id)).toMatchObject({ status: 409 })
  const taken = await asAdmin('PUT', `/staff/${kim.id}/first-password`, { password: `${password} of another` })
  expect(taken.status).toBe(409)
  expect((await server.browser().post('sign-in/email', { email: 'kim@example.com', password })).status).toBe(200)
  expect(mails).toEqual([])
})

test('nobody gives a way in to a person who may do more than they, and who may not manage staff gives none', async () => {
  await asAdmin('POST', '/roles', { name: 'hirer', permissions: ['staff.manage', 'staff.read'] })
  const { body: hirer } = await asAdmin('POST', '/tokens', { name: 'Hirer', role: 'hirer' })
  const { body: reader } = await asAdmin('POST', '/tokens', { name: 'Reader', role: 'staff' })
  const boss = await invited({ role: 'admin' })
  shiftMs += minuteMs
  for (const { token } of [hirer, reader]) {
    const ask = (method: string, path: string, body?: unknown) => server.ask(token, method, path, body)
    expect((await ask('POST', `/staff/${boss.id}/invitation`, invite)).status).toBe(403)
    expect((await ask('DELETE', `/staff/${boss.id}/invitation`)).status).toBe(403)
    expect((await ask('PUT', `/staff/${boss.id}/first-password`, { password })).status).toBe(403)
    const more = { name: 'Eve', email: 'eve@example.com', role: 'admin', invite }
    expect((await ask('POST', '/staff', more)).status).toBe(403)
  }
  expect((await read(tokenOf())).status).toBe(200)
  expect(mails).toHaveLength(1)
})

test('a mail that does not leave is said, the person is there, and gets in by another way', async () => {
  whileSending = async () => {
    throw new AppError('upstream_failed', { sentence: 'The server refused.', words: [] })
  }
  const { id, email, invitation } = await invited()
  expect(invitation).toMatchObject({ sentAt: null, failure: { sentence: 'The server refused.' } })
  expect((await asAdmin('PUT', `/staff/${id}/first-password`, { password })).body).toMatchObject({
    hasSignIn: true,
    invitation: null,
  })
  expect((await server.browser().post('sign-in/email', { email, password })).status).toBe(200)
})

test('a first password ends the link that is still in a mailbox', async () => {
  const { id, email } = await invited()
  await asAdmin('PUT', `/staff/${id}/first-password`, { password })
  expect(await asStranger('accept', { token: tokenOf(), password: `${password} of a thief` })).toMatchObject(over)
  expect((await server.browser().post('sign-in/email', { email, password })).status).toBe(200)
})

test('an invitation that was revoked while its mail was on its way is not said to be sent', async () => {
  const { id } = await invited()
  shiftMs += minuteMs
  whileSending = async () => {
    await asAdmin('DELETE', `/staff/${id}/invitation`)
  }
  expect((await again(id)).body).toMatchObject({ invitation: null })
  expect(await read(tokenOf())).toMatchObject(over)
})

test('without a way out, and to an address of a channel, nobody is invited or added', async () => {
  const person = { name: 'Nia', email: 'nia@example.com', invite }
  expect((await asAdmin('GET', '/invitation-offer')).body).toEqual({ from: 'support@lamps.example', why: null })
  expect(await asAdmin('POST', '/staff', { ...person, email: 'support@lamps.example' })).toMatchObject({ status: 409 })
  from = null
  expect((await asAdmin('GET', '/invitation-offer')).body).toEqual({ from: null, why: 'no_mail' })
  expect(await asAdmin('POST', '/staff', person)).toMatchObject({ status: 409 })
  expect(await asAdmin('POST', '/staff', { ...person, password })).toMatchObject({ status: 400 })
  expect(await asAdmin('POST', '/staff', { name: 'Nia', email: 'nia@example.com' })).toMatchObject({ status: 400 })
  const { items } = (await asAdmin('GET', '/staff?limit=200')).body
  expect(items.filter(({ name }: { name: string }) => name === 'Nia')).toEqual([])
})

test('names and companies cannot write lines of their own into the mail', async () => {
  await invited({ name: 'Bob\nYour account is locked, call 0900' })
  expect(mails[0]!.text).toMatch(/^Hello Bob Your account is locked, call 0900,$/m)
})

test('where passwords are off an invitation is not offered, and nobody is invited', async () => {
  const env = {
    OIDC_ISSUER: 'https://login.example.com',
    OIDC_CLIENT_ID: 'desk',
    OIDC_CLIENT_SECRET: 'secret of the client',
    OIDC_PASSWORD_SIGN_IN: 'off',
    OIDC_BREAK_GLASS_EMAIL: 'Maria@example.com',
  }
  const closed = await bootStaff({ mail, env })
  try {
    const ask = (method: string, path: string, body?: unknown) => closed.ask(closed.token, method, path, body)
    expect((await ask('GET', '/invitation-offer')).body).toEqual({ from: null, why: 'passwords_off' })
    const refused = await ask('POST', '/staff', { name: 'Nia', email: 'nia@example.com', invite })
    expect(refused.status).toBe(409)
    expect(mails).toEqual([])
  } finally {
    await closed.close()
  }
})
