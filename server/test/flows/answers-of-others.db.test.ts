import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Suggestion } from '@throughline/protocol/customers/merges.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { IssueLink } from '@throughline/protocol/issues/links.ts'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { colleague, type Colleague } from '../colleague.ts'
import { sendMail } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'

/** Somebody else answers a mail of ours: on their own thread, linked with the issue that it is about. */
const publicOrigin = 'http://localhost:3000'
const polled = { timeout: 15_000 }
let sink: SmtpSink
let app: TestApp
let ben: Colleague
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  sink = await startSmtpSink()
  stops.defer(() => sink.close())
  app = stops.use(await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}`, PUBLIC_URL: publicOrigin } }))
  ben = await colleague(app, publicOrigin, 'Ben')
})
afterAll(() => stops.disposeAsync())

async function customerOf(address: string): Promise<Customer> {
  const { items } = await app.api<{ items: Customer[] }>('GET', `/customers?query=${encodeURIComponent(address)}`)
  return items[0]!
}
const threadOf = async ({ id }: Pick<Customer, 'id'>) =>
  (await app.api<{ items: Entry[] }>('GET', `/customers/${id}/thread?limit=200`)).items
const linksOf = async (issueId: string | null) =>
  (await app.api<{ items: IssueLink[] }>('GET', `/issues/${issueId}/links`)).items
const suggestionsOf = async ({ id }: Customer) =>
  (await app.api<{ items: Suggestion[] }>('GET', `/customers/${id}/suggestions`)).items

/** Somebody has written, and our answer has left. */
async function answered(from: string, cc: string[] = []): Promise<{ question: Entry; mail: Email }> {
  const copies = cc.length > 0 ? { cc } : {}
  await sendMail(app.smtpPort, { from, subject: 'An offer', text: 'How much is it?', ...copies })
  const address = /<(.*)>/.exec(from)?.[1] ?? from
  const [question] = await threadOf(await customerOf(address))
  await app.api('POST', `/issues/${question!.issueId}/assignment`, { ownerId: ben.id })
  const body = { kind: 'message', text: 'Ten.', issueId: question!.issueId, content: copies }
  await app.api('POST', `/customers/${question!.customerId}/entries`, body)
  await expect.poll(() => sink.mails.filter(({ to }) => to.includes(address)).length, polled).toBe(1)
  return { question: question!, mail: await PostalMime.parse(sink.mails.find(({ to }) => to.includes(address))!.raw) }
}
const answer = ({ messageId, replyTo, from: sender }: Email, from: string, more: object = {}) =>
  sendMail(app.smtpPort, {
    from,
    to: replyTo?.[0]?.address ?? sender!.address!,
    subject: 'Re: An offer',
    inReplyTo: messageId!,
    references: messageId!,
    text: 'Agreed.',
    ...more,
  })

const people: [string, string, string[], string][] = [
  ['a colleague in copy', 'Anna <anna@firm.example>', ['bert@firm.example'], 'Bert <bert@firm.example>'],
  ['the same person from another address', 'Lou <lou@mail.example>', [], 'lou.private@other.example'],
  ['somebody to whom it was forwarded', 'nora@mail.example', [], 'Olaf <olaf@elsewhere.example>'],
  ['somebody known, who has other issues', 'pia@mail.example', [], 'Known <known@mail.example>'],
]
test.each(people)(
  'an answer of %s is linked with the issue, its owner is told, and both may be one person',
  async (_, from, cc, other) => {
    if (other.startsWith('Known'))
      await sendMail(app.smtpPort, { from: other, subject: 'A lamp', text: 'It is broken.' })
    const { question, mail } = await answered(from, cc)
    await answer(mail, other)
    const address = /<(.*)>/.exec(other)?.[1] ?? other
    const stranger = await customerOf(address)
    const reply = (await threadOf(stranger)).find(({ text }) => text.startsWith('Agreed'))!
    expect(reply.issueId).not.toBe(question.issueId)
    await expect
      .poll(() => linksOf(question.issueId), polled)
      .toMatchObject([
        { issue: { id: reply.issueId }, customer: { id: stranger.id }, wasAnswered: true, entryId: reply.id },
      ])
    expect(await linksOf(reply.issueId)).toMatchObject([{ issue: { id: question.issueId }, wasAnswered: false }])

    const told = (await threadOf({ id: question.customerId })).filter(({ kind }) => kind === 'event').at(-1)!
    expect(told.text).toContain('answered a mail of this issue')
    // Each may be hidden from who sees the other: the links name those whom the caller may see.
    const heard = /<(.*)>/.exec(from)?.[1] ?? from
    const toldOther = (await threadOf(stranger)).filter(({ kind }) => kind === 'event').at(-1)!
    expect(toldOther.text).toContain('It answers a mail')
    for (const { text } of [told, toldOther]) {
      for (const name of [heard, address, reply.author.name]) expect(text).not.toContain(name)
    }
    const notified = async () =>
      (await ben.told()).filter(({ kind, issue }) => kind === 'answered_elsewhere' && issue?.id === question.issueId)
    await expect.poll(notified, polled).toHaveLength(1)

    const reason = { agreement: `answered a mail that we sent to ${heard}` }
    for (const [one, another] of [
      [stranger, await customerOf(heard)],
      [await customerOf(heard), stranger],
    ] as const) {
      const found = (await suggestionsOf(one)).find(({ customerId }) => customerId === another.id)
      expect(found?.evidence).toContainEqual(expect.objectContaining(reason))
    }
    // What follows on the same issue is told once.
    await answer(mail, other, { text: 'Agreed. And when?' })
    await answer(mail, other, { text: 'Agreed. And where?' })
    expect(await linksOf(question.issueId)).toHaveLength(1)
  },
)

test('a name that was not ours, or that anybody could make up, links nothing and suggests nobody', async () => {
  const { question, mail } = await answered('quinn@mail.example')
  const madeUp = `<${'0'.repeat(32)}.${'0'.repeat(12)}@shop.example>`
  for (const [index, inReplyTo] of [
    madeUp,
    question.content.type === 'email' ? question.content.messageId! : '',
  ].entries()) {
    await answer({ ...mail, messageId: inReplyTo }, `mallory-${index}@evil.example`)
  }
  // What is linked afterwards has been looked at later.
  await answer(mail, 'rob@mail.example')
  await expect.poll(() => linksOf(question.issueId), polled).toHaveLength(1)
  const [link] = await linksOf(question.issueId)
  expect(link!.customer.id).toBe((await customerOf('rob@mail.example')).id)
  for (const index of [0, 1]) {
    expect(await suggestionsOf(await customerOf(`mallory-${index}@evil.example`))).toEqual([])
  }
})

test('of the customer’s own answer nothing is linked', async () => {
  const { question, mail } = await answered('sam@mail.example')
  await answer(mail, 'sam@mail.example')
  const { status } = await app.api<Issue>('GET', `/issues/${question.issueId}`)
  expect(status).toBe('waiting_on_us')
  await answer(mail, 'tom@mail.example')
  await expect.poll(() => linksOf(question.issueId), polled).toHaveLength(1)
})
