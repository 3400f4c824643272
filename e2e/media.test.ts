import { afterAll, expect, test } from 'vitest'
import {
  holding,
  refusing,
  slowly,
  startParrotFiles,
  type ParrotFiles,
} from '../server/test/sample-channel/parrot-files.ts'
import { signatureOf } from '../server/test/sample-channel/parrot.ts'
import { barriers, overflow } from './barriers.ts'
import { useDesk } from './desk.ts'

// Files that arrive after their message: the thread says so, and follows without being opened again.

let files: ParrotFiles
const desk = useDesk({
  program: 'server/test/sample-channel/parrot-node.ts',
  async env() {
    files = await startParrotFiles()
    return { ALLOWED_PRIVATE_HOSTS: files.host }
  },
})
afterAll(() => files[Symbol.asyncDispose]())

const secret = 'what the parrot knows'
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

let channelId: string | undefined
async function say(by: string, media: { name: string; file: string; size?: number }[]): Promise<void> {
  const { server } = desk
  if (channelId === undefined) {
    const settings = { perch: by, secret, server: files.url }
    channelId = (
      (await server.api('POST', '/channels', { kind: 'parrot', name: 'Parrot', settings })) as { id: string }
    ).id
  }
  const named = media.map((one) => ({ type: 'image/png', size: null, ...one }))
  const body = JSON.stringify([{ id: `${by} said`, perch: by, by, text: 'See these', media: named }])
  const to = `${server.url}/in/${channelId}`
  const headers = { 'x-parrot-signature': signatureOf({ body: Buffer.from(body), url: to }, secret) }
  expect((await fetch(to, { method: 'POST', headers, body })).status).toBe(202)
}

test('a file that arrives later and one that cannot be fetched are shown as such, and staff try again', async () => {
  const go = Promise.withResolvers<void>()
  files.put('lamp', slowly(png, go.promise))
  files.put('bill', refusing(404), refusing(401), holding(png))
  await say('Polly', [
    { name: 'lamp.png', file: 'lamp', size: png.length },
    { name: 'bill.png', file: 'bill' },
  ])
  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /Polly/ }).first().click()
  const file = (name: string) => page.getByRole('listitem').filter({ hasText: name }).last()
  await file('lamp.png').getByText('Arriving').waitFor()
  await file('bill.png')
    .getByText(/^Could not be fetched\. .*answered with 404/)
    .waitFor()
  // Neither can be opened or saved; only what has failed can be asked for.
  expect(await page.getByRole('link', { name: /^Download (lamp|bill)/ }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Try again to fetch lamp.png' }).count()).toBe(0)

  go.resolve()
  await page.getByRole('button', { name: /^Open lamp\.png/ }).waitFor()
  const again = page.getByRole('button', { name: 'Try again to fetch bill.png' })
  await again.click()
  await file('bill.png')
    .getByText(/answered with 401/)
    .waitFor()
  await again.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Open bill\.png/ }).click()
  await page.getByRole('dialog', { name: 'Preview of bill.png' }).getByRole('img', { name: 'bill.png' }).waitFor()
})

test.each([
  ['de', 'Ließ sich nicht abrufen.', 'Erneut versuchen'],
  ['fr', 'N’a pas pu être récupéré.', 'Réessayer'],
])('it is said in %s, on a narrow screen too', async (locale, failed, again) => {
  const by = `Polly ${locale}`
  files.put(`gone-${locale}`, refusing(404))
  channelId = undefined
  await say(by, [
    { name: `a-very-long-name-of-a-file-that-never-arrived-${'x'.repeat(60)}.png`, file: `gone-${locale}` },
  ])
  const page = await desk.open('/inbox', { locale, width: 390, height: 844 })
  await page.evaluate(`fetch('/api/v1/me/preferences', {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ language: '${locale}' }),
  }).then((answer) => { if (!answer.ok) throw new Error(answer.status) })`)
  await page.reload()
  await page
    .getByRole('link', { name: new RegExp(by) })
    .first()
    .click()
  await page.getByText(failed).waitFor()
  await page.getByText(again, { exact: true }).waitFor()
  expect(await overflow(page)).toBe(0)
  expect(await barriers(page)).toEqual([])
})
