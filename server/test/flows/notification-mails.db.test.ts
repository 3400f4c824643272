import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { NotificationMailbox } from '@throughline/protocol/notifications/by-mail.ts'
import type { MailNotifications } from '@throughline/protocol/staff/preferences.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../src/lib/clock.ts'
import type { Rule } from '../../src/platform/http/http.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { colleague, type Colleague } from '../colleague.ts'
import { sendRaw } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink, type SunkMail } from '../mail/smtp-sink.ts'

/** What a colleague is notified of goes to their mailbox by a real mail server, and their answer comes back by one. */
const publicOrigin = 'http://localhost:3000'
let shiftMs = 0
/** A rule that only tests have: from these people all issues of a team are hidden. */
const rules: Rule[] = []
const narrowed = new Set<string>()
let sink: SmtpSink
let app: TestApp
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  sink = await startSmtpSink()
  stops.defer(() => sink.close())
  const env = { SMTP_URL: `smtp://127.0.0.1:${sink.port}`, PUBLIC_URL: publicOrigin }
  app = stops.use(
    await startTestApp({
      env,
      clock: { now: () => new Date(Date.now() + shiftMs) },
      pollMs: 100,
      rulesOf: ({ id }) => (narrowed.has(id) ? rules : []),
    }),
  )
  const { items } = await app.api<{ items: Channel[] }>('GET', '/channels')
  const settings = { address: 'support@shop.test', authservIds: ['mx.shop.test'] }
  await app.api('PATCH', `/channels/${items[0]!.id}`, { settings })
})
afterAll(() => stops.disposeAsync())
beforeEach(() => {
  sink.answer = () => undefined
})

let count = 0
const unfolded = (raw: string): string => raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
const mailsTo = (address: string): SunkMail[] => sink.mails.filter(({ to }) => to.includes(address))
const headerOf = ({ raw }: SunkMail, name: string): string => {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ')
  const line = head.split('\r\n').find((each) => each.startsWith(`${name}:`))
  return line?.slice(name.length + 1).trim() ?? ''
}

async function mailIn(mail: { from: string; to: string; text: string; head?: string[] }): Promise<void> {
  const head = [
    ...(mail.head ?? []),
    `From: ${mail.from}`,
    `To: ${mail.to}`,
    'Subject: A lamp',
    `Message-ID: <in-${++count}@mail.test>`,
  ]
  await sendRaw(app.smtpPort, mail.from, [...head, '', mail.text, ''].join('\r\n'), mail.to)
}

/** What was written, without what happened to the issue. */
async function threadOf(customerId: string): Promise<Entry[]> {
  const { items } = await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread`)
  return items.filter(({ kind }) => kind === 'message' || kind === 'note')
}

/** A customer's first mail. */
async function asked(text = 'Words.'): Promise<Entry & { from: string }> {
  const from = `gina-${++count}@mail.test`
  await mailIn({ from, to: 'support@shop.test', text })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${from}`)
  return { ...(await threadOf(items[0]!.id))[0]!, from }
}

/** A further mail, in answer to their first. */
const more = ({ from, content }: Entry & { from: string }) => ({
  from,
  to: 'support@shop.test',
  head: content.type === 'email' ? [`In-Reply-To: <${content.messageId}>`] : [],
})

interface Mailed extends Colleague {
  address: string
}

/** Somebody whose address is proven by the link of a mail, as the desk does it. */
async function mailed(name: string, wish: Partial<MailNotifications> = {}): Promise<Mailed> {
  const person = await colleague(app, publicOrigin, name)
  const address = `${name.toLowerCase()}@example.com`
  await person.call('POST', '/me/notification-mailbox/proof-mail', { language: 'en' })
  const token = /#prove=(\S+)/.exec(unfolded(mailsTo(address).at(-1)!.raw))![1]!
  const proven = await person.call<NotificationMailbox>('POST', '/me/notification-mailbox/proof', { token })
  expect(proven).toMatchObject({ isProven: true, address, answers: 'to_customer' })
  const usual = { when: 'always', afterMinutes: 10, kinds: ['mentioned', 'assigned', 'answered', 'not_delivered'] }
  await person.call('PATCH', '/me/preferences', { mailNotifications: { ...usual, ...wish } })
  return { ...person, address }
}
const notifications = (address: string): SunkMail[] =>
  mailsTo(address).filter((mail) => headerOf(mail, 'Subject').startsWith('[#'))
