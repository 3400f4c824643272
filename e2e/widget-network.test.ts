import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatOn, connectSite, type ChatSite } from './chat.ts'
import { soon, useDesk } from './desk.ts'

const desk = useDesk()
let site: ChatSite
let shop: string
beforeAll(async () => {
  site = await connectSite(desk.server)
  shop = site.put('/')
})
afterAll(() => site?.close())

interface Recorded {
  customer_id: string
  text: string
}

/** The thread, in order, of the customer who wrote this. */
async function threadWith(said: string): Promise<Recorded[]> {
  const { rows } = await desk.server.database.pool.query<Recorded>(
    `select customer_id, text from entries where kind = 'message'
     and customer_id in (select customer_id from entries where text = $1) order by customer_id, seq`,
    [said],
  )
  return rows
}

async function begin(page: Page, said: string): Promise<string> {
  const chat = chatOn(page)
  await chat.open()
  await chat.write(said)
  await expect.poll(async () => (await threadWith(said)).length, soon).toBe(1)
  return (await threadWith(said))[0]!.customer_id
}

const answer = (customerId: string, text: string): Promise<unknown> =>
  desk.server.api('POST', `/customers/${customerId}/entries`, { kind: 'message', text })

test('a wire that breaks again and again loses nothing and doubles nothing, either way', async () => {
  const page = await desk.visit(shop)
  const chat = chatOn(page)
  const customerId = await begin(page, 'begin')
  const wanted = ['begin']
  // Breaks after this many pieces of traffic, so that each kind of call is cut before, within and after its answer.
  desk.server.wire.breakAfter([3, 8, 2, 5, 13, 4, 7, 11, 6, 9])
  for (let turn = 1; turn <= 10; turn++) {
    wanted.push(`mine ${turn}`, `theirs ${turn}`)
    await chat.write(`mine ${turn}`)
    await answer(customerId, `theirs ${turn}`)
  }
  await expect.poll(async () => (await threadWith('begin')).length, { timeout: 60_000 }).toBe(21)
  desk.server.wire.breakAfter([])
  const recorded = (await threadWith('begin')).map(({ text }) => text)
  expect(recorded.toSorted()).toEqual(wanted.toSorted())
  expect(recorded.filter((text) => text.startsWith('mine'))).toEqual(wanted.filter((text) => text.startsWith('mine')))
  await expect.poll(() => chat.texts(), { timeout: 30_000 }).toEqual(recorded)
  await page.reload()
  await expect.poll(() => chat.texts(), soon).toEqual(recorded)
}, 120_000)

test('without a network what is written is kept, also over a reload, and sent once when it is back', async () => {
  const page = await desk.visit(shop)
  const chat = chatOn(page)
  const customerId = await begin(page, 'Before the tunnel')
  desk.server.wire.cut()
  await chat.frame.getByText('No connection. What you write is kept').first().waitFor()
  await chat.write('In the tunnel')
  await chat.write('Still in it')
  await chat.frame.getByText('Waiting for the connection').first().waitFor()
  await chat.field.fill('half a sen')
  await answer(customerId, 'Meanwhile')
  // The page is closed before anything could leave.
  await page.close()
  desk.server.wire.mend()
  const later = await page.context().newPage()
  await later.goto(shop)
  const there = chatOn(later)
  await there.launcher.click()
  await expect
    .poll(() => there.texts(), soon)
    .toEqual(['Before the tunnel', 'Meanwhile', 'In the tunnel', 'Still in it'])
  expect(await there.field.inputValue()).toBe('half a sen')
  await expect.poll(async () => (await threadWith('In the tunnel')).length, soon).toBe(4)
})

test('two tabs are one chat: what is said or seen in one is in the other, also the first word and a draft', async () => {
  const page = await desk.visit(shop)
  const second = await page.context().newPage()
  await second.goto(shop)
  await page.evaluate(`{
    window.writesOfTheOther = 0
    addEventListener('storage', () => (window.writesOfTheOther += 1))
  }`)
  const [one, two] = [chatOn(page), chatOn(second)]
  await two.open()
  const customerId = await begin(page, 'Said in the first tab')
  await two.said('Said in the first tab').waitFor()
  // Half written in both: neither takes it from the other, and they do not answer each other for ever.
  await one.field.fill('in the first')
  await two.field.fill('in the second')
  await two.write('Said in the second tab')
  await one.said('Said in the second tab').waitFor()
  expect(await one.field.inputValue()).toBe('in the first')
  await answer(customerId, 'Read in one')
  for (const chat of [one, two]) await chat.said('Read in one').waitFor()
  // Two that answered each other would have come to thousands by now.
  expect(await page.evaluate<number>('window.writesOfTheOther')).toBeLessThan(20)
  expect(await threadWith('Said in the first tab')).toHaveLength(3)

  // Logged out in one is logged out in both.
  await page.evaluate('Throughline.logout()')
  await expect.poll(() => two.texts(), soon).toEqual([])
  expect(await second.evaluate('localStorage.length')).toBe(0)
})

test.each([-1, 1])('a clock that is %d hour off changes neither order nor times for anybody else', async (hours) => {
  const page = await desk.visit('about:blank')
  await page.addInitScript(`{
    const now = Date.now.bind(Date), Own = Date
    globalThis.Date = class extends Own {
      constructor(...given) { given.length === 0 ? super(now() + ${hours * 3_600_000}) : super(...given) }
      static now() { return now() + ${hours * 3_600_000} }
    }
  }`)
  await page.goto(shop)
  const chat = chatOn(page)
  const said = `My clock is ${hours} off`
  const customerId = await begin(page, said)
  await answer(customerId, 'Ours is right')
  await chat.said('Ours is right').waitFor()
  await chat.write('Thank you')
  await expect.poll(async () => (await threadWith(said)).length, soon).toBe(3)
  await expect.poll(() => chat.texts(), soon).toEqual([said, 'Ours is right', 'Thank you'])
  await page.reload()
  await expect.poll(() => chat.texts(), soon).toEqual([said, 'Ours is right', 'Thank you'])
  const { rows } = await desk.server.database.pool.query<{ off: number }>(
    `select abs(extract(epoch from occurred_at - recorded_at))::int as off from entries where customer_id = $1`,
    [customerId],
  )
  expect(rows.every(({ off }) => off < 60)).toBe(true)
})
