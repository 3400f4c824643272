import { randomBytes } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { hostToken, newVisitor } from '../server/test/visitor.ts'
import { openBrowser } from './browser.ts'
import { chunksOf, eachOf, htmlParts, numbersIn, packed, payloads, type HtmlPart } from './hostile/payloads.ts'
import { startCatcher, suspiciousMarkup, watch, type Catcher, type IsOwn } from './hostile/watch.ts'
import { idOf } from './seed.ts'
import { admin, startServer, type TestServer } from './server.ts'
import { startSite, type Site } from './site.ts'

// Every hostile text of the corpus through every way in (the body of a mail in HTML and in plain text, its subject, the
// sender's name, chat from both sides, visitors' and customers' names and details, files and their names), opened in the
// desk and in the widget: nothing runs, nothing is fetched, and what is text is shown as it was written.

const secret = randomBytes(32).toString('base64url')
const mailer = 'robin@corpus.example'
const names = packed(200, ' ')
const texts = packed(1800, '\n')
const fileNames = packed(100, ' ')

let server: TestServer
let browser: Browser
let catcher: Catcher
let site: Site
let chatId: string
let customerId: string
/** Robin's thread, as the API tells it. */
let entries: Entry[]
const findings: string[] = []

beforeAll(async () => {
  ;[catcher, server, site] = await Promise.all([startCatcher(), startServer(), startSite()])
  browser = await openBrowser([catcher.flag])
  const settings = { allowedOrigins: [site.origin], identity: { secret } }
  chatId = idOf(await server.api('POST', '/channels', { kind: 'webchat', name: 'Shop', settings })).id
  customerId = await chat()
  await sendMails()
  await nameCustomers()
  entries = await readThread()
  // Stored as it was written, by the visitor and by staff.
  const stored = new Map<string, number>()
  for (const { text } of entries) stored.set(text, (stored.get(text) ?? 0) + 1)
  expect(texts.filter((text) => (stored.get(text) ?? 0) < 2)).toEqual([])
}, 300_000)

afterEach(() => {
  const calls = [...findings.splice(0), ...catcher.calls.splice(0)]
  expect(calls).toEqual([])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await site?.close()
  catcher?.close()
}, 180_000)

const tokenOfRobin = (): string =>
  hostToken(secret, { sub: 'robin', name: names[0], email: mailer, email_verified: true })

/** Said by the visitor on several devices, with files; and the same by staff. */
async function chat(): Promise<string> {
  let customer = ''
  for (const said of chunksOf(texts, 50)) {
    const robin = newVisitor(server, chatId)
    await robin.identify(tokenOfRobin())
    const file = await robin.upload(`${payloads[0]?.slice(0, 80)}.svg`, hostileSvg())
    const first = await robin.say('With a file', { attachmentIds: [file.body.id] })
    customer = Object(await server.api('GET', `/entries/${first.id}`)).customerId
    for (const text of said) await robin.say(text)
  }
  const staffSays = { kind: 'message', channelId: chatId }
  for (const text of texts) await server.api('POST', `/customers/${customer}/entries`, { ...staffSays, text })
  return customer
}

/** Bodies in HTML, many payloads to a mail; those that another one swallowed again, one to a mail. Then plain text. */
async function sendMails(): Promise<void> {
  const every = payloads.map((_, number) => number)
  await mailAll(htmlParts(every, 40))
  const shown = await numbersShown()
  await mailAll(
    htmlParts(
      every.filter((number) => !shown.has(number)),
      1,
    ),
  )
  await mailAll(texts.map((text) => ({ text })))
}

let mailCount = 0
async function mailAll(mails: readonly (HtmlPart | { text: string })[]): Promise<void> {
  const plain = { host: '127.0.0.1', port: server.smtpPort, secure: false, ignoreTLS: true }
  const transport = createTransport({ ...plain, pool: true, maxConnections: 6, maxMessages: Infinity })
  await eachOf(mails, 6, async (mail) => {
    const index = mailCount++
    await transport.sendMail({
      to: 'support@shop.example',
      from: { name: names[index % names.length] ?? '', address: mailer },
      subject: (names[index % names.length] ?? '').replaceAll(/\s+/g, ' '),
      ...('html' in mail ? { html: mail.html } : { text: mail.text }),
      attachments: [
        ...fileNames.slice(index * 4, index * 4 + 4).map((filename) => ({ filename, content: filename })),
        ...(index === 0 ? [{ filename: 'all.html', content: hostilePage() }] : []),
        ...(index === 1 ? [{ filename: 'all.svg', content: hostileSvg() }] : []),
      ],
    })
  })
  transport.close()
}

