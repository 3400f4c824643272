import { expect, test } from 'vitest'
import { newVisitor } from '../server/test/visitor.ts'
import { barriers } from './barriers.ts'
import { chatOn, connectSite } from './chat.ts'
import { soon, threadOf, useDesk } from './desk.ts'
import { idOf } from './seed.ts'

const desk = useDesk()

test('a visitor is called by the page, and the ways to reach them stand one on each line, without ids', async () => {
  const settings = { allowedOrigins: ['https://kettle.example'] }
  const chat = idOf(await desk.server.api('POST', '/channels', { kind: 'webchat', name: 'kettle.example', settings }))
  const visitor = newVisitor(desk.server, chat.id)
  await visitor.say('Does it whistle?', { page: 'https://kettle.example/kettles' })
  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /Visitor on \/kettles/ }).click()
  await page.getByRole('heading', { name: 'Visitor on /kettles' }).waitFor()
  await threadOf(page).getByText('/kettles', { exact: true }).waitFor()
  await page.getByRole('button', { name: /^To / }).click()
  const ways = page.getByRole('menuitem')
  await ways.first().waitFor()
  expect(await ways.allInnerTexts()).toEqual(['Visitor · Web chat on kettle.example'])
  expect(await barriers(page)).toEqual([])
  expect(await page.locator('body').innerText()).not.toMatch(/visitor-|[\w-]{32,}/)
})

test('the desk shows on which page the visitor is, live, from their first message until they leave', async () => {
  const site = await connectSite(desk.server)
  const body = `<main><h1>Shop</h1><button onclick="history.pushState({}, '', '/basket?token=s3'); document.title = 'Basket'">Basket</button></main>`
  const shop = await desk.visit(site.put('/kettles', { body }), { timezoneId: 'Europe/Lisbon' })
  const sent: string[] = []
  shop.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(String(payload))))
  const pages = () =>
    sent.filter((frame) => frame.includes('"type":"page"')).map((frame) => URL.parse(JSON.parse(frame).url)?.pathname)
  const chat = chatOn(shop)
  await chat.open()
  // A look around before anything was said is nobody's business.
  await shop.getByRole('button', { name: 'Basket' }).click()
  await expect.poll(() => shop.url(), soon).toContain('/basket')
  await shop.goBack()
  await chat.write('Is it loud?')
  await chat.said('Is it loud?').waitFor()
  await expect.poll(pages, soon).toEqual(['/kettles'])

  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /Is it loud/ }).click()
  const line = page.getByText(/^Now on/)
  await line.filter({ hasText: '/kettles' }).waitFor()
  await page.getByRole('heading', { name: 'Visitor on /kettles · Lisbon time zone' }).waitFor()
  await shop.getByRole('button', { name: 'Basket' }).click()
  await line.filter({ hasText: /Basket .*\/basket$/ }).waitFor()
  expect(await page.locator('body').innerText()).not.toContain('s3')
  expect(await barriers(page)).toEqual([])
  // Another page that is loaded anew is no leaving.
  await shop.goto(site.put('/returns'))
  await line.filter({ hasText: '/returns' }).waitFor()
  await shop.context().close()
  await page.getByText(/^Left the site just now, from .*\/returns$/).waitFor()
  await site.close()
})

test('who says that they are somebody we know is amber in the list and at the head of the thread', async () => {
  const { server } = desk
  const app = idOf(await server.api('POST', '/channels', { kind: 'api', name: 'App', settings: {} }))
  const from = { kind: 'email', value: 'mara@post.example', name: 'Mara Lindqvist', assurance: 'possession-proven' }
  await server.api('POST', `/channels/${app.id}/inbound`, { id: 'known', from, text: 'Thank you for the new seal.' })
  const settings = { allowedOrigins: ['https://kettle.example'] }
  const chat = idOf(await server.api('POST', '/channels', { kind: 'webchat', name: 'Shop', settings }))
  const visitor = newVisitor(server, chat.id)
  await visitor.say('Please send it to 14 Quay Road.')
  await visitor.ask('PUT', '/reach', { name: 'Mara L.', email: 'mara@post.example' })
  const page = await desk.open('/inbox')
  const mark = { name: 'Unverified, may be somebody else' }
  const row = page.getByRole('link', { name: /14 Quay Road/ })
  await row.getByRole('img', mark).waitFor()
  expect(
    await page
      .getByRole('link', { name: /new seal/ })
      .getByRole('img', mark)
      .count(),
  ).toBe(0)
  await row.click()
  await page.getByRole('heading', { name: `Mara L. ${mark.name}` }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.goto(new URL('/customers', server.url).href)
  const listed = page.getByRole('link', { name: /Mara L\./ })
  expect(await listed.innerText()).toMatch(
    /Recognised device, mara@post\.example|mara@post\.example, Recognised device/,
  )
})
