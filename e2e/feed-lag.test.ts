import { expect, test } from 'vitest'
import { newId } from '../server/src/lib/ids.ts'
import { useDesk } from './desk.ts'

const desk = useDesk()

test('an admin sees who holds up webhooks and search, in both languages, until it is over', async () => {
  const { pool } = desk.server.database
  const forgotten = await pool.connect()
  await forgotten.query('begin')
  await forgotten.query('select pg_current_xact_id()')
  await pool.query(`insert into events (id, type, at) values ($1, 'customer.updated', now() - interval '75 s')`, [
    newId(),
  ])
  const { rows } = await forgotten.query<{ pid: number }>('select pg_backend_pid() as pid')

  const page = await desk.open('/inbox')
  const banner = page.getByRole('status').filter({ hasText: 'Webhooks, search and automatic steps are behind.' })
  // Read out once, and not again with every second.
  expect(await banner.textContent()).not.toMatch(/\d/)
  await page
    .getByText(new RegExp(`Process ${rows[0]!.pid} \\(throughline\\), idle in transaction, open for \\d+ s\\.`))
    .waitFor()
  await page.getByText('Its last statement').click()
  await page.getByText('select pg_backend_pid() as pid').waitFor()
  const german = await desk.open('/inbox', { locale: 'de-DE' })
  await german.getByText('Webhooks, Suche und selbsttätige Schritte sind im Rückstand.').waitFor()

  await forgotten.query('rollback')
  forgotten.release()
  // What was looked up is good for two seconds, and the desk asks again every twenty.
  await expect
    .poll(() => desk.server.api('GET', '/changes/lag'), { timeout: 15_000 })
    .toMatchObject({ late: false, holder: null })
  await page.reload()
  await page.getByRole('main').waitFor()
  await expect.poll(() => banner.isVisible()).toBe(false)
})
