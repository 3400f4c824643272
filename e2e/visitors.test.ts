import { expect, test } from 'vitest'
import { newVisitor } from '../server/test/visitor.ts'
import { barriers } from './barriers.ts'
import { threadOf, useDesk } from './desk.ts'
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
