import { afterAll, beforeAll, expect, test } from 'vitest'
import { overflow } from './barriers.ts'
import { chatOn, connectSite, type ChatSite } from './chat.ts'
import { soon, useDesk } from './desk.ts'
import { startSite } from './site.ts'

const desk = useDesk()
let site: ChatSite
beforeAll(async () => {
  site = await connectSite(desk.server, { accentColour: '#0b6e4f', title: 'Kettle & Co.' })
})
afterAll(() => site?.close())

const hostileStyle = `<style>
  * { all: unset !important; display: none !important; visibility: hidden !important; opacity: 0 !important;
    transform: scale(0.1) !important; font-size: 90px !important; direction: rtl !important; pointer-events: none !important }
  button, iframe, throughline-chat, throughline-chat * { display: none !important; position: static !important;
    width: 1px !important; height: 1px !important; z-index: -1 !important; clip-path: inset(50%) !important }
  html, body { display: block !important; visibility: visible !important; opacity: 1 !important; transform: none !important }
  html { font-size: 4px !important; overflow: hidden !important }
  body { transform: rotate(180deg) !important; filter: blur(9px) !important; position: fixed !important; z-index: 2147483647 }
  @media all { iframe { content-visibility: hidden !important } }
</style>`

test('the worst style that a page can have leaves the chat as it is', async () => {
  const page = await desk.visit(site.put('/hostile', { head: hostileStyle, body: '<h1>Hostile</h1>' }))
  const chat = chatOn(page)
  await chat.launcher.waitFor()
  expect(await chat.launcher.boundingBox()).toMatchObject({ width: 56, height: 56 })
  await chat.open()
  await chat.write('Can anybody see this?')
  await chat.frame.getByText('Delivered').waitFor()
  expect(await page.locator('throughline-chat iframe').boundingBox()).toMatchObject({ width: 400 })
})

test('a strict policy of the page needs three lines for the chat, and they are enough', async () => {
  const { url } = desk.server
  // As docs/guides/embed-the-widget.md has them.
  const policy = `default-src 'none'; img-src data:; script-src ${url}; frame-src ${url}; require-trusted-types-for 'script'; trusted-types 'none'`
  const page = await desk.visit(site.put('/strict', { headers: { 'content-security-policy': policy } }))
  const chat = chatOn(page)
  await chat.open()
  await chat.write('Within the policy')
  await chat.frame.getByText('Delivered').waitFor()
})

test('a policy that forbids the frame is named to the site’s developer, with the line that is missing', async () => {
  const { url } = desk.server
  const policy = `default-src 'none'; img-src data:; script-src ${url}`
  const page = await desk.visit('about:blank', { expects: /^Framing .* violates/ })
  const warnings: string[] = []
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()))
  await page.goto(site.put('/forbidding', { headers: { 'content-security-policy-report-only': policy } }))
  await expect.poll(() => warnings.join(), soon).toContain(`add ${url} to frame-src`)
})

test('a site that is not on the list of the channel shows no chat', async () => {
  const other = await startSite('elsewhere')
  try {
    const page = await desk.visit('about:blank', { expects: /frame-ancestors/ })
    const refused = page.waitForResponse((response) => response.url().includes('/widget/frame/'))
    await page.goto(other.put('/', { chat: site.chat }))
    const response = await refused
    expect(response.headers()['content-security-policy']).toContain(`frame-ancestors 'self' ${site.origin}`)
    await expect.poll(() => page.frames().map((frame) => frame.url()), soon).toContain('chrome-error://chromewebdata/')
    expect(await page.getByRole('button').count()).toBe(0)
  } finally {
    await other.close()
  }
})

test('the page says which language, colours and side; Arabic runs from right to left', async () => {
  const url = site.put('/ar', { root: 'lang="ar" dir="rtl"', attributes: 'data-theme="dark"' })
  const page = await desk.visit(url)
  await page.getByRole('button', { name: 'فتح المحادثة' }).click()
  const frame = page.frameLocator('throughline-chat iframe')
  await frame.getByRole('textbox').waitFor()
  expect(await frame.locator('html').evaluate('document.documentElement.dir')).toBe('rtl')
  expect(await frame.locator('html').evaluate('document.documentElement.dataset.theme')).toBe('dark')
  const accent = 'getComputedStyle(document.documentElement).getPropertyValue("--accent")'
  expect(await frame.locator('html').evaluate(accent)).toBe('#0b6e4f')
  // At the end of a line, which is on the left here.
  expect((await page.locator('throughline-chat iframe').boundingBox())?.x).toBe(20)
  await page.evaluate(`Throughline.setLocale('de-AT')`)
  await frame.getByRole('textbox', { name: 'Nachricht schreiben …' }).waitFor()
  expect(await frame.locator('html').evaluate('document.documentElement.dir')).toBe('ltr')
})

