import { beforeAll, expect, test } from 'vitest'
import { connectChat } from './seed.ts'
import { soon, threadOf, useDesk } from './desk.ts'

const desk = useDesk()

beforeAll(async () => {
  const chat = await connectChat(desk.server)
  await chat.say('Noor Haddad', 'I cannot sign in.')
})

const keptHere = () =>
  [localStorage, sessionStorage]
    .flatMap((storage) => Object.keys(storage))
    .filter((key) => key.startsWith('throughline-'))

test('signing out leaves nothing of customers on the device, and asks before it discards what was not sent', async () => {
  // The draft is refused below, as it would be while the server cannot be reached.
  const page = await desk.open('/inbox', { expects: /ERR_FAILED/ })
  await page
    .getByRole('link', { name: /Noor Haddad/ })
    .first()
    .click()
  await threadOf(page).getByText('I cannot sign in.').waitFor()
  await page.route('**/draft', (route) => route.abort())
  await page.getByRole('textbox', { name: 'Write to the customer…' }).fill('Your account number is 4711')
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join()), soon).toContain('4711')

  await page.getByRole('link', { name: 'You' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  const dialog = page.getByRole('dialog', { name: 'A draft is not saved yet' })
  await dialog.getByText('One text could not reach the server').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(await page.evaluate(() => Object.values(localStorage).join())).toContain('4711')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await dialog.getByRole('button', { name: 'Sign out and discard' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await page.evaluate(keptHere)).toEqual([])
})