const hostilePage = (): string => `<!doctype html><body onload="alert('file')">${payloads.join('\n')}`
const hostileSvg = (): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" onload="alert('svg')"><script>alert('svg')</script>${payloads.join('\n')}</svg>`

/** As names and details of customers. */
async function nameCustomers(): Promise<void> {
  await eachOf(names, 4, async (displayName, index) => {
    const details = { [displayName.slice(0, 100).toWellFormed().trim() || 'x']: displayName }
    await server.api('POST', '/customers', { displayName, ...(index % 20 === 0 ? { attributes: details } : {}) })
  })
  const anonymous = newVisitor(server, chatId)
  await anonymous.say('Guess my name')
  expect((await anonymous.ask('PUT', '/reach', { name: names[1], email: 'a@corpus.example' })).status).toBe(200)
}

async function readThread(): Promise<Entry[]> {
  const all: Entry[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: Entry[]; nextCursor: string | null } = Object(
      await server.api('GET', `/customers/${customerId}/thread?limit=200${cursor && `&cursor=${cursor}`}`),
    )
    all.push(...page.items)
    cursor = page.nextCursor
  }
  return all
}

const hasHtml = ({ content }: Entry): boolean => content.type === 'email' && content.hasHtml

/** Of which payloads the numbers are in what the desk is given to show. */
async function numbersShown(): Promise<Set<number>> {
  const shown = new Set<number>()
  await eachOf((await readThread()).filter(hasHtml), 4, async ({ id }) => {
    const { html, quotedHtml } = Object(await server.api('GET', `/entries/${id}/html`))
    for (const number of numbersIn(`${html} ${quotedHtml}`)) shown.add(number)
  })
  return shown
}

const isDesk: IsOwn = ({ origin, pathname }, type) => {
  if (origin !== server.url) return false
  if (type === 'document') return /^\/($|inbox$|customers)/.test(pathname)
  if (type === 'image') return /^\/(assets\/|mark\.svg$|api\/v1\/attachments\/[\w-]{36}$|favicon)/.test(pathname)
  if (type === 'fetch' || type === 'xhr' || type === 'websocket') return pathname.startsWith('/api/')
  return pathname.startsWith('/assets/') || /^\/[a-z-]+\.(js|css|svg|webmanifest)$/.test(pathname)
}

const isWidget: IsOwn = ({ origin, pathname }, type) => {
  if (origin === site.origin) return type === 'document'
  if (origin !== server.url) return false
  if (type === 'document') return pathname === `/widget/frame/${chatId}`
  if (type === 'fetch' || type === 'xhr' || type === 'websocket')
    return pathname.startsWith(`/api/v1/webchat/${chatId}`)
  return /^\/widget(\.js|\/assets\/)/.test(pathname)
}

async function openDesk(path: string): Promise<Page> {
  const context = await watched(isDesk)
  const { email, password } = admin
  const headers = { origin: server.url }
  await context.request.post(`${server.url}/api/auth/sign-in/email`, { data: { email, password }, headers })
  const page = await context.newPage()
  await page.goto(server.url + path)
  return page
}

async function watched(isOwn: IsOwn): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 8000 }, locale: 'en-GB' })
  context.setDefaultTimeout(30_000)
  watch(context, findings, isOwn)
  return context
}

async function lookThrough(frame: Page | Frame): Promise<void> {
  findings.push(...(await frame.evaluate<string[]>(suspiciousMarkup)))
}

const script = (work: string, given: unknown): string => `(${work})(${JSON.stringify(given)})`

