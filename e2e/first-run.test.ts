import { expect, test } from 'vitest'
import { until } from '../server/test/mail/until.ts'
import { totp } from '../server/test/totp.ts'
import { useDesk } from './desk.ts'

const desk = useDesk({ hasAdmin: false })
const ana = { name: 'Ana Duarte', email: 'ana@acme.example', password: 'a long enough password' }

test('the printed link makes the first account; two-factor authentication is switched on, asked for, and switched off', async () => {
  await until('the link is printed', () => desk.server.printed().includes('/setup?token='))
  const link = /\S+\/setup\?token=\S+/.exec(desk.server.printed())?.[0] ?? ''
  expect(link).toContain(desk.server.url)

  // Without the link, it says what is needed.
  const page = await desk.visit('/')
  await page.getByRole('heading', { name: 'This needs the one-time link' }).waitFor()

  // With it, the first account is made, and the desk opens.
  await page.goto(link)
  await page.getByLabel('Your name').fill(ana.name)
  await page.getByLabel('Email').fill(ana.email)
  await page.getByLabel('Password', { exact: true }).fill('too short')
  await page.getByRole('button', { name: 'Create the account' }).click()
  await page.getByText('At least 12 characters.').last().waitFor()
  await page.getByLabel('Password', { exact: true }).fill(ana.password)
  await page.getByLabel('Company name').fill('Acme')
  await page.getByRole('button', { name: 'Create the account' }).click()
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  await page.getByText('Nothing is open').waitFor()

  // The link works once.
  const second = await desk.visit(new URL(link).pathname + new URL(link).search)
  await second.getByRole('heading', { name: 'Throughline is set up already.' }).waitFor()

  // Two-factor authentication: password, scan, a right code.
  await page.getByRole('link', { name: 'You' }).click()
  await page.getByRole('button', { name: 'Switch on' }).click()
  await page.getByLabel('Your password').fill(ana.password)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByAltText('QR code for your authenticator app').waitFor()
  const secret = (await page.locator('[data-totp-secret]').textContent()) ?? ''
  await page.getByLabel('Six-digit code 1').click()
  await page.keyboard.type(totp(secret))
  await page.getByRole('heading', { name: 'Keep these backup codes' }).waitFor()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('Signing in asks for a code from your app.').waitFor()

  // Signing in asks for it; a wrong password and a wrong code are refused.
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.getByLabel('Email').fill(ana.email)
  await page.getByLabel('Password', { exact: true }).fill('not the right password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Email or password is not right.').waitFor()
  await page.getByLabel('Password', { exact: true }).fill(ana.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Enter the code from your app' }).waitFor()
  await page.keyboard.type('000000')
  await page.getByText('This code is not right').waitFor()
  await page.getByLabel('Six-digit code 1').click()
  await page.keyboard.type(totp(secret, 1))
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()

  // And it can be switched off again.
  await page.getByRole('link', { name: 'You' }).click()
  await page.getByRole('button', { name: 'Switch off' }).click()
  await page.getByLabel('Your password').fill(ana.password)
  await page.getByRole('button', { name: 'Switch off' }).click()
  await page.getByText('Two-factor authentication is off.').waitFor()
})
