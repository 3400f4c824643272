import type * as contracts from '@throughline/protocol/first-steps/first-steps.ts'
import type { ResponseOf } from '@throughline/protocol/route.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { sendMail } from '../../../test/mail/send-mail.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const done = async (): Promise<string[]> => {
  const { steps } = await app.api<ResponseOf<typeof contracts.getFirstSteps>>('GET', '/first-steps')
  return steps.filter((step) => step.done).map((step) => step.name)
}

test('each step is done when it has really worked, and not before', async () => {
  // A fresh installation has a mail channel of its own.
  expect(await done()).toEqual(['mail_channel'])
  await sendMail(app.smtpPort, { from: 'ana@example.com', subject: 'My kettle leaks', text: 'Can you send a new one?' })
  expect(await done()).toEqual(['mail_channel', 'mail_arrived'])

  const { items } = await app.api<{ items: { customerId: string }[] }>('GET', '/issues')
  await app.api('POST', `/customers/${items[0]!.customerId}/entries`, { kind: 'message', text: 'It is on its way.' })
  await expect.poll(done).toEqual(['mail_channel', 'mail_arrived', 'answered'])

  const password = 'a long enough password'
  await app.api('POST', '/staff', { name: 'Ben', email: 'ben@example.com', password })
  expect(await done()).toContain('teammate')
})
