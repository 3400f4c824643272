import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { barriers } from './barriers.ts'
import { soon, threadOf, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()

beforeAll(async () => {
  const chat = await connectChat(desk.server)
  await chat.say('Noor Haddad', 'I cannot sign in.')
  await desk.server.api('POST', '/saved-replies', { name: 'Greeting', text: 'Hello', shared: true })
})

/** Two windows of the desk, as two people at two desks have them. */
async function twoAt(path: string): Promise<[Page, Page]> {
  return [await desk.open(path), await desk.open(path)]
}

async function openNoor(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /Noor Haddad/ })
    .first()
    .click()
  await threadOf(page).getByText('I cannot sign in.').waitFor()
  await page.getByRole('textbox', { name: 'Write to the customer…' }).waitFor()
}

test('two people change a subject at once: the later one sees the other’s words before choosing', async () => {
  const [first, second] = await twoAt('/inbox')
  for (const page of [first, second]) {
    await openNoor(page)
    await page.getByTitle(/Change the subject/).click()
  }
  await first.getByRole('textbox', { name: 'Subject', exact: true }).fill('Locked out')
  await first.keyboard.press('Enter')
  await first.getByRole('button', { name: /Locked out/ }).waitFor()

  // Still typing: it is shown at once, and nothing typed is gone.
  const field = second.getByRole('textbox', { name: 'Subject', exact: true })
  await second.getByRole('alert').filter({ hasText: 'Meanwhile it was changed to “Locked out”' }).waitFor()
  expect(await barriers(second)).toEqual([])
  await field.fill('Cannot sign in since Monday')
  await second.getByRole('textbox', { name: 'Write to the customer…' }).click()
  await first.getByRole('button', { name: /Locked out/ }).waitFor()
  await field.press('Enter')
  await first.getByRole('button', { name: /Cannot sign in since Monday/ }).waitFor()
})

test('two people save one reply: the later one keeps their words, reads the other’s, and decides', async () => {
  const [first, second] = await twoAt('/settings/replies')
  for (const page of [first, second]) await page.getByRole('button', { name: 'Edit Greeting' }).click()
  const write = async (page: Page, text: string) => {
    await page.getByRole('dialog').getByRole('textbox', { name: 'Text' }).fill(text)
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  }
  await write(first, 'Good morning')
  await first.getByText('Greeting is saved.').waitFor()
  await write(second, 'Good evening')
  const told = second.getByRole('alert').filter({ hasText: 'Somebody has saved this since you opened it' })
  await told.getByText('Greeting: Good morning').waitFor()
  expect(await barriers(second)).toEqual([])
  expect(await second.getByRole('dialog').getByRole('textbox', { name: 'Text' }).innerText()).toBe('Good evening')
  await second.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await second.getByText('Greeting is saved.').waitFor()
  expect(JSON.stringify(await desk.server.api('GET', '/saved-replies'))).toContain('Good evening')
})

test('two people describe the business: what the first one wrote is not swept away by the second', async () => {
  const [first, second] = await twoAt('/settings/business')
  for (const page of [first, second]) await page.getByLabel('Opening hours').waitFor()
  await first.getByLabel('Opening hours').fill('Mon to Fri')
  await first.getByRole('button', { name: 'Save' }).click()
  await first.getByText('Saved.').waitFor()
  await second.getByLabel('Signature').fill('Yours, Acme')
  await second.getByRole('button', { name: 'Save' }).click()
  await second.getByText('Opening hours: Mon to Fri').waitFor()
  await second.getByRole('button', { name: 'Take theirs instead' }).click()
  expect(await second.getByLabel('Opening hours').inputValue()).toBe('Mon to Fri')
  await second.getByLabel('Signature').fill('Yours, Acme')
  await second.getByRole('button', { name: 'Save' }).click()
  await second.getByText('Saved.').waitFor()
  expect(await desk.server.api('GET', '/business')).toMatchObject({
    openingHours: 'Mon to Fri',
    signature: 'Yours, Acme',
  })
})

test('two people save one role, on phones: what the other one saved comes into sight, above the button that was pressed', async () => {
  await desk.server.api('POST', '/roles', { name: 'night-shift', permissions: ['customers.read'] })
  const phone = { width: 390, height: 844, isPhone: true, colorScheme: 'dark' } as const
  const [first, second] = [await desk.open('/settings/roles', phone), await desk.open('/settings/roles', phone)]
  for (const page of [first, second]) await page.getByRole('button', { name: 'Edit: night-shift' }).click()
  const give = async (page: Page, permission: string) => {
    await page.getByRole('dialog').getByRole('checkbox', { name: permission }).check()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  }
  await give(first, 'See the inbox')
  await first.getByText('night-shift is saved').waitFor()
  await give(second, 'See channels')
  const found = second.getByRole('alert').filter({ hasText: 'See the inbox: given' })
  await found.waitFor()
  expect(await barriers(second)).toEqual([])
  const isInSight = `(() => {
    const alert = document.querySelector('[role=dialog] [role=alert]')
    const { left, top, bottom } = alert.getBoundingClientRect()
    return [top + 4, bottom - 4].every((y) => alert.contains(document.elementFromPoint(left + 20, y)))
  })()`
  await expect.poll(() => second.evaluate<boolean>(isInSight)).toBe(true)
})

test('two people take one issue: the later one is told who has it', async () => {
  const page = await desk.open('/inbox')
  await openNoor(page)
  const { items } = (await desk.server.api('GET', '/issues')) as { items: { id: string }[] }
  const { id: benId } = (await desk.server.api('POST', '/staff', {
    name: 'Ben',
    email: 'ben@acme.example',
    password: 'a long enough password',
  })) as { id: string }
  // The news is on its way while the other one clicks.
  await page.getByRole('button', { name: 'Assignee: Unassigned' }).click()
  const meanwhile = () => desk.server.api('POST', `/issues/${items[0]?.id}/assignment`, { ownerId: benId })
  await page.route('**/assignment', (route) => meanwhile().then(() => route.continue()), { times: 1 })
  await page.getByRole('menuitemradio', { name: /Assign to me/ }).click()
  await page.getByText('Ben has it by now').waitFor()
  await page.getByRole('button', { name: 'Assignee: Ben' }).waitFor()
})

test('one person on two devices: both texts are there until one is chosen', async () => {
  const [laptop, phone] = await twoAt('/inbox')
  const fieldOf = (page: Page) => page.getByRole('textbox', { name: 'Write to the customer…' })
  await openNoor(laptop)
  await openNoor(phone)
  await fieldOf(laptop).fill('Your account is open again.')
  await laptop.getByText('Draft saved').waitFor()
  await fieldOf(phone).fill('We are looking into it.')
  const told = phone.getByRole('alert').filter({ hasText: '“Your account is open again.”' })
  await told.waitFor()
  expect(await barriers(phone)).toEqual([])
  expect(await fieldOf(phone).inputValue()).toBe('We are looking into it.')
  await told.getByRole('button', { name: 'Take that' }).click()
  await expect.poll(() => fieldOf(phone).inputValue(), soon).toBe('Your account is open again.')
  await told.waitFor({ state: 'detached' })
})
