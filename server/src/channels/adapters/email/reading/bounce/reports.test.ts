import { describe, expect, test } from 'vitest'
import { gateways } from '../../../../../../test/mail/reports/gateways.ts'
import { complaints, deliveries, notices } from '../../../../../../test/mail/reports/notices.ts'
import { layouts } from '../../../../../../test/mail/reports/layouts.ts'
import { moreGateways } from '../../../../../../test/mail/reports/more-gateways.ts'
import { moreOffices } from '../../../../../../test/mail/reports/more-offices.ts'
import { moreServers } from '../../../../../../test/mail/reports/more-servers.ts'
import { offices } from '../../../../../../test/mail/reports/offices.ts'
import { others } from '../../../../../../test/mail/reports/others.ts'
import { people } from '../../../../../../test/mail/reports/people.ts'
import { providers } from '../../../../../../test/mail/reports/providers.ts'
import type { Report } from '../../../../../../test/mail/reports/report.ts'
import { servers } from '../../../../../../test/mail/reports/servers.ts'
import { readMail } from '../reading.ts'
import { countCpuTime } from '../../../../../../test/cpu-time.ts'

function mailOf(head: readonly string[], text: string): Buffer {
  const type = head.some((line) => /^content-type:/i.test(line)) ? [] : ['Content-Type: text/plain; charset=utf-8']
  return Buffer.from([...head, 'To: support@shop.example', ...type, '', text].join('\n'))
}

const named = (reports: Report[]) => reports.map((report) => [report.program, report] as const)

describe('a report of delivery', () => {
  test.each(
    named([
      ...servers,
      ...gateways,
      ...providers,
      ...notices,
      ...others,
      ...moreServers,
      ...moreGateways,
      ...moreOffices,
      ...layouts,
    ]),
  )(
    'of %s names who could not be reached, the status, and whether for good',
    async (_, { head, text, wanted, delayed }) => {
      const { kind, bounce } = await readMail(mailOf(head, text))
      expect(kind).toBe('bounce')
      expect(bounce?.recipients.map(({ address, status, hard }) => [address, status, hard])).toEqual(wanted)
      expect(new Set(bounce?.recipients.map(({ action }) => action))).toEqual(new Set([delayed ? 'delayed' : 'failed']))
    },
  )
})

test.each(complaints.map((one) => [one.program, one] as const))(
  'a complaint by a notice of %s names the mail and who complained',
  async (_, { head, text }) => {
    const { kind, complaint } = await readMail(mailOf(head, text))
    expect(kind).toBe('complaint')
    expect(complaint).toMatchObject({ feedbackType: 'abuse', recipients: ['robin@far.example'] })
  },
)

test.each(deliveries.map((one) => [one.program, one] as const))(
  'a notice of %s that a mail arrived is no bounce and opens no issue',
  async (_, { head, text }) => {
    expect(await readMail(mailOf(head, text))).toMatchObject({ kind: 'auto-reply', bounce: null, opensIssue: false })
  },
)

describe('what people write about reports', () => {
  test.each([...people, ...offices].map((one) => [one.what, one] as const))(
    '%s is theirs',
    async (_, { head, text }) => {
      const { kind, complaint } = await readMail(mailOf(head, text))
      expect(complaint).toBeNull()
      expect(kind).toBe(head.some((line) => line.startsWith('Auto-Submitted: auto-replied')) ? 'auto-reply' : 'human')
    },
  )
})

test('a notice that a mail arrived names the mail and whom it reached', async () => {
  const { arrival } = await readMail(mailOf(deliveries[0]!.head, deliveries[0]!.text))
  expect(arrival).toEqual({ recipients: ['robin@far.example'], originalMessageId: '7@shop.example' })
})

test('a report in the charset of Japanese carriers is read', async () => {
  const head = 'From: MAILER-DAEMON@docomo.example\nSubject: =?ISO-2022-JP?B?GyRCMDhAaElUTEAbKEI=?=\n'
  const body = Buffer.from(
    'GyRCJCIkRkBoSVRMQCROJD8kYSEiJWEhPCVrJHJHWz8uJEckLSReJDskcyRHJDckPyEjGyhCCgo8cm9iaW5AZG9jb21vLmV4YW1wbGU+Cg==',
    'base64',
  )
  const raw = Buffer.concat([Buffer.from(`${head}Content-Type: text/plain; charset=ISO-2022-JP\n\n`), body])
  const { kind, bounce } = await readMail(raw)
  expect(kind).toBe('bounce')
  expect(bounce?.recipients).toMatchObject([{ address: 'robin@docomo.example', status: '5.1.1', hard: true }])
})

test('what a carrier marks as refused by the user’s own filter is not for good', async () => {
  const head = ['From: Postmaster@ezweb.example', 'X-SPASIGN: NG', 'Subject: Mail System Error - Returned Mail']
  const { bounce } = await readMail(
    mailOf(head, '<robin@ezweb.example>: 550 user unknown (in reply to RCPT TO command)'),
  )
  expect(bounce?.recipients).toMatchObject([{ reason: 'filtered', hard: false }])
})

describe('hostile mail that looks like a report is read in bounded time', () => {
  const megabytes = (piece: string) => piece.repeat(Math.ceil((2 * 1024 * 1024) / piece.length))
  test.each([
    ['one endless line', megabytes('a@b.example ')],
    ['lines of brackets', megabytes('<a@b.example>: (expanded from\n')],
    ['lines of a conversation', megabytes('>>> RCPT To:<a@b.example>\n<<< 550 5.1.1 no\n')],
    ['labels without an end', megabytes('Recipient address:  ')],
    ['fields', megabytes('Final-Recipient: rfc822; a@b.example\nAction: failed\n')],
    ['blanks', `${megabytes(' \t')}\n@`],
    ['dashes', megabytes('-----\n')],
    ['open brackets of JSON', megabytes('[')],
    ['a notice with very many recipients', `{"event":"bounce","recipients":["${megabytes('a@b.example","')}"]}`],
    ['copies of headers', megabytes('Message-ID: <x\nReceived: y\n')],
    ['lines of blanks before an address', megabytes(`${' '.repeat(1900)}@x\n`)],
    ['labels before blanks', megabytes(`recipient${' '.repeat(1900)}x@\n`)],
    ['sentences before blanks', megabytes(`your message to${' '.repeat(1900)}@\n`)],
    ['expansions that do not end', megabytes(`<a@b.example> (expanded from${' '.repeat(1800)}@\n`)],
    ['words', megabytes('mailbox account user exceeded full quota not delivered ')],
  ])('%s', async (_, text) => {
    const head = ['Return-Path: <>', 'From: MAILER-DAEMON@mx.example', 'Subject: Returned mail']
    const spentMs = countCpuTime()
    const { bounce } = await readMail(mailOf(head, text))
    expect(spentMs()).toBeLessThan(1500)
    expect(bounce?.recipients.length ?? 0).toBeLessThanOrEqual(200)
  })
})
