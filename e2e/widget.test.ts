import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostToken } from '../server/test/visitor.ts'
import { chatOn, connectSite, hostSecret, type ChatSite } from './chat.ts'
import { soon, useDesk } from './desk.ts'

const desk = useDesk()
let site: ChatSite
let shop: string
beforeAll(async () => {
  site = await connectSite(desk.server)
  shop = site.put('/')
})
afterAll(() => site?.close())

/** What this device keeps for the site: every kind of storage that a page has. */
async function keptBy(page: Page): Promise<{ cookies: number; local: string[]; session: string[]; databases: number }> {
  const [local, session, databases] = await page.evaluate<[string[], string[], number]>(
    `indexedDB.databases().then((found) => [Object.keys(localStorage), Object.keys(sessionStorage), found.length])`,
  )
  return { cookies: (await page.context().cookies()).length, local, session, databases }
}

async function rowsOf(...tables: string[]): Promise<number[]> {
  const counts = tables.map((table) => desk.server.database.pool.query(`select count(*)::int as count from ${table}`))
  return (await Promise.all(counts)).map(({ rows }) => rows[0].count)
}

/** The customer who said this, for staff. */
async function customerWho(said: string): Promise<string> {
  let found: string | undefined
  await expect
    .poll(async () => {
      const query = 'select customer_id from entries where text = $1'
      found = (await desk.server.database.pool.query(query, [said])).rows[0]?.customer_id
      return found
    }, soon)
    .toBeDefined()
  return found!
}

const answer = (customerId: string, text: string): Promise<unknown> =>
  desk.server.api('POST', `/customers/${customerId}/entries`, { kind: 'message', text })

test('a visitor who only looks leaves nothing: on the device, or with us', async () => {
  const tables = ['visitor_sessions', 'customers', 'identities', 'entries', 'issues', 'contacts']
  const before = await rowsOf(...tables)
  const page = await desk.visit(shop)
  const chat = chatOn(page)
  await chat.launcher.waitFor()
  expect(await keptBy(page)).toEqual({ cookies: 0, local: [], session: [], databases: 0 })
  await chat.open()
  await chat.frame.getByText('Hello! Write to us here.').waitFor()
  await chat.close()
  expect(await keptBy(page)).toEqual({ cookies: 0, local: [], session: [], databases: 0 })
  const inFrame = page.frames().find((frame) => frame.url().includes('/widget/frame/'))!
  expect(await inFrame.evaluate('[document.cookie, localStorage.length, sessionStorage.length]')).toEqual(['', 0, 0])
  expect(await rowsOf(...tables)).toEqual(before)

  await chat.open()
  await chat.write('Now I act.')
  await chat.frame.getByText('Delivered').waitFor()
  expect((await keptBy(page)).cookies).toBe(0)
  expect(await rowsOf('visitor_sessions')).toEqual([before[0]! + 1])
  expect(desk.strayRequests).toEqual([])
})

test('an answer that comes while the chat is closed is counted, also after a reload, until it is seen', async () => {
  const page = await desk.visit(shop)
  const chat = chatOn(page)
  await chat.open()
  await chat.write('Do you have a moka pot?')
  const customerId = await customerWho('Do you have a moka pot?')
  await chat.close()
  await answer(customerId, 'For six cups.')
  await page.getByRole('button', { name: 'Open the chat. New messages: 1' }).waitFor()
  await answer(customerId, 'And for three.')
  await page.getByRole('button', { name: 'Open the chat. New messages: 2' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Open the chat. New messages: 2' }).click()
  await chat.frame.getByText('New messages', { exact: true }).waitFor()
  await chat.said('And for three.').waitFor()
  await chat.close()
  await page.getByRole('button', { name: 'Open the chat', exact: true }).waitFor()
  const { rows } = await desk.server.database.pool.query(
    'select state from deliveries join entries on entries.id = deliveries.entry_id where text = $1',
    ['And for three.'],
  )
  expect(rows).toEqual([{ state: 'read' }])
})

test('files and emoji go along; a picture is shown, and any file can be saved', async () => {
  const page = await desk.visit(shop)
  const chat = chatOn(page)
  await chat.open()
  await chat.frame.getByRole('button', { name: 'Emoji' }).click()
  await chat.frame.getByRole('button', { name: '👍' }).click()
  expect(await chat.field.inputValue()).toBe('👍')
  await chat.frame.locator('input[type=file]').setInputFiles([
    { name: 'leak.png', mimeType: 'image/png', buffer: Buffer.from(onePixel, 'base64') },
    { name: 'receipt <b>.html', mimeType: 'text/html', buffer: Buffer.from('<script>alert(1)</script>') },
  ])
  await chat.frame.getByText('receipt <b>.html').waitFor()
  await chat.frame.getByRole('button', { name: 'Send' }).click()
  await chat.frame.getByRole('img', { name: 'Picture: leak.png' }).waitFor()
  const saving = page.waitForEvent('download')
  await chat.frame.getByRole('button', { name: /^Download receipt/ }).click()
  expect((await saving).suggestedFilename()).toMatch(/^receipt/)
})
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('what is too much is refused in a sentence, and nothing that was written is lost', async () => {
  const page = await desk.visit(shop)
  const chat = chatOn(page)
  await chat.open()
  const long = 'x'.repeat(100_001)
  await chat.write(long)
  await chat.frame.getByText('At most 100000 characters in one message. Yours has 100001.').waitFor()
  expect(await chat.field.inputValue()).toBe(long)
  await chat.write(long.slice(1))
  await chat.frame.getByText('Delivered').waitFor()

  const files = chat.frame.locator('input[type=file]')
  const small = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })
  await files.setInputFiles(Array.from({ length: 500 }, (_, i) => small(`${i}.txt`)))
  await chat.frame.getByText('At most 10 files in one message. None of these 500 was added.').waitFor()
  await files.setInputFiles([
    { name: 'film.mov', mimeType: 'video/quicktime', buffer: Buffer.alloc(26 * 1024 * 1024) },
    small('note.txt'),
  ])
  await chat.frame.getByText(/^film.mov was not added: at most 25/).waitFor()
  await files.setInputFiles([{ name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) }])
  await chat.frame.getByText('nothing.txt is empty or a folder and was not added.').waitFor()
  await chat.frame.getByRole('button', { name: 'Send' }).click()
  await chat.frame.getByRole('button', { name: /^Download note.txt/ }).waitFor()
}, 60_000)

