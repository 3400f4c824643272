import { expect, test } from 'vitest'
import { useDesk } from './desk.ts'
import { admin } from './server.ts'

const desk = useDesk()

const linkIn = (raw: string): string =>
  /http\S+\/account#prove=\S+/.exec(raw.replaceAll('=\r\n', '').replaceAll('=3D', '='))![0]

test('one confirms the address by a link, and chooses which notifications come by mail, and when', async () => {
  const page = await desk.open('/account')
  const byMail = page.getByRole('region', { name: 'By mail' })
  await byMail.getByText(/Before anything is sent to ana@acme\.example/).waitFor()
  await byMail.getByRole('button', { name: 'Send me the link' }).click()
  await byMail.getByText(/A mail is on its way to ana@acme\.example/).waitFor()
  const mail = desk.server.sink.mails.find(({ to }) => to.includes(admin.email))!
  const link = new URL(linkIn(mail.raw))
  await page.goto(`${desk.server.url}${link.pathname}${link.hash}`)
  await page.getByText('Your address is confirmed.').waitFor()
  await byMail.getByText(/They go to ana@acme\.example/).waitFor()
  expect(new URL(page.url()).hash).toBe('#notifications')

  await byMail.getByLabel('Always, at once').check()
  await byMail.getByLabel('An issue is assigned to me').uncheck()
  await page.reload()
  await expect.poll(() => byMail.getByLabel('Always, at once').isChecked()).toBe(true)
  expect(await byMail.getByLabel('An issue is assigned to me').isChecked()).toBe(false)
  expect(await byMail.getByLabel('Somebody names me in a note').isChecked()).toBe(true)
  await byMail.getByLabel('Never').check()
  await byMail.getByLabel('Somebody names me in a note').waitFor({ state: 'detached' })
})