const assign = (issueId: string, to: Colleague) => app.api('POST', `/issues/${issueId}/assignment`, { ownerId: to.id })
const passed = ['Authentication-Results: mx.shop.test; dmarc=pass header.from=example.com']
const replyTo = (mail: SunkMail): string => /[\w.+-]+@shop\.test/.exec(headerOf(mail, 'Reply-To'))![0]

test('what is assigned goes by mail, and the answer from a mail program is the colleague’s and leaves to the customer', async () => {
  const ada = await mailed('Ada')
  const question = await asked('Does the lamp come in green?')
  await assign(question.issueId!, ada)
  await expect.poll(() => notifications(ada.address).length).toBe(1)
  await mailIn({ ...more(question), text: 'Or in blue?' })
  await expect.poll(() => notifications(ada.address).length).toBe(2)
  expect(unfolded(notifications(ada.address)[0]!.raw)).toContain('> Does the lamp come in green?')
  const [first, second] = notifications(ada.address) as [SunkMail, SunkMail]
  expect(unfolded(second.raw)).toContain('> Or in blue?')
  expect(unfolded(second.raw)).toContain(`${publicOrigin}/inbox/${question.issueId}`)
  expect(headerOf(second, 'Auto-Submitted')).toBe('auto-generated')
  expect(headerOf(second, 'References')).toBe(headerOf(first, 'References'))
  expect(headerOf(second, 'Subject')).toBe(headerOf(first, 'Subject'))
  expect(headerOf(second, 'Message-ID')).not.toBe(headerOf(first, 'Message-ID'))

  const before = mailsTo(question.from).length
  const answer = 'Only in green, sorry.\r\n\r\nOn Monday, Shop wrote:\r\n> Or in blue?\r\n> Your answer goes to Gina.'
  await mailIn({ from: ada.address, to: replyTo(second), text: answer, head: passed })
  expect((await threadOf(question.customerId)).at(-1)).toMatchObject({
    kind: 'message',
    direction: 'out',
    author: { kind: 'staff', id: ada.id, name: 'Ada' },
    text: 'Only in green, sorry.',
  })
  await expect.poll(() => mailsTo(question.from).length).toBe(before + 1)
  const out = mailsTo(question.from).at(-1)!
  expect(out.raw).toContain('Only in green, sorry.')
  expect(out.raw).not.toContain('Your answer goes to')
})

test('the same answer that comes in twice is sent once', async () => {
  const bea = await mailed('Bea')
  const question = await asked()
  await assign(question.issueId!, bea)
  await expect.poll(() => notifications(bea.address).length).toBe(1)
  const to = replyTo(notifications(bea.address)[0]!)
  const raw = [
    ...passed,
    `From: ${bea.address}`,
    `To: ${to}`,
    'Subject: Re',
    'Message-ID: <twice@example.com>',
    '',
    'Yes.',
    '',
  ]
  for (let time = 0; time < 2; time++) await sendRaw(app.smtpPort, bea.address, raw.join('\r\n'), to)
  expect((await threadOf(question.customerId)).map(({ text }) => text.trim())).toEqual(['Words.', 'Yes.'])
})

test('an answer that begins with #note is for colleagues alone', async () => {
  const cem = await mailed('Cem')
  const question = await asked()
  await assign(question.issueId!, cem)
  await expect.poll(() => notifications(cem.address).length).toBe(1)
  const to = replyTo(notifications(cem.address)[0]!)
  await mailIn({ from: cem.address, to, text: '#note\r\nShe has the old model.', head: passed })
  expect((await threadOf(question.customerId)).at(-1)).toMatchObject({
    kind: 'note',
    direction: 'internal',
    author: { kind: 'staff', id: cem.id },
    content: { replyText: 'She has the old model.' },
  })
  expect(mailsTo(question.from)).toEqual([])
})