test('who the site signed in has their talk until they log out, which wipes the device; a wrong token changes nothing', async () => {
  const page = await desk.visit(shop)
  const chat = chatOn(page)
  await chat.open()
  await page.evaluate(
    `window.heard = []; for (const name of ['identified', 'identityRefused', 'logout', 'message']) {
       Throughline.on(name, (detail) => window.heard.push([name, detail])) }`,
  )
  const heard = (): Promise<[string, unknown][]> => page.evaluate('window.heard')
  const identify = (token: string): Promise<unknown> => page.evaluate(`Throughline.identify(${JSON.stringify(token)})`)
  await identify(hostToken('another-secret-of-somebody-else-32-bytes', { sub: 'kim' }))
  await expect.poll(heard, soon).toEqual([['identityRefused', expect.stringContaining('signature')]])
  expect((await keptBy(page)).local).toEqual([])

  await identify(hostToken(hostSecret, { sub: 'kim', name: 'Kim' }))
  await expect.poll(heard, soon).toContainEqual(['identified', 'kim'])
  await chat.write('It is me, Kim.')
  await answer(await customerWho('It is me, Kim.'), 'Hello Kim')
  await chat.said('Hello Kim').waitFor()
  await expect.poll(heard, soon).toContainEqual(['message', { author: expect.any(String), text: 'Hello Kim' }])

  await chat.field.fill('half a sentence')
  await page.evaluate('Throughline.logout()')
  await expect.poll(heard, soon).toContainEqual(['logout', null])
  await expect.poll(() => keptBy(page), soon).toEqual({ cookies: 0, local: [], session: [], databases: 0 })
  await chat.open()
  expect(await chat.texts()).toEqual([])
  expect(await chat.field.inputValue()).toBe('')
  // It stood open, and does so on the next page, where it takes the focus from nothing.
  await page.reload()
  await chat.field.waitFor()
  expect(await page.evaluate('document.activeElement.tagName')).toBe('BODY')
  expect(await chat.texts()).toEqual([])

  await identify(hostToken(hostSecret, { sub: 'kim', name: 'Kim' }))
  await expect.poll(() => chat.texts(), soon).toEqual(['It is me, Kim.', 'Hello Kim'])
})

test('a visitor on a shared device can remove the chat from it; the team keeps it', async () => {
  const page = await desk.visit(shop)
  const chat = chatOn(page)
  await chat.open()
  await chat.write('From the library.')
  const customerId = await customerWho('From the library.')
  await chat.frame.getByRole('button', { name: 'More' }).click()
  await chat.frame.getByRole('button', { name: 'Forget this chat on this device' }).click()
  await chat.launcher.waitFor()
  expect(await keptBy(page)).toEqual({ cookies: 0, local: [], session: [], databases: 0 })
  await chat.open()
  expect(await chat.texts()).toEqual([])
  const thread = await desk.server.api('GET', `/customers/${customerId}/thread`)
  expect(JSON.stringify(thread)).toContain('From the library.')
})
