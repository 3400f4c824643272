import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { soon, threadOf, useDesk } from './desk.ts'
import { idOf } from './seed.ts'

const desk = useDesk()
const ben = { name: 'Ben Okafor', email: 'ben@acme.example', password: 'a long enough password', role: 'staff' }

beforeAll(async () => {
  await desk.server.api('POST', '/staff', ben)
  await sendMail(desk.server.smtpPort, {
    from: '"Mara Lindqvist" <mara@post.example>',
    subject: 'The left shoe is too small',
    text: 'Could you send a matching pair?',
  })
  const shared = { shared: true }
  await desk.server.api('POST', '/saved-replies', {
    ...shared,
    name: 'Greeting',
    shortcut: 'hi',
    text: 'Hello {{customer.firstName}}, this is about #{{issue.number}}.',
  })
  await desk.server.api('POST', '/saved-replies', {
    ...shared,
    name: 'Return label',
    text: 'The label for order {{customer.details.Order number}} is attached.',
  })
})

const fieldOf = (page: Page) => page.getByRole('textbox', { name: 'Write to the customer…' })

async function openMara(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /Mara Lindqvist/ })
    .first()
    .click()
  await threadOf(page).getByText('Could you send a matching pair?').waitFor()
  await fieldOf(page).waitFor()
}

async function signInAsBen(): Promise<Page> {
  const page = await desk.visit('/sign-in')
  await page.getByLabel('Email').fill(ben.email)
  await page.getByLabel('Password', { exact: true }).fill(ben.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: /Mara Lindqvist/ }).waitFor()
  return page
}

test('a saved reply is found by a slash, filled in, and never leaves with a gap that nobody saw', async () => {
  const page = await desk.open('/inbox')
  await openMara(page)
  await fieldOf(page).click()
  await page.keyboard.type('/hi')
  await page.getByRole('option', { name: /Greeting/ }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => fieldOf(page).innerText(), soon).toMatch(/^Hello Mara, this is about #\d+\.$/)

  await page.keyboard.press('Control+a')
  await page.keyboard.type('/label')
  await page.getByRole('option', { name: /Return label/ }).click()
  const warning = page.getByRole('alert').filter({ hasText: '{{customer.details.Order number}}' })
  await warning.waitFor()
  const send = page.getByRole('button', { name: 'Send', exact: true })
  expect(await send.isDisabled()).toBe(true)
  await page.keyboard.press('Control+Enter')
  expect(await threadOf(page).getByText('The label for order').count()).toBe(0)

  // Noted on the customer, it is filled in from then on.
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await warning.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Edit attributes' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add a line' }).click()
  await dialog.getByLabel('Name').fill('Order number')
  await dialog.getByLabel('Value').fill('48213')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('complementary').getByText('48213').waitFor()
  await page.getByRole('button', { name: 'Insert a saved reply' }).click()
  await page.getByRole('option', { name: /Return label/ }).click()
  await expect.poll(() => fieldOf(page).innerText(), soon).toBe('The label for order 48213 is attached.')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
})

test('a message that was sent is taken back within seconds, is where it was written, and has not left', async () => {
  const page = await desk.open('/inbox')
  await openMara(page)
  await page.getByRole('button', { name: 'More ways to send' }).click()
  await page.getByRole('menuitemradio', { name: '30 seconds' }).click()
  await fieldOf(page).fill('The wrong words.')
  await fieldOf(page).press('Control+Enter')
  // Its words stand in a frame of their own, as those of every mail.
  const entry = threadOf(page).getByRole('article').last()
  await entry.getByText(/^Leaves in \d+ s/).waitFor()
  await entry.getByRole('button', { name: 'Undo' }).click()
  await entry.getByText('Sending undone before it left.').waitFor()
  await expect.poll(() => fieldOf(page).innerText(), soon).toBe('The wrong words.')
  await page.getByText('New', { exact: true }).first().waitFor()

  // Closing the tab changes nothing of what was promised: it waits on the server, and is taken back from another one.
  await fieldOf(page).fill('Words that a second tab takes back.')
  await fieldOf(page).press('Control+Enter')
  await entry.getByText(/^Leaves in/).waitFor()
  await page.close()
  const other = await desk.open('/inbox')
  await openMara(other)
  await threadOf(other).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => fieldOf(other).innerText(), soon).toBe('Words that a second tab takes back.')

  // What is sent in the end is all that leaves.
  await other.getByRole('button', { name: 'More ways to send' }).click()
  await other.getByRole('menuitemradio', { name: 'Not at all' }).click()
  await fieldOf(other).fill('The right words.')
  await fieldOf(other).press('Control+Enter')
  await expect.poll(() => desk.server.sink.mails.length, soon).toBe(1)
  expect(desk.server.sink.mails[0]?.raw).toContain('The right words.')
})

