import { beforeAll, expect, test } from 'vitest'
import { soon, threadOf, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()
let chat: Awaited<ReturnType<typeof connectChat>>

beforeAll(async () => {
  chat = await connectChat(desk.server)
  await chat.say('Mara Lindqvist', 'Is anybody there?')
})

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

test('two desks see each other’s answer and that the other is writing', async () => {
  const [mine, theirs] = [await desk.open('/inbox'), await desk.open('/inbox')]
  for (const page of [mine, theirs]) {
    await page.getByRole('link', { name: /Mara Lindqvist/ }).click()
    await page.getByRole('textbox', { name: 'Write to the customer…' }).waitFor()
  }
  const field = theirs.getByRole('textbox', { name: 'Write to the customer…' })
  await field.fill('An answer from the other desk.')
  await field.press('Control+Enter')
  await threadOf(mine).getByText('An answer from the other desk.').waitFor()
})
