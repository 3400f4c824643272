import { afterEach, beforeAll, expect, test } from 'vitest'
import { soon, threadOf, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()
let chat: Awaited<ReturnType<typeof connectChat>>

beforeAll(async () => {
  chat = await connectChat(desk.server)
  await chat.say('Mara Lindqvist', 'Is anybody there?')
})

afterEach(() => desk.server.wire.mend())

test('a cut loses nothing and doubles nothing, in either direction', async () => {
  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /Mara Lindqvist/ }).click()
  const thread = threadOf(page)
  const field = page.getByRole('textbox', { name: 'Write to the customer…' })
  await thread.getByText('Is anybody there?').waitFor()
  await field.waitFor()

  desk.server.wire.cut()
  await page.getByText('No connection.').waitFor()
  await chat.say('Mara Lindqvist', 'Said while you were away, one.', 'Said while you were away, two.')
  await field.fill('Written without a connection.')
  await field.press('Control+Enter')
  await thread.getByText('Written without a connection.').waitFor()
  await thread.getByText(/Waiting for the connection|Sending…/).waitFor()

  desk.server.wire.mend()
  await page.getByText('No connection.').waitFor({ state: 'hidden' })
  await thread.getByText('Said while you were away, two.').waitFor()
  await thread.getByText('Sent', { exact: true }).waitFor()
  for (const text of ['away, one.', 'away, two.', 'Written without a connection.']) {
    expect(await thread.getByText(text).count()).toBe(1)
  }
  const said = await thread.getByRole('article').allInnerTexts()
  expect(said.filter((one) => one.includes('Written without')).length).toBe(1)
})

test('what was written before a reload without a connection still goes out, once', async () => {
  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /Mara Lindqvist/ }).click()
  const thread = threadOf(page)
  const field = page.getByRole('textbox', { name: 'Write to the customer…' })
  await field.waitFor()
  desk.server.wire.cut()
  await page.getByText('No connection.').waitFor()
  await field.fill('Written before the reload.')
  await field.press('Control+Enter')
  await thread.getByText('Waiting for the connection.').waitFor()
  desk.server.wire.mend()
  await page.reload()
  await thread.getByText('Written before the reload.').first().waitFor()
  await expect.poll(() => thread.locator('[data-outgoing]').count(), soon).toBe(0)
  expect(await thread.getByText('Written before the reload.').count()).toBe(1)
})

test('two people on one thread see that the other is there, that they are writing, and what they wrote', async () => {
  const ben = { name: 'Ben Okafor', email: 'ben@acme.example', password: 'a long enough password' }
  await desk.server.api('POST', '/staff', { ...ben, role: 'staff' })
  const mine = await desk.open('/inbox')
  const theirs = await desk.visit('/sign-in')
  await theirs.getByLabel('Email').fill(ben.email)
  await theirs.getByLabel('Password', { exact: true }).fill(ben.password)
  await theirs.getByRole('button', { name: 'Sign in' }).click()

  for (const page of [mine, theirs]) {
    await page.getByRole('link', { name: /Mara Lindqvist/ }).click()
    await page.getByRole('textbox', { name: 'Write to the customer…' }).waitFor()
  }
  await mine.getByRole('img', { name: 'Also here: Ben Okafor' }).waitFor()
  const field = theirs.getByRole('textbox', { name: 'Write to the customer…' })
  await field.pressSequentially('An answer from the other desk.')
  await mine.getByText('Ben Okafor is writing…').waitFor()
  await field.press('Control+Enter')
  const answer = threadOf(mine).getByRole('article').filter({ hasText: 'An answer from the other desk.' })
  await answer.getByText('Ben Okafor').waitFor()
})
