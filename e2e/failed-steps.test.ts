import { expect, test } from 'vitest'
import { newId } from '../server/src/lib/ids.ts'
import { useDesk } from './desk.ts'

const desk = useDesk()

/** An assignment of which nobody could be notified, set aside. */
async function setAside(error: string): Promise<void> {
  const event = { id: newId(), type: 'issue.assigned', at: new Date(0), customerId: null, issueId: null, entryId: null }
  await desk.server.database.pool.query(
    `insert into failed_reactions (id, reaction, subject, xid, position, event, state, tries, tries_left, error, failed_at, next_try_at, set_aside_at)
     values ($1, 'notifyStaff', 'issue.assigned', '1', floor(random() * -1e9), $2, 'set_aside', 8, 0, $3, now(), now(), now())`,
    [newId(), JSON.stringify({ ...event, data: {} }), error],
  )
}

test('an admin sees an automatic step that failed, has it tried again after mending, and dismisses another', async () => {
  await setAside('no such column: colour')
  await setAside('no such column: size')
  await desk.server.database.pool.query(
    `insert into timers (kind, key, id, due_at, fires_at, tries, error, failed_at, set_aside_at)
     values ('issue.snooze_ends', 'an issue', gen_random_uuid(), now(), now(), 8, 'It is stuck.', now(), now())`,
  )
  const page = await desk.open('/settings/inbound')
  const steps = page.getByRole('list', { name: 'Automatic steps that failed' })
  const ofColour = steps.getByRole('listitem').filter({ hasText: 'no such column: colour' })
  await ofColour.getByText('Notify staff').waitFor()
  await ofColour.getByText('failed 8 times').waitFor()

  // Nothing is wrong with it by now.
  await ofColour.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('It is tried again now.').waitFor()
  await ofColour.waitFor({ state: 'detached' })

  const ofSize = steps.getByRole('listitem').filter({ hasText: 'no such column: size' })
  await ofSize.getByRole('button', { name: 'Dismiss…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click()
  await page.getByText('The step is dismissed.').waitFor()
  const ofTimer = steps.getByRole('listitem').filter({ hasText: 'Bring back a snoozed issue' })
  await ofTimer.getByText('It is stuck.').waitFor()
  await ofTimer.getByRole('button', { name: 'Dismiss…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click()
  // With the last one the whole part of the page goes.
  await steps.waitFor({ state: 'detached' })
  const { rows } = await desk.server.database.pool.query<{ action: string }>(
    `select action from audit_records where action like 'failed\\_%' order by at`,
  )
  expect(rows.map(({ action }) => action)).toEqual([
    'failed_reaction.retried',
    'failed_reaction.dismissed',
    'failed_timer.dismissed',
  ])
})

test('the same in German', async () => {
  await setAside('no such column: shape')
  const page = await desk.open('/settings/inbound', { locale: 'de-DE' })
  const steps = page.getByRole('list', { name: 'Gescheiterte selbsttätige Schritte' })
  await steps.getByText('Mitarbeitende benachrichtigen').waitFor()
  await steps.getByText('8-mal gescheitert').waitFor()
  await steps.getByRole('button', { name: 'Noch einmal versuchen' }).waitFor()
})