test('without the boundary’s word, by another colleague, or after the address has expired, it waits to be confirmed', async () => {
  const [dan, eva] = [await mailed('Dan'), await mailed('Eva')]
  const question = await asked()
  await assign(question.issueId!, dan)
  await expect.poll(() => notifications(dan.address).length).toBe(1)
  const to = replyTo(notifications(dan.address)[0]!)
  const waiting = async () => {
    expect((await threadOf(question.customerId)).at(-1)).toMatchObject({
      kind: 'note',
      author: { kind: 'system' },
      colleagueMail: { state: 'waiting' },
    })
  }
  await mailIn({ from: dan.address, to, text: 'No proof.' })
  await waiting()
  await mailIn({ from: eva.address, to, text: 'Not mine.', head: passed })
  await waiting()
  shiftMs += 32 * dayMs
  await mailIn({ from: dan.address, to, text: 'Too late.', head: passed })
  shiftMs -= 32 * dayMs
  await waiting()
  const last = (await threadOf(question.customerId)).at(-1)!
  expect(last.threading).toMatchObject({ words: [{ code: 'threading.colleague_too_late' }] })
  expect(mailsTo(question.from)).toEqual([])
})

test('a vacation program’s answer is no entry', async () => {
  const fay = await mailed('Fay')
  const question = await asked()
  await assign(question.issueId!, fay)
  await expect.poll(() => notifications(fay.address).length).toBe(1)
  const to = replyTo(notifications(fay.address)[0]!)
  await mailIn({ from: fay.address, to, text: 'I am away.', head: [...passed, 'Auto-Submitted: auto-replied'] })
  expect(await threadOf(question.customerId)).toHaveLength(1)
})

test('what comes within the wait is one mail, and what was read in the desk is none', async () => {
  const [gus, hal] = [await mailed('Gus', { when: 'away' }), await mailed('Hal', { when: 'away' })]
  const [read, unread] = [await asked(), await asked()]
  await assign(read.issueId!, hal)
  await assign(unread.issueId!, gus)
  await mailIn({ ...more(unread), text: 'Are you there?' })
  await expect.poll(async () => (await gus.told()).length).toBe(2)
  await expect.poll(async () => (await hal.told()).length).toBe(1)
  expect([...notifications(gus.address), ...notifications(hal.address)]).toEqual([])
  await hal.call('POST', '/notifications/reading', { issueId: read.issueId })
  shiftMs += 11 * minuteMs
  await expect.poll(() => notifications(gus.address).length).toBe(1)
  const text = unfolded(notifications(gus.address)[0]!.raw)
  expect(text).toContain('assigned the issue to you')
  expect(text).toContain('> Are you there?')
  expect(notifications(hal.address)).toEqual([])
  const { rows } = await app.database.pool.query(
    `select count(*)::int as count from timers where kind = 'notification.mail'`,
  )
  expect(rows).toEqual([{ count: 0 }])
})

test('nothing goes to an address that nobody has proven, nor to somebody who has left meanwhile', async () => {
  const ivy = await colleague(app, publicOrigin, 'Ivy')
  await ivy.call('PATCH', '/me/preferences', {
    mailNotifications: { when: 'always', afterMinutes: 10, kinds: ['assigned'] },
  })
  const jan = await mailed('Jan', { when: 'away' })
  const question = await asked()
  await assign(question.issueId!, ivy)
  await expect.poll(async () => (await ivy.told()).length).toBe(1)
  await assign(question.issueId!, jan)
  await expect.poll(async () => (await jan.told()).length).toBe(1)
  await app.api('PATCH', `/staff/${jan.id}`, { active: false })
  shiftMs += 11 * minuteMs
  const timers = async () =>
    (await app.database.pool.query(`select 1 from timers where kind = 'notification.mail'`)).rows.length
  await expect.poll(timers).toBe(0)
  expect([...mailsTo('ivy@example.com'), ...notifications(jan.address)]).toEqual([])
})

test('an issue that is hidden since is not mailed, and an answer to an earlier mail of it waits to be confirmed', async () => {
  const nia = await mailed('Nia')
  const question = await asked()
  await assign(question.issueId!, nia)
  await expect.poll(() => notifications(nia.address).length).toBe(1)
  const team = await app.api<{ id: string }>('POST', '/teams', { name: 'Board' })
  rules.push({ about: 'issue', where: { not: { fact: 'teamId', in: [team.id] } } })
  narrowed.add(nia.id)
  await app.api('POST', `/issues/${question.issueId}/assignment`, { teamId: team.id })
  await mailIn({ ...more(question), text: 'Something secret.' })
  await expect.poll(() => mailRows(nia).then((rows) => rows.map(({ state }) => state))).toEqual(['sent', 'cancelled'])
  expect(notifications(nia.address)).toHaveLength(1)
  await mailIn({ from: nia.address, to: replyTo(notifications(nia.address)[0]!), text: 'Mine?', head: passed })
  expect((await threadOf(question.customerId)).at(-1)).toMatchObject({
    kind: 'note',
    author: { kind: 'system' },
    colleagueMail: { state: 'waiting' },
  })
})