test('the watch sees what these payloads do to a page that does not clean them, and what walls stop', async () => {
  const context = await watched(() => false)
  const page = await context.newPage()
  for (const chunk of chunksOf(payloads.slice(0, 200), 20)) {
    await page.setContent(chunk.join('\n'), { waitUntil: 'commit' })
  }
  await expect.poll(() => findings.filter((finding) => finding.startsWith('dialog')).length).toBeGreaterThan(3)
  const walled = '<iframe sandbox="allow-same-origin" srcdoc="<script>alert(1)</script>"></iframe>'
  await page.setContent(
    `${walled}<a href="javascript:alert(1)" onclick="alert(2)">x</a><img src="http://evil.example/x">`,
  )
  await lookThrough(page)
  await expect.poll(() => catcher.calls.length).toBeGreaterThan(0)
  await context.close()
  const seen = new Set(findings.splice(0).map((finding) => finding.split(':')[0]))
  catcher.calls.splice(0)
  expect([...seen]).toEqual(expect.arrayContaining(['dialog', 'image', 'stopped by a wall', '<a href="javascript']))
})

test('every payload by mail and by chat is shown in the thread and does nothing', async () => {
  const page = await openDesk(`/customers/${customerId}/thread`)
  await page.locator('[data-entry]').first().waitFor()
  const ids = new Set(entries.filter(({ kind }) => kind === 'message').map(({ id }) => id))
  const shown = new Map<string, string>()
  const numbers = new Set<number>()
  const htmlIds = entries.filter(hasHtml).map(({ id }) => id)
  const firstId = entries.find(({ id }) => ids.has(id))?.id ?? ''
  await expect
    .poll(() => page.evaluate<boolean>(script(scrollToTop, firstId)), { timeout: 120_000, interval: 50 })
    .toBe(true)
  for (let isAtEnd = false; !isAtEnd;) {
    const step = await page.evaluate<Step>(script(lookAndScroll, htmlIds))
    for (const [id, text] of Object.entries(step.texts)) if (ids.has(id)) shown.set(id, text)
    for (const number of numbersIn(step.mail)) numbers.add(number)
    await lookThrough(page)
    expect(findings).toEqual([])
    isAtEnd = step.isAtEnd
  }
  expect(shown.size).toBe(ids.size)
  expect(numbers.size).toBe(payloads.length)
  for (const { id, text, content } of entries) {
    if (content.type === 'text' && text !== '') expect(shown.get(id)).toContain(text)
  }
  await page.context().close()
}, 300_000)

interface Step {
  readonly texts: Record<string, string>
  /** All that mails in HTML show. */
  readonly mail: string
  readonly isAtEnd: boolean
}

/** Older entries come in when one is near the top. True once the very first one is there. */
const scrollToTop = `(firstId) => {
  document.querySelector('[data-thread-scroller]').scrollTop = 0
  return document.querySelector('[data-entry="' + firstId + '"]') !== null
}`

/**
 * Waits until what is in sight is drawn, unfolds what is folded, tells what is there, and goes down by most of a
 * screen. Text and mails are read as a person sees them: from the document, not from what was sent.
 */
const lookAndScroll = `async (htmlIds) => {
  const isHtml = new Set(htmlIds)
  const scroller = document.querySelector('[data-thread-scroller]')
  const entries = () => [...document.querySelectorAll('[data-entry]')]
  const isDrawn = (frame) => frame.contentDocument?.readyState === 'complete' && frame.contentDocument.body?.childNodes.length > 0
  const giveUpAt = Date.now() + 20000
  for (;;) {
    for (const fold of document.querySelectorAll('[data-entry] button[aria-expanded="false"]')) fold.click()
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const isReady = entries().every((entry) => {
      const frames = [...entry.querySelectorAll('iframe')]
      return (frames.length > 0 || !isHtml.has(entry.dataset.entry)) && frames.every(isDrawn)
    })
    if (isReady && entries().length > 0) break
    if (Date.now() > giveUpAt) throw new Error('Some mails were not drawn.')
  }
  const texts = Object.fromEntries(entries().map((entry) => [entry.dataset.entry, entry.textContent]))
  const mail = [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument.body.textContent).join(' ')
  const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1
  scroller.scrollTop += scroller.clientHeight * 0.8
  return { texts, mail, isAtEnd }
}`

