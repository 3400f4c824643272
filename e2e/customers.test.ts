import { beforeAll, expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { barriers, overflow } from './barriers.ts'
import { soon, threadOf, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()

beforeAll(async () => {
  const chat = await connectChat(desk.server)
  await sendMail(desk.server.smtpPort, {
    from: '"Mara Lindqvist" <mara@post.example>',
    subject: 'Order 48213',
    text: 'The left shoe is too small.',
  })
  await chat.say('Mara L', 'I wrote a mail about order 48213.')
})

test('two customers are merged after a look at what will happen, and the merge is taken back', async () => {
  const page = await desk.open('/customers')
  await page.getByRole('link', { name: /Mara Lindqvist/ }).click()
  const thread = threadOf(page)
  const entry = thread.getByRole('article').filter({ hasText: 'I wrote a mail about order 48213.' })
  await thread.getByText('The left shoe is too small.').waitFor()

  await page.getByRole('button', { name: 'More about this customer' }).click()
  await page.getByRole('menuitem', { name: 'Merge with another customer…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Who is the same person?' }).fill('Mara L')
  await page.getByRole('option', { name: /mara-l/ }).click()
  await dialog.getByText('Nothing is deleted.').waitFor()
  const merge = dialog.getByRole('button', { name: 'Merge', exact: true })
  expect(await merge.isDisabled()).toBe(true)
  await dialog.getByLabel('Why are they the same person?').fill('Same order, and she said so.')
  await merge.click()

  // One thread now, with the other issue's entry on it.
  await entry.waitFor()
  await page.getByText('Same order, and she said so.').waitFor()
  await page.getByRole('button', { name: 'Undo merge' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo merge' }).click()
  await entry.waitFor({ state: 'detached' })
  await thread.getByText('The left shoe is too small.').waitFor()
  await page
    .getByRole('link', { name: /Mara L\b(?!indqvist)/ })
    .first()
    .waitFor()
})

test('an entry moves to an issue of its own, and the two are joined again', async () => {
  const page = await desk.open('/customers')
  await page.getByRole('link', { name: /Mara Lindqvist/ }).click()
  const thread = threadOf(page)
  const entry = thread.getByRole('article').filter({ hasText: 'The left shoe is too small.' })
  await entry.hover()
  await entry.getByRole('button', { name: 'Message actions' }).click()
  await page.getByRole('menuitem', { name: 'Move to another issue…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click()
  await page.getByText('Moved to a new issue.').waitFor()
  const who = page.getByRole('complementary')
  await expect.poll(() => who.getByRole('link', { name: /^#/ }).count(), soon).toBe(2)

  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Merge with…' }).click()
  await page.getByRole('dialog').getByRole('radio').first().check()
  await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click()
  await page.getByText(/was merged into/).waitFor()
  await expect.poll(() => who.getByRole('link', { name: /^#/ }).count(), soon).toBe(1)
})

test('a customer is added, found by address, and given another address and details', async () => {
  const page = await desk.open('/customers')
  await page.getByRole('button', { name: 'Add a customer' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Tomás Ferreira')
  await dialog.getByLabel('Email').fill('tomas@ferreira.example')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('heading', { name: 'Tomás Ferreira' }).waitFor()

  await page.getByRole('button', { name: 'Attach an address' }).click()
  await page.getByRole('textbox', { name: 'Address' }).fill('tf@private.example')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('tf@private.example is attached.').waitFor()

  await page.getByRole('button', { name: 'Edit attributes' }).click()
  await page.getByRole('button', { name: 'Add a line' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Tier')
  await page.getByRole('dialog').getByLabel('Value').fill('gold')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('definition').filter({ hasText: 'gold' }).waitFor()

  await page.goto(`${desk.server.url}/customers`)
  await page.getByLabel('Search customers').fill('tf@private.example')
  await page.waitForURL(/query=/)
  await page.getByRole('link', { name: /Tomás Ferreira/ }).waitFor()
  expect(await page.getByRole('list', { name: 'Customers' }).getByRole('listitem').count()).toBe(1)
})

/** Resolves with the id of a customer who is new here. */
async function add(displayName: string, ...identities: object[]): Promise<string> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's answer
  return ((await desk.server.api('POST', '/customers', { displayName, identities })) as { id: string }).id
}

test('an address is confirmed with a reason', async () => {
  await add('Lia Rocha', { kind: 'email', value: 'lia@private.example' })
  const page = await desk.open('/customers')
  await page.getByRole('link', { name: /Lia Rocha/ }).click()
  await page.getByRole('button', { name: 'What to do with lia@private.example' }).click()
  await page.getByRole('menuitem', { name: 'Mark as verified…' }).click()
  const dialog = page.getByRole('dialog')
  const confirm = dialog.getByRole('button', { name: 'Confirm', exact: true })
  expect(await confirm.isDisabled()).toBe(true)
  await dialog.getByLabel('How do you know?').fill('He read out the code that we sent there.')
  await confirm.click()
  await page.getByText('lia@private.example is confirmed.').waitFor()
  await page.getByRole('button', { name: 'What to do with lia@private.example' }).click()
  await page.getByRole('menuitem', { name: 'Label…' }).waitFor()
  expect(await page.getByRole('menuitem', { name: 'Mark as verified…' }).count()).toBe(0)
})

test('a note that was changed names who did it and what it said before', async () => {
  const customerId = await add('Rui Pinto')
  const note = { kind: 'note', text: 'He pays on Monday.' }
  const { id } = (await desk.server.api('POST', `/customers/${customerId}/entries`, note)) as { id: string }
  const page = await desk.open(`/customers/${customerId}/thread`)
  await desk.server.api('POST', `/entries/${id}/edits`, { text: 'He pays on Friday.' })
  const changed = threadOf(page).getByRole('article').filter({ hasText: 'He pays on Friday.' }).first()
  await changed.getByRole('button', { name: /^edited by / }).click()
  await page.getByRole('heading', { name: 'What it said before' }).waitFor()
  const versions = page.getByRole('list', { name: 'What it said before' })
  await versions.getByText('He pays on Monday.').waitFor()

  // A note that was changed often is scrolled and does not leave the screen.
  const long = (day: number) => `He pays on day ${day}.\n${'He called about it again.\n'.repeat(10)}`
  for (let day = 1; day <= 4; day++) await desk.server.api('POST', `/entries/${id}/edits`, { text: long(day) })
  await page.keyboard.press('Escape')
  const often = threadOf(page).getByRole('article').filter({ hasText: 'He pays on day 4.' }).first()
  await often.getByRole('button', { name: /^edited by / }).click()
  await versions.getByText('He pays on day 3.').waitFor()
  expect((await versions.boundingBox())!.height).toBeLessThanOrEqual(320)
  expect(await versions.evaluate((list) => list.scrollHeight > list.clientHeight)).toBe(true)
})

test('an address that another customer has is not confirmed: the desk says whose it is, and offers to merge the two', async () => {
  const address = { kind: 'email', value: 'shared@ferreira.example' }
  await add('Rita Holder', { ...address, assurance: 'possession-proven', reason: 'She answered a code.' })
  await add('Rita Claims', { ...address, assurance: 'claimed' })
  const page = await desk.open('/customers', { expects: /409/ })
  await page.getByRole('link', { name: /Rita Claims/ }).click()
  await page.getByRole('button', { name: 'What to do with shared@ferreira.example' }).click()
  await page.getByRole('menuitem', { name: 'Mark as verified…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('How do you know?').fill('He read out the code that we sent there.')
  await dialog.getByRole('button', { name: 'Confirm', exact: true }).click()
  await dialog
    .getByRole('alert')
    .getByText(/^Rita Holder has this address\. Nothing was changed\./)
    .waitFor()
  await dialog.getByRole('button', { name: 'Compare' }).click()

  // Who only says that it is theirs may be somebody else: both are compared, and nobody is chosen for a merge.
  await dialog.getByRole('columnheader', { name: 'Rita Claims Unverified, may be somebody else' }).waitFor()
  await dialog.getByRole('columnheader', { name: 'Rita Holder', exact: true }).waitFor()
  await dialog.getByRole('row', { name: /^Email the same/ }).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await dialog.getByRole('button', { name: 'Merge', exact: true }).count()).toBe(0)
  await dialog.getByRole('button', { name: 'Choose whom to merge…' }).click()
  const whom = dialog.getByPlaceholder('Name, address or order number')
  expect(await whom.inputValue()).toBe('')
  expect(await dialog.getByRole('button', { name: 'Merge', exact: true }).isDisabled()).toBe(true)
  await whom.fill('Rita Holder')
  await page.getByRole('option', { name: /Rita Holder/ }).click()
  // Both are shown, and merging still wants a reason.
  await dialog.getByText('Rita Holder').first().waitFor()
  const merge = dialog.getByRole('button', { name: 'Merge', exact: true })
  expect(await merge.isDisabled()).toBe(true)
  await dialog.getByLabel('Why are they the same person?').fill('She has the code of both.')
  await merge.click()
  await page.getByText('She has the code of both.').waitFor()
})

test('a record that may be an impostor’s is amber, is compared with whom it looks like, and is never merged at once', async () => {
  const address = { kind: 'email', value: 'olga@brandt.example' }
  await add('Olga Brandt', { ...address, assurance: 'possession-proven', reason: 'She answered a code.' })
  await add('Olga Brandt', { ...address, assurance: 'claimed' })
  for (const look of [{ width: 1440 }, { width: 390, height: 844, colorScheme: 'dark' as const }]) {
    const page = await desk.open('/customers', look)
    for (const nth of [0, 1]) {
      await page.goto(new URL('/customers', page.url()).href)
      await page
        .getByRole('link', { name: /Olga Brandt/ })
        .nth(nth)
        .click()
      const who = page.getByRole('button', { name: 'Customer profile' })
      if (look.width === 390) await who.click()
      const suggestion = page.getByRole('listitem').filter({ hasText: 'Unverified, may be somebody else' })
      await suggestion.waitFor()
      expect(await suggestion.getAttribute('data-suspect')).toMatch(/this|other/)
      expect(await barriers(page)).toEqual([])
      await suggestion.getByRole('button', { name: 'Compare' }).click()
      const dialog = page.getByRole('dialog', { name: 'Compare two customers' })
      await dialog.getByRole('row', { name: /^Name the same/ }).waitFor()
      await dialog.getByText('unverified, typed by somebody').waitFor()
      await dialog.getByText('verified', { exact: true }).waitFor()
      expect(await dialog.getByRole('button', { name: 'Merge', exact: true }).count()).toBe(0)
      // On a phone it lies over the drawer, whose header is another banner beside that of the page.
      if (look.width === 1440) expect(await barriers(page)).toEqual([])
      expect(await overflow(page)).toBeLessThanOrEqual(0)
    }
  }
})

test('a person is blocked with a reason, found among the blocked, and let in again', async () => {
  await add('Otto Grob', { kind: 'email', value: 'otto@rude.example' })
  const page = await desk.open('/customers')
  await page.getByRole('link', { name: /Otto Grob/ }).click()
  await page.getByRole('button', { name: 'More about this customer' }).click()
  await page.getByRole('menuitem', { name: 'Block on all channels…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('otto@rude.example').waitFor()
  await dialog.getByText('None of these addresses is verified', { exact: false }).waitFor()
  const block = dialog.getByRole('button', { name: 'Block', exact: true })
  expect(await block.isDisabled()).toBe(true)
  await dialog.getByLabel('Why?').fill('He threatened a colleague.')
  expect(await barriers(page)).toEqual([])
  await block.click()
  await page.getByText('Otto Grob is blocked on all channels.').waitFor()

  // On the profile, in place of the text of a reply, and in the list.
  await page.getByRole('region', { name: 'Write', exact: true }).getByText('He threatened a colleague.').waitFor()
  const who = page.getByRole('complementary')
  await who.getByText(/^Blocked by .+, /).waitFor()
  await sendMail(desk.server.smtpPort, { from: 'otto@rude.example', subject: 'Me again', text: 'Answer me!' })
  const { items } = (await desk.server.api('GET', '/inbound?query=Me%20again')) as { items: { sentence: string }[] }
  expect(items.map(({ sentence }) => sentence)).toEqual([expect.stringContaining('He threatened a colleague.')])

  const list = page.getByRole('list', { name: 'Customers' })
  await page.getByText('Blocked', { exact: true }).click()
  await page.waitForURL(/blocked=true/)
  await expect.poll(() => list.getByRole('listitem').count(), soon).toBe(1)
  await list.getByText(/^Blocked by .+, /).waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)

  await who.getByRole('button', { name: 'Unblock' }).click()
  await page.getByText('Otto Grob is unblocked.').waitFor()
  await page.getByText('Nobody is blocked', { exact: true }).waitFor()
  await sendMail(desk.server.smtpPort, { from: 'otto@rude.example', subject: 'Sorry', text: 'I am sorry.' })
  await threadOf(page).getByText('I am sorry.').waitFor()
})