test('somebody who has lost the right to write is asked not to answer', async () => {
  const oda = await mailed('Oda')
  await app.api('PATCH', `/staff/${oda.id}`, { role: 'readonly' })
  const question = await asked()
  await assign(question.issueId!, oda)
  await expect.poll(() => notifications(oda.address).length).toBe(1)
  const mail = notifications(oda.address)[0]!
  expect(headerOf(mail, 'Reply-To')).toBe('')
  expect(unfolded(mail.raw)).toContain('Please do not answer this mail')
})

test('a customer who got the same mail directly, or cannot be reached, is sent nothing: it is a note that says why', async () => {
  const pam = await mailed('Pam')
  const question = await asked()
  await assign(question.issueId!, pam)
  await expect.poll(() => notifications(pam.address).length).toBe(1)
  const to = replyTo(notifications(pam.address)[0]!)
  const before = mailsTo(question.from).length
  await mailIn({ from: pam.address, to, text: 'In copy.', head: [...passed, `Cc: ${question.from}`] })
  const last = async () => (await threadOf(question.customerId)).at(-1)!
  expect(await last()).toMatchObject({
    kind: 'note',
    author: { kind: 'staff', id: pam.id },
    threading: { words: [{ code: 'threading.colleague_wrote_to_customer' }] },
  })
  await app.api('PUT', `/customers/${question.customerId}/block`, { reason: 'Abuse' })
  await mailIn({ from: pam.address, to, text: 'Blocked meanwhile.', head: passed })
  expect(await last()).toMatchObject({
    kind: 'note',
    author: { kind: 'staff', id: pam.id },
    threading: {
      words: [{ code: 'threading.colleague_could_not_send' }, expect.anything(), { code: 'channels.person_blocked' }],
    },
  })
  expect(mailsTo(question.from)).toHaveLength(before)
})

test('a link that went to another person, or was changed, proves nothing', async () => {
  const [quy, ria] = [await colleague(app, publicOrigin, 'Quy'), await colleague(app, publicOrigin, 'Ria')]
  await quy.call('POST', '/me/notification-mailbox/proof-mail', { language: 'en' })
  const token = /#prove=(\S+)/.exec(unfolded(mailsTo('quy@example.com').at(-1)!.raw))![1]!
  for (const [who, given] of [
    [ria, token],
    [quy, `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`],
    [quy, token.replace(/^[^.]+/, 'zzzzzzzzz')],
    [quy, ''],
  ] as const) {
    await expect(who.call('POST', '/me/notification-mailbox/proof', { token: given })).rejects.toThrow('404')
  }
  // Once a minute.
  await expect(quy.call('POST', '/me/notification-mailbox/proof-mail', { language: 'en' })).rejects.toThrow('429')
  expect(await ria.call('GET', '/me/notification-mailbox')).toMatchObject({ isProven: false })
})

test('who has the desk open gets no mail, until what is unread is two hours old', async () => {
  const sam = await mailed('Sam', { when: 'away' })
  const question = await asked()
  const isThere = () =>
    app.database.pool.query(
      `insert into staff_seen values ($1, $2) on conflict (staff_id) do update set seen_at = excluded.seen_at`,
      [sam.id, new Date(Date.now() + shiftMs)],
    )
  await assign(question.issueId!, sam)
  await expect.poll(async () => (await sam.told()).length).toBe(1)
  const turns = async () =>
    (
      await app.database.pool.query<{ key: string }>(`select key from timers where kind = 'notification.mail'`)
    ).rows.map(({ key }) => key.split(' ')[2])
  for (const turn of ['again', 'first']) {
    shiftMs += 11 * minuteMs
    await isThere()
    await expect.poll(turns).toEqual([turn])
  }
  expect(notifications(sam.address)).toEqual([])
  shiftMs += 2 * hourMs
  await isThere()
  await expect.poll(() => notifications(sam.address).length).toBe(1)
})

