import { afterAll, expect, test } from 'vitest'
import { bootOpenIdProvider, type OpenIdProvider } from '../server/test/openid-provider.ts'
import { soon, useDesk } from './desk.ts'

let provider: OpenIdProvider
const desk = useDesk({
  async env(url) {
    provider = await bootOpenIdProvider({ redirectUri: `${url}/api/auth/openid/callback` })
    return { ...provider.env, OIDC_ROLE_CLAIM: 'groups', OIDC_ROLES: 'support=staff', OIDC_CREATE_STAFF: 'true' }
  },
})
afterAll(() => provider.close())

const person = { sub: 'ben', email: 'ben@acme.example', email_verified: true, name: 'Ben Okafor' }

test('a person signs in with the company’s sign-in and comes back to where they wanted to go', async () => {
  provider.person = { ...person, groups: ['support'] }
  const page = await desk.visit('/account')
  await page.getByRole('button', { name: 'Sign in with Example ID' }).click()
  await page.getByText('Ben Okafor').first().waitFor()
  expect(new URL(page.url()).pathname).toBe('/account')
  await page.getByText('You have no password here').waitFor()
  expect(await page.getByLabel('Current password').count()).toBe(0)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in with Example ID' }).waitFor()
})

test('a person without a role reads why they are not let in, also on a phone and in German, and a password still works', async () => {
  provider.person = { ...person, sub: 'eve', email: 'eve@acme.example', groups: [] }
  const page = await desk.visit('/sign-in', { width: 390, height: 844, isPhone: true, locale: 'de-DE' })
  await page.getByRole('button', { name: 'Mit Example ID anmelden' }).click()
  await page.getByRole('alert').getByText('Sie haben hier keinen Zugang').waitFor()
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth <= innerWidth'), soon).toBe(true)
  await page.getByLabel('E-Mail').fill('ana@acme.example')
  await page.getByLabel('Passwort', { exact: true }).fill('correct horse battery staple')
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await expect.poll(() => new URL(page.url()).pathname, soon).toBe('/inbox')
})

test('somebody who goes back from the company’s sign-in can begin again', async () => {
  const page = await desk.visit('/sign-in')
  // An answer without a page: the browser stays where it is.
  await page.route(`${provider.issuer}/**`, (route) => route.fulfill({ status: 204 }))
  const button = page.getByRole('button', { name: 'Sign in with Example ID' })
  await button.click()
  await expect.poll(() => button.isEnabled(), soon).toBe(false)
  // A browser that shows a page as it was left says so in this way.
  await page.evaluate(`window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`)
  await expect.poll(() => button.isEnabled(), soon).toBe(true)
})

test('what came of the company’s sign-in is said, also when it cannot be found out how to sign in', async () => {
  const page = await desk.visit('/account', { expects: /ERR_FAILED/ })
  await page.route('**/api/auth/ways', (route) => route.abort())
  await page.goto(`${desk.server.url}/sign-in?openid=unavailable`)
  await page.getByRole('alert').getByText('Your company’s sign-in does not answer.').waitFor()
  await page.goto(`${desk.server.url}/sign-in?openid=busy`)
  await page.getByRole('alert').getByText('Too many people of your network signed in at once.').waitFor()
  await page.getByLabel('Email').waitFor()
})