test('the page opens and closes the chat by its own button, and hears what happens', async () => {
  const page = await desk.visit(
    site.put('/own-button', {
      attributes: 'data-launcher="none"',
      head: `<script>
        window.Throughline = Object.assign((...call) => void window.Throughline.q.push(call), { q: [] })
        window.heard = []
        for (const name of ['ready', 'open', 'close']) Throughline('on', name, () => window.heard.push(name))
      </script>`,
      body: `<button onclick="Throughline.open()">Ask us</button><button onclick="Throughline.close()">Enough</button>`,
    }),
  )
  await expect.poll(() => page.evaluate('window.heard'), soon).toEqual(['ready'])
  expect(await page.getByRole('button').count()).toBe(2)
  await page.getByRole('button', { name: 'Ask us' }).click()
  const chat = chatOn(page)
  await chat.field.waitFor()
  await page.getByRole('button', { name: 'Enough' }).click()
  await chat.field.waitFor({ state: 'hidden' })
  await expect.poll(() => page.evaluate('window.heard'), soon).toEqual(['ready', 'open', 'close'])
  // After closing by the page's button the focus is where it was.
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Enough')
})

test('it opens in under 200 ms, and is ready to be written in', { timeout: 90_000 }, async () => {
  const page = await desk.visit(site.put('/quick'))
  const chat = chatOn(page)
  await chat.launcher.waitFor()
  await expect.poll(() => page.frames().length, soon).toBe(2)
  const inFrame = page.frames()[1]!
  async function openOnce(): Promise<number> {
    // From the press until the field has the focus and what was painted is on the screen; one clock for both documents.
    const ready = inFrame.evaluate<number>(`new Promise((resolve) => {
      const look = () => document.activeElement?.tagName === 'TEXTAREA' && document.hasFocus()
        ? requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())))
        : requestAnimationFrame(look)
      look()
    })`)
    await page.evaluate(`document.querySelector('throughline-chat').shadowRoot.querySelector('button').addEventListener(
      'click', () => (window.pressedAt = performance.timeOrigin + performance.now()), { capture: true, once: true })`)
    await chat.launcher.click()
    const tookMs = (await ready) - (await page.evaluate<number>('window.pressedAt'))
    await chat.close()
    await chat.field.waitFor({ state: 'hidden' })
    return tookMs
  }
  // A machine that is busy with other things spoils a round or two; a widget that is slow spoils each of them.
  let took: number[] = []
  for (let round = 0; round < 5 && (took.length === 0 || Math.max(...took) >= 200); round++) {
    took = []
    for (let turn = 0; turn < 5; turn++) took.push(await openOnce())
  }
  expect(Math.max(...took), `${took.map(Math.round).join(', ')} ms`).toBeLessThan(200)
})

test('on a phone it fills the screen, gives the page back when closed, and reaches over no edge', async () => {
  const page = await desk.visit(site.put('/phone', { body: '<h1>Phone</h1><p style="height: 3000px">Long</p>' }), {
    width: 390,
    height: 844,
    isPhone: true,
  })
  const chat = chatOn(page)
  await chat.open()
  const sheet = page.locator('throughline-chat iframe')
  await expect.poll(() => sheet.boundingBox(), soon).toEqual({ x: 0, y: 0, width: 390, height: 844 })
  expect(await page.evaluate('document.documentElement.style.overflow')).toBe('hidden')
  await chat.write('averylongwordwithoutanyplacetobreakit'.repeat(10))
  await chat.frame.getByText('Delivered').waitFor()
  const inFrame = page.frames()[1]!
  expect(await inFrame.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
  for (const button of await chat.frame.getByRole('button').all()) {
    const box = await button.boundingBox()
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), await button.innerText()).toBeGreaterThanOrEqual(36)
  }
  await chat.close()
  await chat.launcher.waitFor()
  expect(await page.evaluate('document.documentElement.style.overflow')).toBe('')
  expect(await overflow(page)).toBe(0)
})
