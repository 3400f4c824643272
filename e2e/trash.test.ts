import { expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { useDesk } from './desk.ts'

const desk = useDesk()

const write = (address: string, subject: string) =>
  sendMail(desk.server.smtpPort, { from: address, subject, text: 'Please delete this.' })

test('by keyboard: to the trash, back by undo, to the trash again, found in its view and restored', async () => {
  await write('one@post.example', 'Old leaflet')
  await write('two@post.example', 'Broken kettle')
  const page = await desk.open('/inbox')
  const row = (subject: string) => page.locator('[data-issue]').filter({ hasText: subject })
  await row('Old leaflet').waitFor()
  await row('Broken kettle').waitFor()
  // Down to the older one and into it.
  for (let step = 0; step < 2; step++) await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('article').first().waitFor()

  await page.keyboard.press('#')
  await page.getByText(/#\d+ is in the trash\./).waitFor()
  await row('Old leaflet').waitFor({ state: 'detached' })
  await page.keyboard.press('z')
  await page.getByText('Undone').waitFor()
  await row('Old leaflet').waitFor()
  await page.keyboard.press('#')
  await row('Old leaflet').waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Inbox' }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitemradio', { name: 'Trash' }).waitFor()
  await page.keyboard.type('Trash')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Trash' }).waitFor()
  await row('Old leaflet').waitFor()
  expect(await row('Broken kettle').count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByText(/In the trash since .*, by /).waitFor()

  await page.keyboard.press('#')
  await page.getByText(/#\d+ is restored\./).waitFor()
  await page.getByText(/In the trash since/).waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await row('Old leaflet').waitFor()
})
