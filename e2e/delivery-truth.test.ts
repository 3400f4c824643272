import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { deliveryReport } from '../server/test/mail/delivery-report.ts'
import { sendMail, sendRaw } from '../server/test/mail/send-mail.ts'
import { soon, threadOf, useDesk } from './desk.ts'

/** From a first start without a mail server to answers that arrive: what the desk says is what has happened. */
const desk = useDesk({ hasMail: false })

async function mailChannel(): Promise<Channel> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's type
  const { items } = (await desk.server.api('GET', '/channels')) as { items: Channel[] }
  return items.find(({ kind }) => kind === 'email')!
}
const configure = async (settings: object): Promise<void> => {
  await desk.server.api('PATCH', `/channels/${(await mailChannel()).id}`, { settings })
}
const steps = (page: Page) => page.getByRole('region', { name: 'First steps' }).getByRole('listitem')
const isDone = (page: Page, step: string) =>
  steps(page).filter({ hasText: step }).getByLabel('Done', { exact: true }).waitFor()
const isOwed = async (page: Page, step: string): Promise<void> => {
  await steps(page).filter({ hasText: step }).waitFor()
  expect(await steps(page).filter({ hasText: step }).getByLabel('Done', { exact: true }).count()).toBe(0)
}
const banner = (page: Page) => page.getByRole('status').filter({ hasText: 'Mail does not leave.' })

async function answer(page: Page, text: string, cc?: string) {
  if (cc !== undefined) {
    await page.getByRole('button', { name: 'Cc', exact: true }).click()
    await page.getByRole('combobox', { name: 'Copies to' }).fill(cc)
    await page.keyboard.press('Enter')
  }
  const articles = threadOf(page).getByRole('article')
  await articles.first().waitFor()
  const before = await articles.count()
  const field = page.getByRole('textbox', { name: 'Write to the customer…' })
  await field.fill(text)
  await field.press('Control+Enter')
  return articles.nth(before)
}

test('first steps on an empty installation tick by what has really worked, and what is not sent is not called sent', async () => {
  const { smtpPort, sink } = desk.server
  const page = await desk.open('/inbox', { holdSeconds: 0 })
  await isOwed(page, 'Connect email')
  await banner(page).waitFor()
  await sendMail(smtpPort, {
    from: 'mara@post.example',
    to: 'support@localhost',
    subject: 'Shoe',
    text: 'Too small.',
  })
  await page.getByRole('link', { name: /mara@post/ }).click()
  await page.getByText('There is no outgoing server').first().waitFor()
  const entry = await answer(page, 'A pair leaves today.')
  await entry.getByText('Kept here, not sent').waitFor({ timeout: soon.timeout })
  expect(await entry.getByText('Sent', { exact: true }).count()).toBe(0)
  await page.goto(new URL('/inbox', desk.server.url).href)
  await isDone(page, 'Receive the first email')
  await isOwed(page, 'Connect email')
  await isOwed(page, 'Send the first reply')

  // The test of the channel says what is missing.
  await page.goto(new URL(`/settings/channels/${(await mailChannel()).id}`, desk.server.url).href)
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await page.getByText('No address is set').first().waitFor()
  await page.getByText('There is no outgoing server').first().waitFor()

  await configure({
    address: 'support@shop.example',
    smtp: { host: '127.0.0.1', port: sink.port, security: 'none' },
  })
  await page.goto(new URL('/inbox', desk.server.url).href)
  await isDone(page, 'Connect email')
  await isOwed(page, 'Send the first reply')
  expect(await banner(page).count()).toBe(0)
  await page.getByRole('link', { name: /mara@post/ }).click()
  await entry.getByRole('button', { name: 'Send again' }).click()
  await entry.getByText('Sent', { exact: true }).waitFor()
  await page.goto(new URL('/inbox', desk.server.url).href)
  await isDone(page, 'Send the first reply')
})

test('what was refused, deferred, delivered or came back is said on the answer, and a failure makes the issue ours', async () => {
  const { smtpPort, sink } = desk.server
  await configure({
    address: 'support@shop.example',
    smtp: { host: '127.0.0.1', port: sink.port, security: 'none' },
  })
  await sendMail(smtpPort, { from: '"Lou Berg" <lou@post.example>', subject: 'Lamp', text: 'It is broken.' })
  const page = await desk.open('/inbox', { holdSeconds: 0 })
  await page.getByRole('link', { name: /Lou Berg/ }).click()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's type
  const { items } = (await desk.server.api('GET', '/issues?status=open')) as { items: Issue[] }
  const issue = items.find(({ subject }) => subject === 'Lamp')!
  const me = await page.evaluate(async () => {
    const response = await fetch('/api/v1/me')
    return (await response.json()) as { id: string }
  })
  await desk.server.api('POST', `/issues/${issue.id}/assignment`, { ownerId: me.id })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's type
  const status = async () => ((await desk.server.api('GET', `/issues/${issue.id}`)) as Issue).status
  const messageId = () => /^Message-ID: (.*?)\r$/im.exec(sink.mails.at(-1)!.raw)![1]!
  const report = (more: Partial<Parameters<typeof deliveryReport>[0]>) =>
    sendRaw(smtpPort, '', deliveryReport({ messageId: messageId(), recipient: 'lou@post.example', ...more }))

  // Refused by the mail server.
  sink.answer = (line) => (line.startsWith('RCPT') ? '550 5.7.1 not from you' : undefined)
  const refused = await answer(page, 'A first answer.')
  await refused.getByText(/^Not sent: .*not from you/).waitFor()
  await expect.poll(status, soon).toBe('waiting_on_us')
  sink.answer = () => undefined

  // Deferred by the mail server, then by the one behind it, and delivered in the end.
  sink.answer = (line) => (line.startsWith('RCPT') ? '450 4.3.2 not now' : undefined)
  const deferred = await answer(page, 'A second answer.')
  await deferred.getByText(/^Will be tried again at .*not now/).waitFor()
  sink.answer = () => undefined
  await deferred.getByRole('button', { name: 'Try now' }).click()
  await deferred.getByText('Sent', { exact: true }).waitFor()
  await report({ action: 'delayed', status: '4.4.1', said: '451 4.4.1 still trying' })
  await deferred.getByText(/^Not there yet: .*still trying/).waitFor()
  await report({ action: 'delivered', status: '2.0.0', said: '250 2.0.0 taken' })
  await deferred.getByText('Delivered', { exact: true }).waitFor()
  expect(await status()).toBe('waiting_on_customer')

  // A copy that comes back.
  const copied = await answer(page, 'A third answer.', 'bert@firm.example')
  await copied.getByText('Sent', { exact: true }).waitFor()
  await report({ recipient: 'bert@firm.example' })
  await copied.getByText(/^The copy to bert@firm\.example did not arrive: .*user unknown/).waitFor()
  await copied.getByText('Sent', { exact: true }).waitFor()
  await expect.poll(status, soon).toBe('waiting_on_us')

  // The whole mail comes back, after the issue was closed with it.
  const bounced = await answer(page, 'A fourth answer.')
  await bounced.getByText('Sent', { exact: true }).waitFor()
  await desk.server.api('POST', `/issues/${issue.id}/closure`)
  await report({ id: 'the last one' })
  await bounced.getByText(/^Not sent: .*user unknown/).waitFor()
  await threadOf(page).getByText('Reopened: an answer did not arrive.').waitFor()
  await expect.poll(status, soon).toBe('waiting_on_us')

  // Its owner is told, at the bell.
  await page.getByRole('button', { name: /Notifications/ }).click()
  await page.getByText('An answer did not arrive').first().waitFor()
})
