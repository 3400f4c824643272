import { expect, test } from 'vitest'
import { barriers } from './barriers.ts'
import { soon, useDesk } from './desk.ts'

const desk = useDesk()

/** Through the proxy of the tests: all from one address. */
async function guess(email: string): Promise<void> {
  const response = await fetch(`${desk.server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'a wrong password' }),
  })
  await response.body?.cancel()
}

test(
  'the bell says that one address tries many accounts, in light and dark, in both languages',
  { timeout: 120_000 },
  async () => {
    const page = await desk.open('/inbox')
    await page.getByRole('button', { name: /^Notifications/ }).waitFor()
    for (const email of ['one@acme.example', 'two@acme.example', 'three@acme.example']) {
      await Promise.all(Array.from({ length: 10 }, () => guess(email)))
    }
    await page.getByRole('button', { name: /1 unread/ }).click()
    await page.getByText(/failed sign-ins since .*, from one address/).waitFor()
    await expect.poll(() => barriers(page), soon).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(() => barriers(page), soon).toEqual([])
    await page.getByRole('link', { name: /failed sign-ins/ }).click()
    await page.waitForURL(/audit/)

    const german = await desk.open('/inbox', { locale: 'de-DE' })
    await german.getByRole('button', { name: /^Mitteilungen/ }).click()
    await german.getByText(/gescheiterte Anmeldungen seit .*, von einer Adresse/).waitFor()
  },
)
