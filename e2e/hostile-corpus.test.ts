import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portOf } from '../server/test/mail/ports.ts'
import { openBrowser } from './browser.ts'
import { admin, startServer, type TestServer } from './server.ts'

// Every hostile text of the corpus through every way in, opened in the desk: nothing runs, and nothing is fetched. The
// browser finds every name but the desk's own at a listener of ours, which writes down whoever calls.

const corpus = join(import.meta.dirname, '../server/test/corpus/html')
const read = (file: string): string => readFileSync(join(corpus, file), 'utf8')
const strings: unknown = JSON.parse(read('naughty-strings/blns.json'))
const payloads = [
  ...read('xss-payload-list/xss-payload-list.txt').split('\n'),
  ...(Array.isArray(strings) ? strings.map(String) : []),
].filter((payload) => payload.trim() !== '')
const perCustomer = 600
const perMessage = 40

let server: TestServer
let browser: Browser
let listener: Server
const callers: string[] = []
const dialogs: string[] = []
const strays: string[] = []

beforeAll(async () => {
  listener = createServer((socket) => {
    socket.once('data', (data) => callers.push(data.toString('latin1').slice(0, 200)))
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  server = await startServer()
  browser = await openBrowser([
    `--host-resolver-rules=MAP * 127.0.0.1:${portOf(listener)}, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
  ])
  await Promise.all([sendMails(), saySo(), nameThem()])
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  listener?.close()
})

/** As the body in HTML, the plain body, the subject, the sender's name and the name of a file. */
async function sendMails(): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: server.smtpPort,
    secure: false,
    ignoreTLS: true,
    pool: true,
    maxConnections: 6,
    maxMessages: Infinity,
  })
  let next = 0
  const sendSome = async () => {
    for (let index = next++; index < payloads.length; index = next++) {
      const payload = payloads[index] ?? ''
      await transport.sendMail({
        to: 'support@shop.example',
        from: { name: payload, address: `mail-${Math.floor(index / perCustomer)}@corpus.example` },
        subject: payload,
        text: payload,
        html: `<p>Number ${index}</p><div>${payload}</div>`,
        ...(index % 7 === 0 ? { attachments: [{ filename: payload.slice(0, 200), content: payload }] } : {}),
      })
    }
  }
  await Promise.all(Array.from({ length: 6 }, sendSome))
  transport.close()
}

/** By chat. Text is text: many may share a message. */
async function saySo(): Promise<void> {
  const channel = await server.api('POST', '/channels', { kind: 'api', name: 'Shop chat', settings: {} })
  const id = JSON.stringify(channel).match(/"id":"([^"]+)"/)?.[1] ?? ''
  for (let from = 0; from < payloads.length; from += perMessage) {
    await server.api('POST', `/channels/${id}/inbound`, {
      id: `chat-${from}`,
      from: { kind: 'handle', value: 'chat', name: payloads[from]?.slice(0, 100) },
      text: payloads
        .slice(from, from + perMessage)
        .join('\n')
        .replaceAll('\u0000', ''),
      attachments: [{ name: (payloads[from] ?? '').slice(0, 200), data: 'SGVsbG8=' }],
    })
  }
}

/** As names and details of customers. */
async function nameThem(): Promise<void> {
  for (let from = 0; from < payloads.length; from += 20) {
    const [displayName, value] = [payloads[from], payloads[from + 1] ?? '']
    await server.api('POST', '/customers', {
      displayName: displayName?.slice(0, 200),
      attributes: {
        [value.slice(0, 100) || 'x']: payloads
          .slice(from, from + 20)
          .join(' ')
          .slice(0, 4900),
      },
    })
  }
}

async function openDesk(path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 5000 } })
  context.setDefaultTimeout(20_000)
  const { email, password } = admin
  await context.request.post(`${server.url}/api/auth/sign-in/email`, {
    data: { email, password },
    headers: { origin: server.url },
  })
  const page = await context.newPage()
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    const isOwn =
      url.origin === server.url && /^\/(api\/v1\/|assets\/|$|inbox|customers|[a-z-]+\.(js|svg)$)/.test(url.pathname)
    if (!isOwn && !/^(data|blob|about):$/.test(url.protocol)) strays.push(request.url())
  })
  page.on('popup', (popup) => strays.push(`popup ${popup.url()}`))
  await page.goto(server.url + path)
  return page
}

/**
 * From the end to the beginning, a screen at a time, so that every row has been drawn once and every frame has loaded.
 * It is over when nothing more has come in above for a while.
 */
async function scrollThrough(page: Page): Promise<void> {
  let atTopSince = 0
  while (atTopSince === 0 || Date.now() - atTopSince < 2000) {
    const isAtTop = await page.evaluate<boolean>(`(async () => {
      const element = document.querySelector('[data-thread-scroller]')
      const before = element.scrollHeight
      element.scrollTop -= element.clientHeight * 0.9
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      await Promise.all([...document.querySelectorAll('iframe')].map((frame) =>
        frame.contentDocument?.readyState === 'complete' || new Promise((resolve) => {
          frame.addEventListener('load', resolve, { once: true })
          setTimeout(resolve, 1000)
        })))
      return element.scrollTop <= 0 && element.scrollHeight === before
    })()`)
    atTopSince = isAtTop ? atTopSince || Date.now() : 0
  }
}

function expectNothing(): void {
  expect(dialogs).toEqual([])
  expect(callers).toEqual([])
  expect(strays).toEqual([])
}

test('every payload, as body, subject, name and file of a mail, is shown in the thread and does nothing', async () => {
  const { items } = Object(await server.api('GET', '/customers?query=corpus.example&limit=100'))
  const ids: string[] = items.map((item: { id: string }) => item.id)
  expect(ids.length).toBe(Math.ceil(payloads.length / perCustomer))
  const page = await openDesk('/inbox')
  const shown = new Set<string>()
  await page.exposeFunction('sawNumber', (number: string) => shown.add(number))
  for (const id of ids) {
    await page.goto(`${server.url}/customers/${id}/thread`)
    await page.locator('[data-entry]').first().waitFor()
    await page.evaluate(`window.watching = setInterval(() => {
      for (const frame of document.querySelectorAll('iframe')) {
        const number = frame.contentDocument?.body?.textContent.match(/^Number (\\d+)/)?.[1]
        if (number && !frame.dataset.seen) { frame.dataset.seen = '1'; window.sawNumber(number) }
      }
    }, 20)`)
    await scrollThrough(page)
  }
  await page.context().close()
  expectNothing()
  // All of them were on the screen, but for what scrolling was too quick for.
  expect(shown.size).toBeGreaterThan(payloads.length * 0.9)
}, 600_000)

test('every payload by chat, and as a customer’s name and details, is shown and does nothing', async () => {
  const page = await openDesk('/customers')
  const { items } = Object(await server.api('GET', '/customers?query=chat&limit=10'))
  for (const { id } of items) {
    await page.goto(`${server.url}/customers/${id}/thread`)
    await page.locator('[data-entry]').first().waitFor()
    await scrollThrough(page)
  }
  const { items: named } = Object(await server.api('GET', '/customers?limit=60'))
  for (const { id } of named) {
    await page.goto(`${server.url}/customers/${id}/thread`)
    await page.getByRole('region', { name: 'Thread' }).waitFor()
  }
  await page.context().close()
  expectNothing()
}, 600_000)
