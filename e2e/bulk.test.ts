import { expect, test } from 'vitest'
import { IssueStatus, type Issue } from '@throughline/protocol/issues/issues.ts'
import { soon, undo, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()
/** More than one page of the list. */
const count = 60

const issues = async (): Promise<Issue[]> => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer of this one route
  const { items } = (await desk.server.api(
    'GET',
    `/issues?status=${IssueStatus.options.join(',')}&spam=any&limit=100`,
  )) as { items: Issue[] }
  return items
}
const statuses = async (): Promise<Record<string, number>> => {
  const all = await issues()
  const found: Record<string, number> = {}
  for (const { status } of all) found[status] = (found[status] ?? 0) + 1
  return found
}

test('all of a view are picked, changed in one step, and are as they were by one undo; what a colleague did since stays', async () => {
  const chat = await connectChat(desk.server)
  for (let n = 0; n < count; n += 10) {
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => chat.say(`Customer ${n + at}`, `Where is parcel ${n + at}?`)),
    )
  }
  const [sleeper, taken] = await issues()
  const until = new Date(Date.now() + 3 * 86_400_000).toISOString()
  const page = await desk.open('/inbox')
  const rows = page.locator('[data-issue]')
  await rows.first().waitFor()

  await rows.first().focus()
  await page.keyboard.press('x')
  const toolbar = page.getByRole('toolbar')
  await toolbar.getByRole('button', { name: 'Select all in this view' }).click()
  await toolbar.getByText(`${count} selected`).waitFor()
  await page.keyboard.press('e')
  await expect.poll(statuses, soon).toEqual({ resolved: count })
  await rows.first().waitFor({ state: 'detached' })
  await undo(page, `${count} issues are closed.`)
  await expect.poll(statuses, soon).toEqual({ waiting_on_us: count })

  // Once more, and a colleague is faster with one of them than the undo.
  await rows.first().waitFor()
  await rows.first().focus()
  await page.keyboard.press('x')
  await toolbar.getByRole('button', { name: 'Select all in this view' }).click()
  await toolbar.getByText(`${count} selected`).waitFor()
  await page.keyboard.press('e')
  await expect.poll(statuses, soon).toEqual({ resolved: count })
  await desk.server.api('POST', `/issues/${sleeper!.id}/reopening`, {})
  await desk.server.api('POST', `/issues/${sleeper!.id}/snooze`, { until })
  await desk.server.api('PUT', `/issues/${taken!.id}/spam`)
  await undo(page, `${count} issues are closed.`)
  await expect.poll(statuses, soon).toEqual({ waiting_on_us: count - 2, snoozed: 1, resolved: 1 })
  await page
    .getByText(/meanwhile/)
    .first()
    .waitFor()
})
