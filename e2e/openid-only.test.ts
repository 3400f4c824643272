import { afterAll, expect, test } from 'vitest'
import { bootOpenIdProvider, type OpenIdProvider } from '../server/test/openid-provider.ts'
import { soon, useDesk } from './desk.ts'
import { admin } from './server.ts'

let provider: OpenIdProvider
const desk = useDesk({
  async env(url) {
    provider = await bootOpenIdProvider({ redirectUri: `${url}/api/auth/openid/callback` })
    return { ...provider.env, OIDC_PASSWORD_SIGN_IN: 'off', OIDC_BREAK_GLASS_EMAIL: admin.email }
  },
})
afterAll(() => provider.close())

test('where passwords are off the emergency account signs in by keyboard alone', async () => {
  const page = await desk.visit('/sign-in?openid=cancelled')
  await page.getByRole('alert').getByText('You cancelled the sign-in.').waitFor()
  await page.getByRole('button', { name: 'Use the emergency account' }).press('Enter')
  const email = page.getByLabel('Email')
  await expect.poll(() => email.evaluate((element) => element === element.ownerDocument.activeElement), soon).toBe(true)
  await page.keyboard.type(admin.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(admin.password)
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).pathname, soon).toBe('/inbox')
})