const bounceOf = (messageId: string, recipient: string): string[] => [
  'From: Mail Delivery <mailer-daemon@example.com>',
  'To: support@shop.test',
  'Subject: Undelivered Mail Returned to Sender',
  `Message-ID: <bounce-${++count}@example.com>`,
  'MIME-Version: 1.0',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'Your mail could not be delivered.',
  '--b',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.example.com',
  '',
  `Final-Recipient: rfc822; ${recipient}`,
  'Action: failed',
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 5.1.1 no such user here',
  '--b',
  'Content-Type: text/rfc822-headers',
  '',
  `Message-ID: ${messageId}`,
  `To: ${recipient}`,
  '--b--',
  '',
]

test('a bounce that names another address leaves the proof of theirs', async () => {
  const kai = await mailed('Kai')
  const question = await asked()
  await assign(question.issueId!, kai)
  await expect.poll(() => notifications(kai.address).length).toBe(1)
  const messageId = headerOf(notifications(kai.address)[0]!, 'Message-ID')
  await sendRaw(app.smtpPort, '', bounceOf(messageId, 'kai-before@example.com').join('\r\n'), 'support@shop.test')
  expect(await kai.call('GET', '/me/notification-mailbox')).toMatchObject({
    isProven: true,
    failure: { sentence: expect.stringContaining('no such user here') },
  })
})

test('mail that comes back makes no issue: the person sees it, and none is sent until the address is proven again', async () => {
  const kim = await mailed('Kim')
  const question = await asked()
  await assign(question.issueId!, kim)
  await expect.poll(() => notifications(kim.address).length).toBe(1)
  const messageId = headerOf(notifications(kim.address)[0]!, 'Message-ID')
  const issues = await app.api<{ items: unknown[] }>('GET', '/issues?limit=200')
  const bounce = bounceOf(messageId, kim.address)
  for (let time = 0; time < 2; time++) {
    await sendRaw(app.smtpPort, '', bounce.join('\r\n'), 'support@shop.test')
  }
  expect(await kim.call('GET', '/me/notification-mailbox')).toMatchObject({
    isProven: false,
    failure: { sentence: expect.stringContaining('no such user here') },
  })
  expect((await app.api<{ items: unknown[] }>('GET', '/issues?limit=200')).items).toHaveLength(issues.items.length)
})

test('a server that is away is tried again, and one that knows no such mailbox ends it', async () => {
  const lea = await mailed('Lea')
  const question = await asked()
  sink.answer = (line) =>
    line.startsWith('RCPT') && line.includes(lea.address) ? '451 4.3.0 come back later' : undefined
  await assign(question.issueId!, lea)
  const tries = async () => (await mailRows(lea)).map(({ state, tries: times }) => [state, times])
  await expect.poll(tries).toEqual([['queued', 1]])
  await app.database.pool.query(
    `update pgboss.job set start_after = now() where name = 'notification-mail' and state < 'active'`,
  )
  sink.answer = (line) => (line.startsWith('RCPT') && line.includes(lea.address) ? '550 5.1.1 no such user' : undefined)
  await expect.poll(tries, { timeout: 20_000 }).toEqual([['failed', 1]])
  expect(await lea.call('GET', '/me/notification-mailbox')).toMatchObject({ isProven: false })
})

const mailRows = async ({ id }: Colleague): Promise<{ state: string; tries: number }[]> =>
  (await app.database.pool.query(`select state, tries from notification_mails where staff_id = '${id}' order by id`))
    .rows

test('a customer who writes without end fills no mailbox: five mails, and the rest in one later', async () => {
  const vic = await mailed('Vic')
  const question = await asked()
  await assign(question.issueId!, vic)
  for (let mails = 1; mails <= 5; mails++) {
    await expect.poll(() => notifications(vic.address).length, { timeout: 10_000 }).toBe(mails)
    await mailIn({ ...more(question), text: `More ${mails}.` })
  }
  await mailIn({ ...more(question), text: 'Still more.' })
  const timers = async () =>
    (
      await app.database.pool.query(
        "select from timers where kind = 'notification.mail' and due_at > now() + interval '5 minutes'",
      )
    ).rowCount
  await expect.poll(timers).toBe(1)
  expect(notifications(vic.address)).toHaveLength(5)
  shiftMs += 11 * minuteMs
  await expect.poll(() => notifications(vic.address).length, { timeout: 10_000 }).toBe(6)
  expect(unfolded(notifications(vic.address)[5]!.raw)).toContain('> Still more.')
  shiftMs -= 11 * minuteMs
})
