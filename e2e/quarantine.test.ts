import { expect, test } from 'vitest'
import { sendRaw } from '../server/test/mail/send-mail.ts'
import { barriers, overflow } from './barriers.ts'
import { soon, useDesk } from './desk.ts'

const desk = useDesk()

function arrive(from: string, subject: string, field: string, text: string): Promise<void> {
  const head = `From: ${from}\r\nSubject: ${subject}\r\nDate: Sat, 28 Feb 2026 10:00:00 +0000\r\n${field}\r\n`
  return sendRaw(desk.server.smtpPort, '', `${head}Content-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`)
}

test('staff see what was set aside and why, find it, and release what belongs to a customer', async () => {
  await arrive('Lou Berg <lou@post.example>', 'Away until May', 'X-Autoreply: yes', 'Is my lamp ready? Order 4711.')
  await arrive(
    'MAILER-DAEMON@mx.example',
    'failure notice',
    'X-Nothing: 1',
    '<kim@far.example>: 550 5.1.1 unknown user',
  )
  const page = await desk.open('/settings/inbound')
  const rows = page.getByRole('list', { name: 'Quarantine' }).getByRole('listitem')
  await expect.poll(() => rows.count()).toBe(2)
  const ofLou = rows.filter({ hasText: 'Lou Berg <lou@post.example>' })
  for (const shown of [
    'Away until May',
    'Is my lamp ready? Order 4711.',
    'Auto-reply',
    'It carries the field x-autoreply.',
  ])
    await ofLou.getByText(shown).waitFor()
  await page.getByText('Set aside 2').waitFor()

  await page.getByRole('searchbox', { name: 'Search the quarantine' }).fill('lamp 4711')
  await expect.poll(() => rows.count()).toBe(1)
  await page.getByText('Set aside 1').waitFor()
  await ofLou.getByRole('button', { name: 'Release' }).click()
  await page.getByText('It is on its thread now.').waitFor()
  // Nothing is left of what was searched, and the way back is one press.
  await page.getByText('Nothing found').waitFor()
  await page.getByRole('button', { name: 'Clear filter' }).click()
  await expect.poll(() => rows.count()).toBe(1)
  await rows.getByText('failure notice').waitFor()

  await page.goto(`${desk.server.url}/inbox?queue=open`)
  await page.getByRole('link', { name: /Lou Berg.*Away until May/s }).waitFor()
})

test('its rows can be read and used by everybody, in light and dark, at every size', async () => {
  const long = 'Averylongwordthatneverends'.repeat(8)
  await arrive(`"${long}" <long@post.example>`, long, 'X-Autoreply: yes', `${long} ${'and so on '.repeat(60)}`)
  await arrive(
    '=?utf-8?B?2YXYrdmF2K8=?= <mo@post.example>',
    '=?utf-8?B?2KXYrNin2LLYqQ==?=',
    'X-Autoreply: yes',
    'أنا في إجازة.',
  )
  const page = await desk.open('/settings/inbound')
  await page.getByText('mo@post.example').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme })
    await expect.poll(() => barriers(page), { ...soon, message: colorScheme }).toEqual([])
    for (const [width, height] of [
      [1440, 900],
      [820, 1180],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height })
      await expect.poll(() => overflow(page), { ...soon, message: `${width}` }).toBeLessThanOrEqual(0)
    }
  }
  // By keyboard: from the search to the first row's button.
  await page.getByRole('searchbox').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').textContent()).toBe('Release')
})

test('somebody who may only read sees it, without what they may not do', async () => {
  await arrive('Bo <bo@post.example>', 'Back in June', 'X-Autoreply: yes', 'I am away.')
  const email = 'reader@acme.example'
  const password = 'correct horse battery staple'
  await desk.server.api('POST', '/staff', { name: 'Rea Der', email, password, role: 'readonly' })
  const page = await desk.visit('/settings/inbound')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const ofBo = page.getByRole('listitem').filter({ hasText: 'Back in June' })
  await ofBo.getByText('I am away.').waitFor()
  expect(await page.getByRole('button', { name: 'Release' }).count()).toBe(0)
})

test('the same in German', async () => {
  await arrive('Pia <pia@post.example>', 'Bin weg', 'Auto-Submitted: auto-replied', 'Bis Mai.')
  const page = await desk.open('/settings/inbound', { locale: 'de-DE' })
  const ofPia = page.getByRole('list', { name: 'Quarantäne' }).getByRole('listitem').filter({ hasText: 'Bin weg' })
  await ofPia.getByText('Ihr Feld Auto-Submitted sagt auto-replied.').waitFor()
  await ofPia.getByRole('button', { name: 'Freigeben' }).waitFor()
})
