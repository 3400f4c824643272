import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendMail, sendRaw } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'

let sink: SmtpSink
let app: TestApp
beforeAll(async () => {
  sink = await startSmtpSink()
  app = await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } })
})
afterAll(async () => {
  await app.stop()
  await sink.close()
})

async function threadOf(address: string): Promise<Entry[]> {
  const { items } = await app.api<{ items: Customer[] }>('GET', `/customers?query=${encodeURIComponent(address)}`)
  return (await app.api<{ items: Entry[] }>('GET', `/customers/${items[0]!.id}/thread?limit=200`)).items
}
interface Folded {
  replyText: string
  quotedText: string
}
const foldedOf = (entry: Entry | undefined) => entry!.content as unknown as Folded
const htmlOf = (entry: Entry | undefined) =>
  app.api<{ html: string; quotedHtml: string }>('GET', `/entries/${entry!.id}/html`)

const between =
  '<div dir="ltr"><br></div><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Sat, Nov 28, 2026 at 10:00 AM Support &lt;support@shop.test&gt; wrote:<br></div><blockquote class="gmail_quote"><div>Which model is it?</div></blockquote><div><br></div><div>It is model K2.</div><blockquote class="gmail_quote"><div>And since when?</div></blockquote><div>Since Monday.</div></div>'
const betweenPlain =
  'On Sat, Nov 28, 2026 at 10:00 AM Support <support@shop.test> wrote:\n\n> Which model is it?\n>\n\nIt is model K2.\n\n\n> And since when?\n>\n\nSince Monday.\n'

test.each([
  ['both forms', { text: betweenPlain, html: between }],
  ['HTML alone', { html: between }],
  ['text alone', { text: betweenPlain }],
])('answers between quotes are shown without unfolding: %s', async (name, body) => {
  const from = `gina-${name.replace(' ', '-')}@mail.test`.toLowerCase()
  await sendMail(app.smtpPort, { from, subject: 'Re: Your order', inReplyTo: '<x@y.test>', ...body })
  const [entry] = await threadOf(from)
  expect(foldedOf(entry).replyText).toMatch(/It is model K2\.[^]*Since Monday\./)
  if ('html' in body) expect((await htmlOf(entry)).html).toMatch(/It is model K2\.[^]*Since Monday\./)
  await expect
    .poll(async () => (await app.api<{ items: unknown[] }>('GET', '/search?query=K2')).items.length)
    .toBeGreaterThan(0)
})

test.each([
  'Hello,\nmy data:\n\nFrom: Hamburg\nTo: Munich\nDate: 3 December\nSubject: piano\n\nCan you move it?',
  'Hello,\n\nFrom: anna@firm.test\nTo: bob@firm.test\nDate: 3 December 2026 10:15\nSubject: access\n\nCan you move it?',
  'Hello,\n\n> a list\n> of mine\n\nOn Monday, 23 Nov 2026 at 10:00, Bo <bo@firm.test> wrote:\nlost.\n\nCan you move it?',
  'Guten Tag,\n\nVon: Hamburg\nGesendet: 3. Dezember 2026 10:15\nAn: München\nBetreff: Klavier\n\nCan you move it?',
])('a mail that answers nothing quotes nothing (%#)', async (text) => {
  const from = `quo-${text.length}@mail.test`
  await sendMail(app.smtpPort, { from, subject: 'Delivery', text })
  const [entry] = await threadOf(from)
  expect(foldedOf(entry)).toMatchObject({ quotedText: '' })
  expect(foldedOf(entry).replyText).toContain('Can you move it?')
})

test('an answer written into our mail without any mark is theirs, and what we said is folded', async () => {
  const from = 'ivo@mail.test'
  await sendMail(app.smtpPort, { from, subject: 'Kettle', text: 'It leaks.' })
  const [asked] = await threadOf(from)
  await app.api('POST', `/customers/${asked!.customerId}/entries`, {
    kind: 'message',
    text: 'Thank you for writing to us about it.\n\nWhich model of the kettle do you have?\n\nAnd since when does it leak from below?',
  })
  await expect.poll(() => sink.mails.filter(({ to }) => to.includes(from)).length, { timeout: 15_000 }).toBe(1)
  const answer = await PostalMime.parse(sink.mails.find(({ to }) => to.includes(from))!.raw)
  const header =
    'From: Shop <support@shop.example>\nSent: Saturday, November 28, 2026 10:00 AM\nTo: Ivo\nSubject: Re: Kettle'
  const lines = [
    'Thank you for writing to us about it.',
    'Which model of the kettle do you have?',
    'The K2 from May.',
    'And since when does it leak from below?',
    'Since Monday.',
  ]
  await sendMail(app.smtpPort, {
    from,
    subject: 'Re: Kettle',
    inReplyTo: answer.messageId!,
    text: `Below.\n\n${header}\n\n${lines.join('\n\n')}`,
    html: `<p>Below.</p><div id="divRplyFwdMsg">${header.replaceAll('<', '&lt;').replaceAll('\n', '<br>')}</div>${lines.map((line) => `<p>${line}</p>`).join('')}`,
  })
  const entry = (await threadOf(from))[2]
  expect(foldedOf(entry).replyText.replace(/\n+/g, '\n')).toBe('Below.\nThe K2 from May.\nSince Monday.')
  const { html, quotedHtml } = await htmlOf(entry)
  expect(html).toMatch(/Below\.[^]*The K2 from May\.[^]*Since Monday\./)
  expect(html).not.toContain('Which model')
  expect(quotedHtml).toContain('Which model')
})

test('a mail of nothing but a quote shows the quote', async () => {
  await sendRaw(
    app.smtpPort,
    'nix@mail.test',
    'From: nix@mail.test\r\nTo: support@shop.example\r\nSubject: Re: x\r\nMessage-ID: <nix@mail.test>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<blockquote type="cite"><div class="gmail_quote">Order K77 is broken</div></blockquote>',
  )
  const [entry] = await threadOf('nix@mail.test')
  expect(foldedOf(entry).replyText).toContain('K77')
  expect((await htmlOf(entry)).html).toContain('K77')
})

test('the search finds what a mail quotes only where it was not said before, and signatures once', async () => {
  const from = 'sam@mail.test'
  const hits = async (word: string) =>
    (await app.api<{ items: { entry?: { id: string } }[] }>('GET', `/search?query=${word}`)).items.length
  const quote = 'On Tue, 24 Nov 2026 at 15:12, Shop <s@shop.test> wrote:\n> The zebrafinch needs a larger cage now.'
  const signature = '-- \nSam\nQuokkaworks, Street 1'
  await sendMail(app.smtpPort, {
    from,
    subject: 'Re: Bird',
    text: `Thanks.\n\n${quote}\n\n${signature}`,
    messageId: '<s1@mail.test>',
  })
  await expect.poll(() => hits('zebrafinch')).toBe(1)
  expect(await hits('quokkaworks')).toBe(1)
  await sendMail(app.smtpPort, {
    from,
    subject: 'Re: Bird',
    inReplyTo: '<s1@mail.test>',
    references: ['<s1@mail.test>'],
    text: `One narwhal more.\n\n${quote}\n\n${signature}`,
  })
  await expect.poll(() => hits('narwhal')).toBe(1)
  expect(await hits('zebrafinch')).toBe(1)
  expect(await hits('quokkaworks')).toBe(1)
  expect(foldedOf((await threadOf(from))[1]).replyText).toBe('One narwhal more.')
})
