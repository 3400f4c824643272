import { expect, test } from 'vitest'
import { useDesk } from './desk.ts'
import { sendMail } from '../server/test/mail/send-mail.ts'

const desk = useDesk()

test('a signature is saved under You, shown below the text of a mail, and not below a note', async () => {
  await sendMail(desk.server.smtpPort, { from: 'kim@mail.example', subject: 'Where?', text: 'Where is it?' })
  const page = await desk.open('/account')
  const field = page.getByRole('textbox', { name: 'Signature' })
  await field.fill('Ana Costa\nReturns team')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Signature saved.').waitFor()
  await page.reload()
  await expect.poll(() => field.inputValue()).toBe('Ana Costa\nReturns team')

  await page.goto(`${desk.server.url}/inbox`)
  await page.locator('[data-issue]').first().click()
  const preview = page.getByRole('note', { name: 'Your signature' })
  await preview.waitFor()
  expect(await preview.innerText()).toBe('Ana Costa\nReturns team')
  await page.keyboard.press('n')
  await preview.waitFor({ state: 'detached' })
})