test('a colleague is named in a note, sees their name in it, and it is an event of its own', async () => {
  const page = await desk.open('/inbox')
  await openMara(page)
  await page.keyboard.press('n')
  const note = page.getByRole('textbox', { name: 'Only your colleagues see this…' })
  await note.waitFor()
  await note.pressSequentially('Please look at the size, @ben')
  await page.getByRole('option', { name: /Ben Okafor/ }).waitFor()
  await page.keyboard.press('Tab')
  await expect.poll(() => note.inputValue(), soon).toBe('Please look at the size, @Ben Okafor ')
  await page.keyboard.press('Control+Enter')
  const entry = threadOf(page).getByRole('article').filter({ hasText: 'Please look at the size' })
  await entry.locator('b', { hasText: '@Ben Okafor' }).waitFor()
  const changes = JSON.stringify(await desk.server.api('GET', '/changes?limit=200'))
  expect(changes).toContain('staff.mentioned')
})

test('an agent who has begun to write is warned that a colleague has answered, before the second answer leaves', async () => {
  const mine = await desk.open('/inbox')
  await openMara(mine)
  await fieldOf(mine).fill('My answer, begun first.')
  const theirs = await signInAsBen()
  await openMara(theirs)
  await theirs.getByRole('img', { name: /^Also here: / }).waitFor()
  await theirs.getByRole('button', { name: 'More ways to send' }).click()
  await theirs.getByRole('menuitemradio', { name: 'Not at all' }).click()
  await fieldOf(theirs).fill('Their answer, sent first.')
  await fieldOf(theirs).press('Control+Enter')

  await mine.getByRole('alert').filter({ hasText: 'Ben Okafor has answered' }).waitFor()
  await fieldOf(mine).press('Control+Enter')
  await mine.getByRole('alert').filter({ hasText: 'Not sent yet' }).waitFor()
  expect(await threadOf(mine).getByText('My answer, begun first.').count()).toBe(0)
  await mine.getByRole('button', { name: 'Send anyway' }).click()
  await threadOf(mine).getByText('My answer, begun first.').waitFor()
})

test('one person’s two tabs write one draft', async () => {
  const first = await desk.open('/inbox')
  await openMara(first)
  const second = await first.context().newPage()
  await second.goto(first.url())
  await fieldOf(second).waitFor()
  await fieldOf(first).fill('Half a sentence')
  await expect.poll(() => fieldOf(second).innerText(), soon).toBe('Half a sentence')
  await first.getByText('Draft saved').waitFor()
  await fieldOf(second).fill('Half a sentence, and the rest.')
  await expect.poll(() => fieldOf(first).innerText(), soon).toBe('Half a sentence, and the rest.')
  await second.getByText('Draft saved').waitFor()
  await first.close()
  await second.reload()
  await expect.poll(() => fieldOf(second).innerText(), soon).toBe('Half a sentence, and the rest.')
  await fieldOf(second).fill('')
})

