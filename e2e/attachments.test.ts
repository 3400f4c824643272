import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { useDesk } from './desk.ts'

const desk = useDesk()

/** One point, red and blue. */
const picture = (colour: 'red' | 'blue') =>
  Buffer.from(
    colour === 'red'
      ? 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
      : 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  )
const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
)
const invitation = [
  'BEGIN:VCALENDAR',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:1@x',
  'SUMMARY:Repair at home',
  'DTSTART;TZID=Asia/Tokyo:20261203T143000',
  'DTEND;TZID=Asia/Tokyo:20261203T150000',
  'LOCATION:Street 1',
  'ORGANIZER;CN=Ana:mailto:ana@post.example',
  'ATTENDEE;PARTSTAT=ACCEPTED;CN=Bo:mailto:bo@post.example',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n')

async function openThread(subject: string, width?: number): Promise<Page> {
  const page = await desk.open('/inbox', width === undefined ? {} : { width, height: 800 })
  await page.getByRole('link', { name: new RegExp(subject) }).click()
  return page
}

test('pictures and PDFs open one after the other, by mouse and keyboard, and focus comes back', async () => {
  await sendMail(desk.server.smtpPort, {
    from: 'Ivy <ivy@mail.example>',
    subject: 'Broken hinge',
    text: 'A photo, another, and the bill.',
    attachments: [
      { filename: 'red.png', content: picture('red'), contentDisposition: 'inline' },
      { filename: 'blue.png', content: picture('blue'), contentDisposition: 'inline', cid: 'blue@x' },
      { filename: 'notes.zip', content: Buffer.from('PK\u0003\u0004') },
      { filename: 'bill.pdf', content: pdf, contentDisposition: 'inline' },
    ],
  })
  const page = await openThread('Broken hinge')
  const opener = page.getByRole('button', { name: /^Open red\.png/ })
  await opener.click()
  const viewer = page.getByRole('dialog', { name: 'Preview of red.png' })
  await viewer.getByRole('img', { name: 'red.png' }).waitFor()
  await viewer.getByText('1 of 3').waitFor()
  expect(await viewer.getByRole('button', { name: 'Previous file' }).isDisabled()).toBe(true)

  await page.keyboard.press('+')
  await expect.poll(() => viewer.getByRole('img', { name: 'red.png' }).getAttribute('data-large')).toBe('true')
  await page.keyboard.press('0')
  await expect.poll(() => viewer.getByRole('img', { name: 'red.png' }).getAttribute('data-large')).toBeNull()

  await page.keyboard.press('ArrowRight')
  await page.getByRole('dialog', { name: 'Preview of blue.png' }).waitFor()
  await page.getByRole('button', { name: 'Next file' }).click()
  const last = page.getByRole('dialog', { name: 'Preview of bill.pdf' })
  const frame = last.locator('iframe')
  const source = (await frame.getAttribute('src')) ?? ''
  const { status, headers } = await page.request
    .get(desk.server.url + source.replace(/#.*/, ''))
    .then((response) => ({ status: response.status(), headers: response.headers() }))
  expect(status).toBe(200)
  expect(headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff' })
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(headers['content-security-policy']).toContain("frame-ancestors 'self'")

  await page.keyboard.press('ArrowLeft')
  await page.getByRole('dialog', { name: 'Preview of blue.png' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  // The thread is still open below it, and the place is kept.
  await expect.poll(() => opener.evaluate((element) => element.matches(':focus'))).toBe(true)

  // What is no picture and no PDF is saved only.
  expect(await page.getByRole('button', { name: /notes\.zip/ }).count()).toBe(0)
  await page.getByRole('link', { name: /^Download notes\.zip/ }).waitFor()
})

test('only a PDF is ever served as one', async () => {
  await sendMail(desk.server.smtpPort, {
    from: 'mallory@mail.example',
    subject: 'Not a bill',
    text: 'See it.',
    attachments: [
      { filename: 'page.pdf', content: '<html><script>alert(1)</script></html>', contentType: 'application/pdf' },
      {
        filename: 'two.pdf',
        content: Buffer.from('\n\n<script>alert(1)</script>%PDF-1.4'),
        contentType: 'application/pdf',
      },
    ],
  })
  const page = await openThread('Not a bill')
  const links = page.getByRole('link', { name: /^Download/ })
  await expect.poll(() => links.count()).toBe(2)
  for (const link of await links.all()) {
    const response = await page.request.get(`${desk.server.url}${(await link.getAttribute('href')) ?? ''}?preview=true`)
    expect(response.headers()['content-type']).not.toContain('pdf')
    expect(response.headers()['content-disposition']).toContain('attachment')
    expect(response.headers()['content-security-policy']).toContain('sandbox')
  }
  expect(await page.getByRole('button', { name: /^Open/ }).count()).toBe(0)
})

test('an invitation, a contact card and an encrypted mail are cards', async () => {
  await sendMail(desk.server.smtpPort, {
    from: 'Ana <ana@post.example>',
    subject: 'Please come',
    text: 'Please come.',
    attachments: [
      { filename: 'invite.ics', content: invitation, contentType: 'text/calendar' },
      {
        filename: 'ana.vcf',
        content: 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Meier\r\nTEL:+49 170 1\r\nEND:VCARD',
        contentType: 'text/vcard',
      },
    ],
  })
  await sendMail(desk.server.smtpPort, {
    from: 'Cy <cy@post.example>',
    subject: 'A secret',
    text: '-----BEGIN PGP MESSAGE-----\n\nhQGMA7PDBXqcDB8TAQwA\n-----END PGP MESSAGE-----',
  })
  const page = await openThread('Please come')
  const event = page.getByRole('region', { name: 'Invitation: Repair at home' })
  await event.getByText(/3 December 2026.*\(Asia\/Tokyo\)/).waitFor()
  await event.getByText('Street 1').waitFor()
  await event.getByText('Bo: accepted').waitFor()
  await page.getByRole('region', { name: 'Contact card: Ana Meier' }).getByText('+49 170 1').waitFor()

  const other = await openThread('A secret')
  await other.getByText('This mail is encrypted. It cannot be read here.').waitFor()
  await other.getByText(/To the key B3C3057A9C0C1F13/).waitFor()
})
