import { expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { soon, useDesk } from './desk.ts'

const desk = useDesk()

test('the palette leads to all results, which say whose, about what, in which state and when, and lead to the issue', async () => {
  for (let n = 1; n <= 7; n++) {
    await sendMail(desk.server.smtpPort, {
      from: `"Person ${n}" <person${n}@post.example>`,
      subject: `Kettle ${n}`,
      text: `Good day,\n\nmy order ORD-8823${n} of the copper kettle leaks at the bottom.`,
    })
  }
  const found = async () => ((await desk.server.api('GET', '/search?q=copper')) as { items: unknown[] }).items.length
  await expect.poll(found, soon).toBe(7)

  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /Person 7/ }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('copper')
  await page.getByRole('option', { name: 'All results for “copper”' }).click()
  await page.waitForURL(/\/search\?q=copper$/)
  const results = page.getByRole('list', { name: 'Results' }).getByRole('link')
  await expect.poll(() => results.count(), soon).toBe(7)
  const newest = results.first()
  await newest.getByText('Person 7', { exact: true }).waitFor()
  await newest.getByText('#7', { exact: false }).first().waitFor()
  await newest.getByText('New', { exact: true }).waitFor()
  await newest.getByText(/today at/).waitFor()
  expect(await newest.locator('mark').allTextContents()).toEqual(['copper'])

  // Typing narrows; the number inside a name is found; the words are in the address.
  await page.getByRole('searchbox').fill('88233')
  await expect.poll(() => results.count(), soon).toBe(1)
  await page.waitForURL(/q=(%22)?88233/)
  await results.first().press('Enter')
  await page.waitForURL(/\/inbox\//)
  await page.getByText('my order ORD-88233').last().waitFor()
  await page.goBack()
  await expect.poll(() => results.count(), soon).toBe(1)
})

test('results are narrowed to issues with one of some tags, and the address keeps them', async () => {
  const tag = (await desk.server.api('POST', '/tags', { name: 'Leak' })) as { id: string }
  const { items } = (await desk.server.api('GET', '/issues')) as { items: { id: string; customerName: string }[] }
  const third = items.find(({ customerName }) => customerName === 'Person 3')!
  await desk.server.api('POST', `/issues/${third.id}/tags`, { add: [tag.id] })
  const page = await desk.open('/search?q=copper')
  const results = page.getByRole('list', { name: 'Results' }).getByRole('link')
  await expect.poll(() => results.count(), soon).toBe(7)
  await page.getByRole('combobox', { name: 'With any of these tags' }).fill('lea')
  await page.getByRole('option', { name: 'Leak' }).click()
  await expect.poll(() => results.count(), soon).toBe(1)
  await results.first().getByText('Person 3', { exact: true }).waitFor()
  await page.reload()
  await expect.poll(() => results.count(), soon).toBe(1)
  // Other words keep the tags.
  await page.getByRole('searchbox').fill('nothing like it')
  await page.getByText('Try fewer or shorter words, or other tags.').waitFor()
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await page.waitForURL(/\/search$/)
})

test('an empty result says so and offers a way on; by keyboard alone', async () => {
  const page = await desk.open('/inbox')
  await page
    .getByText(/Nothing is open|Person/)
    .first()
    .waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await page.waitForURL(/\/search$/)
  const field = page.getByRole('searchbox')
  await expect.poll(() => field.evaluate((element) => element.matches(':focus')), soon).toBe(true)
  await page.keyboard.type('nobodysaidthis')
  await page.getByText('Nothing was said with “nobodysaidthis”').waitFor()
  await page.getByRole('button', { name: 'Clear the search' }).press('Enter')
  await expect.poll(() => field.inputValue(), soon).toBe('')
  await page.getByText('Search everything that was ever said').waitFor()
})