test('a picture that is pasted stands in the text, and leaves as a part of the mail', async () => {
  const page = await desk.open('/inbox')
  await openMara(page)
  await fieldOf(page).click()
  await page.evaluate(`(async () => {
    const canvas = new OffscreenCanvas(12, 8)
    canvas.getContext('2d').fillRect(0, 0, 12, 8)
    const data = new DataTransfer()
    data.items.add(new File([await canvas.convertToBlob()], 'size.png', { type: 'image/png' }))
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })()`)
  await fieldOf(page).locator('img[alt="size.png"]').waitFor()
  await page.getByRole('button', { name: 'More ways to send' }).click()
  await page.getByRole('menuitemradio', { name: 'Not at all' }).click()
  const before = desk.server.sink.mails.length
  await fieldOf(page).press('Control+Enter')
  await expect.poll(() => desk.server.sink.mails.length, soon).toBe(before + 1)
  const raw = desk.server.sink.mails.at(-1)?.raw ?? ''
  expect(raw).toMatch(/Content-Disposition: inline/i)
  const contentId = /^Content-I[dD]: <(.+)>/m.exec(raw)?.[1] ?? 'none'
  expect(raw.replaceAll(/=\r\n/g, '')).toContain(`cid:${contentId}`)
})

test('a role is made from permissions, given, and refused to go while somebody has it', async () => {
  const page = await desk.open('/settings/roles')
  await page.getByRole('button', { name: 'Create role' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Night Shift')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('beginning with a letter').waitFor()
  await dialog.getByLabel('Name').fill('night-shift')
  await dialog.getByRole('checkbox', { name: 'Merge customers, and undo a merge' }).uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('night-shift is saved.', { exact: false }).waitFor()
  const noor = await desk.server.api('POST', '/staff', {
    name: 'Noor Haddad',
    email: 'noor@acme.example',
    password: ben.password,
    role: 'night-shift',
  })
  expect(noor).toMatchObject({ permissions: expect.not.arrayContaining(['customers.merge']) })

  await page.getByRole('button', { name: 'What to do with night-shift' }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('These have the role: Noor Haddad.').waitFor()
  await desk.server.api('PATCH', `/staff/${idOf(noor).id}`, { role: 'staff' })
  await page.getByRole('button', { name: 'What to do with night-shift' }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('night-shift is removed.').waitFor()
})

test('the business is described once, and nobody leaves half of it behind unasked', async () => {
  const page = await desk.open('/settings/business')
  await page.getByLabel('Opening hours').fill('Mon to Fri')
  await page.getByRole('link', { name: 'Teams' }).click()
  await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click()
  await page.getByLabel('Colour').fill('blue')
  await page.getByLabel('Colour').press('Tab')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('A colour such as #4255d0.').waitFor()
  await page.getByLabel('Colour').fill('#0f766e')
  await page.getByLabel('Colour').press('Tab')
  await page.getByRole('textbox', { name: 'Name' }).fill('Acme Shoes')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  expect(await desk.server.api('GET', '/business')).toMatchObject({
    name: 'Acme Shoes',
    openingHours: 'Mon to Fri',
    accentColour: '#0f766e',
  })
  await page.getByRole('link', { name: 'Teams' }).click()
  await page.getByText('No teams yet').waitFor()
})

test('a reply is saved with a variable, and one that stands for nothing is told beside the text', async () => {
  const page = await desk.open('/settings/replies')
  await page.getByRole('button', { name: 'Add a reply' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Thanks')
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Thank you, {{custmer.name}}')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('{{custmer.name}} stands for nothing.', { exact: false }).waitFor()
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Thank you, ')
  await dialog.getByRole('button', { name: 'Variable' }).click()
  await page
    .getByRole('menuitem', { name: /first name/ })
    .first()
    .click()
  await dialog.getByText('Thank you, Mara').waitFor()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Thanks is saved.').waitFor()
  expect(await desk.server.api('GET', '/saved-replies')).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({ name: 'Thanks', text: 'Thank you, {{customer.firstName}}', html: '' }),
    ]),
  })
})