test('every payload as a name, in the list of customers and in their details, is shown and does nothing', async () => {
  const page = await openDesk('/customers')
  // Tall, so that few looks go over thousands of rows.
  await page.setViewportSize({ width: 1280, height: 6000 })
  const list = page.getByRole('list', { name: 'Customers' })
  await list.getByRole('listitem').first().waitFor()
  // Names are kept without what would turn the text after them around.
  const wanted = new Set(names.map((name) => name.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '').trim()))
  await expect
    .poll(
      async () => {
        const rows = await page.evaluate<string[]>(rowsAndScroll)
        await lookThrough(page)
        for (const name of wanted) if (rows.some((row) => row.includes(name))) wanted.delete(name)
        return wanted.size
      },
      { timeout: 120_000, interval: 0 },
    )
    .toBe(0)
  const { items } = Object(await server.api('GET', '/customers?limit=200'))
  for (const { id } of items.filter((_: unknown, index: number) => index % 20 === 0)) {
    await page.goto(`${server.url}/customers/${id}/thread`)
    await page.getByRole('region', { name: 'Thread' }).waitFor()
    await lookThrough(page)
  }
  await page.context().close()
}, 300_000)

const rowsAndScroll = `(async () => {
  const rows = [...document.querySelectorAll('ul[aria-label="Customers"] li')]
  const texts = rows.map((row) => row.textContent)
  const scroller = rows[0]?.closest('ul').parentElement
  if (scroller) scroller.scrollTop += scroller.clientHeight * 0.8
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  return texts
})()`

test('issues with payloads for subjects are listed and do nothing', async () => {
  const page = await openDesk('/inbox')
  await page.locator('[data-list] li').first().waitFor()
  await lookThrough(page)
  await page.context().close()
})

test('a file that could run is always a download', async () => {
  const page = await openDesk('/inbox')
  const files = entries
    .flatMap(({ attachments }) => attachments)
    .filter(({ name }) => name === 'all.html' || /\.svg/.test(name))
  expect(files.length).toBeGreaterThan(2)
  for (const { url } of files) {
    const { status, headers } = await page.evaluate<{ status: number; headers: Record<string, string> }>(
      script(
        `async (url) => { const answer = await fetch(url); return { status: answer.status, headers: Object.fromEntries(answer.headers) } }`,
        url,
      ),
    )
    expect(status).toBe(200)
    expect(headers['content-disposition']).toMatch(/^attachment/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toMatch(/sandbox|default-src 'none'/)
  }
  await page.context().close()
})

test('the widget shows all of it to the customer, and nothing of it does anything', async () => {
  const context = await watched(isWidget)
  const page = await context.newPage()
  await page.goto(site.put('/', { chat: { server: server.url, channelId: chatId } }))
  await page.waitForFunction('typeof window.Throughline?.open === "function"')
  await page.evaluate(
    script('(token) => { window.Throughline.identify(token); window.Throughline.open() }', tokenOfRobin()),
  )
  await expect.poll(() => page.frames().length).toBe(2)
  const frame = page.frames()[1]!
  await frame.locator('article').first().waitFor()
  const wanted = entries.filter(({ kind }) => kind === 'message').length
  const earlier = frame.locator('button.earlier')
  while ((await earlier.count()) > 0) {
    const before = await frame.locator('article').count()
    await earlier.click()
    await expect.poll(() => frame.locator('article').count(), { timeout: 30_000 }).toBeGreaterThan(before)
    await lookThrough(frame)
  }
  expect(await frame.locator('article').count()).toBe(wanted)
  await frame.evaluate('for (const more of document.querySelectorAll("button.more")) more.click()')
  const shown = await frame.evaluate<string[]>(
    '[...document.querySelectorAll("article")].map((one) => one.textContent)',
  )
  const isMissing = ({ content, text }: Entry) =>
    content.type === 'text' && shown.every((one) => !one.includes(text.slice(0, 1400)))
  expect(entries.filter(isMissing).map(({ text }) => text)).toEqual([])
  await lookThrough(frame)
  await context.close()
}, 300_000)
