import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { Tag } from '@throughline/protocol/tags/tags.ts'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { soon, useDesk } from './desk.ts'
import { connectChat, idOf } from './seed.ts'

const desk = useDesk()

beforeAll(async () => {
  const chat = await connectChat(desk.server)
  await chat.say('Noor Haddad', 'I cannot sign in.')
  await chat.say('Kofi Mensah', 'My parcel is late.')
  await chat.say('Lena Fischer', 'Please cancel my subscription.')
})

const rowOf = (page: Page, name: string) => page.locator('[data-issue]').filter({ hasText: name })
const chipsOf = (page: Page, name: string) => rowOf(page, name).getByRole('group', { name: 'Tags' })
const picker = (page: Page) => page.getByRole('dialog', { name: /^Tags of/ })
const field = (page: Page) => picker(page).getByRole('combobox', { name: 'Find a tag' })
const option = (page: Page, name: string) => picker(page).getByRole('option', { name, exact: true })

async function issueOf(name: string): Promise<Issue> {
  const { items } = (await desk.server.api('GET', '/issues')) as { items: Issue[] }
  return items.find(({ customerName }) => customerName === name)!
}
const tagsOf = (name: string) => async () => (await issueOf(name)).tags.map((tag) => tag.name)

test('t opens the picker, Enter makes a tag and adds it, and one undo takes all of it back', async () => {
  const page = await desk.open('/inbox')
  await rowOf(page, 'Noor Haddad').click()
  await page.getByRole('button', { name: 'Add tags' }).waitFor()
  await page.keyboard.press('t')
  await field(page).fill('<b>Sign-in</b> 👩‍💻')
  await field(page).press('Enter')
  await option(page, '<b>Sign-in</b> 👩‍💻').waitFor()
  await expect.poll(() => option(page, '<b>Sign-in</b> 👩‍💻').getAttribute('aria-checked'), soon).toBe('true')
  await field(page).fill('Urgent caller')
  await field(page).press('Enter')
  await expect.poll(tagsOf('Noor Haddad'), soon).toHaveLength(2)
  await page.keyboard.press('Escape')
  await chipsOf(page, 'Noor Haddad').getByText('Urgent caller').waitFor()
  await page.keyboard.press('z')
  await expect.poll(tagsOf('Noor Haddad'), soon).toEqual([])
  await expect.poll(() => chipsOf(page, 'Noor Haddad').count(), soon).toBe(0)
})

test('all rows that are selected are tagged in one step, and the list is narrowed to them', async () => {
  const page = await desk.open('/inbox')
  await rowOf(page, 'Kofi Mensah').waitFor()
  for (const name of ['Kofi Mensah', 'Lena Fischer']) {
    await rowOf(page, name).hover()
    await page.getByRole('checkbox', { name: `Select the issue of ${name}` }).click()
  }
  await page.keyboard.press('t')
  await field(page).fill('Autumn')
  await field(page).press('Enter')
  await expect.poll(tagsOf('Kofi Mensah'), soon).toEqual(['Autumn'])
  expect(await tagsOf('Lena Fischer')()).toEqual(['Autumn'])
  await page.keyboard.press('Escape')
  await page.getByText('The tags of 2 issues are changed.').waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Filter and order' }).click()
  await page.getByRole('combobox', { name: 'Tags' }).fill('autu')
  await page.getByRole('option', { name: 'Autumn' }).click()
  await page.getByText('With any of them: Autumn').waitFor()
  await expect.poll(() => page.locator('[data-issue]').count(), soon).toBe(2)
  // What loses the tag leaves the list.
  const { id } = (await issueOf('Kofi Mensah')).tags[0]!
  await desk.server.api('POST', `/issues/${(await issueOf('Kofi Mensah')).id}/tags`, { remove: [id] })
  await expect.poll(() => page.locator('[data-issue]').count(), soon).toBe(1)
})

test('in the settings a tag is renamed, merged and deleted, and each is undone', async () => {
  const add = async (name: string) => idOf(await desk.server.api('POST', '/tags', { name }))
  const [invoice] = [await add('Invoice'), await add('Bill')]
  await desk.server.api('POST', `/issues/${(await issueOf('Noor Haddad')).id}/tags`, { add: [invoice.id] })
  const page = await desk.open('/settings/tags')
  const list = page.getByRole('list', { name: 'Tags' })
  await page.getByRole('button', { name: 'Edit Bill' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('invoice')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('is taken').waitFor()
  await page.getByRole('textbox', { name: 'Name' }).fill('Bills')
  await page.getByRole('button', { name: 'Save' }).click()
  await list.getByText('Bills', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'What to do with Invoice' }).click()
  await page.getByRole('menuitem', { name: 'Merge into another…' }).click()
  await page.getByRole('combobox', { name: 'The tag that stays' }).fill('bill')
  await page.getByRole('option', { name: 'Bills' }).click()
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect.poll(tagsOf('Noor Haddad'), soon).toEqual(['Bills'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(tagsOf('Noor Haddad'), soon).toEqual(['Invoice'])

  await list.getByText('Invoice', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'What to do with Invoice' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByText('No issue shows it.').waitFor()
  await expect.poll(tagsOf('Noor Haddad'), soon).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(tagsOf('Noor Haddad'), soon).toEqual(['Invoice'])
})

test('with thousands of tags the picker finds one, and a row shows no more than fit', async () => {
  const { id } = (await desk.server.api('POST', '/tags', { name: 'Campaign 0' })) as Tag
  // By the door each of them takes a transaction and an event.
  const { rows: tags } = await desk.server.database.pool.query<{ id: string }>(
    `insert into tags (id, name, key, colour, description, created_at, updated_at)
     select gen_random_uuid(), 'Campaign ' || n, replace(key, '0', n::text), colour, description, created_at, updated_at
     from tags, generate_series(1, 2999) as n where id = $1 returning id`,
    [id],
  )
  await desk.server.api('POST', `/issues/${(await issueOf('Lena Fischer')).id}/tags`, {
    add: tags.slice(0, 60).map(({ id }) => id),
  })
  const page = await desk.open('/inbox')
  await rowOf(page, 'Lena Fischer').click()
  await chipsOf(page, 'Lena Fischer')
    .getByText(/^\+\d+$/)
    .waitFor()
  await page.getByRole('button', { name: /^Tags: / }).waitFor()
  await page.keyboard.press('t')
  expect(await picker(page).getByRole('option').count()).toBeLessThan(120)
  await field(page).fill('campaign 2718')
  await option(page, 'Campaign 2718').waitFor()
  await field(page).press('Enter')
  await expect.poll(async () => (await tagsOf('Lena Fischer')()).includes('Campaign 2718'), soon).toBe(true)
})
