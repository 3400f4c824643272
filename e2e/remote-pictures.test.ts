import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { sendMail, sendRaw } from '../server/test/mail/send-mail.ts'
import { useDesk } from './desk.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
let asked = 0
let other: Server
let host = ''
/** Listening before the server starts, which has to allow it. */
async function listen(): Promise<Record<string, string>> {
  other = createServer((_request, response) => {
    asked++
    response.writeHead(200, { 'content-type': 'image/png' }).end(png)
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(other.address() as AddressInfo).port}`
  return { ALLOWED_PRIVATE_HOSTS: host }
}
afterAll(() => void other.close())
const desk = useDesk({ env: listen })

test('remote pictures are shown on purpose, through this server, and the sender is not offered for good unless verified', async () => {
  const url = `http://${host}/kettle.png`
  await sendMail(desk.server.smtpPort, {
    from: 'Pia <pia@mail.example>',
    subject: 'My kettle',
    text: 'See it.',
    html: `<p>See it.</p><img src="${url}" alt="The kettle" width="40" height="40">`,
  })
  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /My kettle/ }).click()
  await page.getByText('One remote picture or file was not fetched.').waitFor()
  const picture = page.frameLocator('iframe').first().getByRole('img', { name: 'The kettle' })
  expect(await picture.getAttribute('src')).toBeNull()
  expect(asked).toBe(0)

  await page.getByRole('button', { name: 'Show pictures' }).click()
  await expect.poll(() => picture.evaluate((image: { naturalWidth?: number }) => image.naturalWidth)).toBe(1)
  expect(asked).toBe(1)
  expect(await page.getByText(/was not fetched/).count()).toBe(0)
  // Anybody can write under this name: nothing vouches for it.
  expect(await page.getByRole('button', { name: 'Always for this sender' }).count()).toBe(0)
  // The browser itself asked nobody but us.
  expect(desk.strayRequests).toEqual([])
})

test('pictures of a verified sender are shown always, on every device, until that is taken back', async () => {
  const { items } = (await desk.server.api('GET', '/channels')) as { items: { id: string }[] }
  await desk.server.api('PATCH', `/channels/${items[0]!.id}`, {
    settings: { address: 'support@shop.example', addresses: ['@shop.example'], authservIds: ['mx.shop.example'] },
  })
  const write = (subject: string, verdict: 'pass' | 'fail') =>
    sendRaw(
      desk.server.smtpPort,
      'vera@shop-news.example',
      [
        `Authentication-Results: mx.shop.example; dmarc=${verdict} header.from=shop-news.example`,
        'From: Vera <vera@shop-news.example>',
        'To: support@shop.example',
        `Subject: ${subject}`,
        `Message-ID: <${subject.replaceAll(' ', '-')}@shop-news.example>`,
        'Content-Type: text/html',
        '',
        `<p>${subject}</p><img src="http://${host}/${subject.length}.png" alt="${subject}" width="40" height="40">`,
      ].join('\r\n'),
    )
  const open = async (subject: string) => {
    const page = await desk.open('/inbox')
    await page
      .getByRole('link', { name: new RegExp(subject) })
      .first()
      .click()
    const frame = page.frameLocator(`iframe[title="Mail of Vera"] >> nth=-1`)
    return { page, picture: frame.getByRole('img', { name: subject }) }
  }
  const width = (image: { naturalWidth?: number }) => image.naturalWidth

  await write('Kettle news', 'pass')
  const first = await open('Kettle news')
  expect(await first.page.getByRole('button', { name: 'Always for this sender' }).count()).toBe(0)
  await first.page.getByRole('button', { name: 'Show pictures' }).click()
  await expect.poll(() => first.picture.evaluate(width)).toBe(1)
  await first.page.getByRole('button', { name: 'Always for this sender' }).click()
  await first.page.getByRole('button', { name: 'Do not show pictures of this sender any more' }).waitFor()

  const second = await open('Kettle news')
  await expect.poll(() => second.picture.evaluate(width)).toBe(1)

  // Somebody else under that name.
  await write('A forged letter', 'fail')
  const forged = await desk.open('/inbox')
  await forged
    .getByRole('link', { name: /A forged letter/ })
    .first()
    .click()
  await forged.getByText('One remote picture or file was not fetched.').waitFor()

  await second.page.getByRole('button', { name: 'Do not show pictures of this sender any more' }).click()
  await second.page.getByRole('button', { name: 'Show pictures' }).waitFor()
})
