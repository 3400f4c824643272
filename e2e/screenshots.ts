import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Frame, Page } from 'playwright-core'
import { tellBusyDay } from '../server/seeds/busy-day/busy-day.ts'
import { demoPassword, staff } from '../server/seeds/cast.ts'
import { fill } from '../server/seeds/fill.ts'
import { startApp } from '../server/src/run/app.ts'
import { startEmbedded } from '../server/src/platform/db/embedded/embedded.ts'
import { manualClock, minuteMs } from '../server/src/lib/clock.ts'
import { runScript, type CommandLine } from '../server/src/lib/command-line.ts'
import { readConfig } from '../server/src/lib/config.ts'
import { createLogger } from '../server/src/lib/logger.ts'
import { freePort } from '../server/test/free-port.ts'
import { openBrowser } from './browser.ts'
import { ensureBuilt } from '../server/test/built.ts'

/**
 * `npm run screenshots [-- NAME…]`: makes docs/images anew, from the demo's data, in the real browser. The story is told for one
 * fixed afternoon, and the clocks of server and browser stand still there, so that a picture changes when we do.
 */
const afternoon = new Date('2026-01-15T14:00:00Z')
const imagesDir = join(import.meta.dirname, '../docs/images')

interface Shot {
  name: string
  path: string
  size: { width: number; height: number }
  /** As what it is signed in; null for a newcomer. */
  as: { email: string } | null
  ready: (page: Page) => Promise<unknown>
}

const wide = { width: 1440, height: 900 }
const shots: readonly Shot[] = [
  {
    name: 'desk',
    path: '/inbox',
    size: wide,
    as: staff.jonas,
    async ready(page) {
      await page.getByRole('link', { name: /Mara Lindqvist.*My kettle leaks/s }).click()
      await page.getByText('whistles in the right key').last().waitFor()
      await page.getByRole('textbox', { name: 'Write to the customer…' }).waitFor()
    },
  },
  {
    name: 'merged-customer',
    path: '/customers',
    size: wide,
    as: staff.nia,
    async ready(page) {
      await page.getByLabel('Search customers').fill('dmitri@home.example')
      await page
        .getByRole('link', { name: /Dmitri Volkov/ })
        .first()
        .click()
      await page.getByText('Do you have a spare one?').last().waitFor()
    },
  },
  {
    name: 'lab',
    path: '/try',
    size: wide,
    as: staff.ana,
    async ready(page) {
      await page.getByLabel('You play').selectOption('mara')
      await openChat(page, page.frameLocator('.customer iframe'))
      const desk = page.frameLocator('.staff iframe')
      await desk.getByRole('link', { name: /Mara Lindqvist.*My kettle leaks/s }).click()
      await desk.getByText('whistles in the right key').last().waitFor()
      await desk.getByRole('textbox', { name: 'Write to the customer…' }).waitFor()
    },
  },
  {
    name: 'widget',
    path: '/try/shop?person=mara',
    size: { width: 900, height: 720 },
    as: null,
    ready: (page) => openChat(page, page),
  },
  {
    name: 'mail-channel',
    path: '/settings/channels',
    size: wide,
    as: staff.ana,
    async ready(page) {
      await page.getByRole('link', { name: /hello@kettle.example/ }).click()
      await page.getByRole('button', { name: 'Test', exact: true }).click()
      await page.getByText('Mail leaves from hello@kettle.example').waitFor()
      // To the end of the form, where what the test found stands.
      await page.mouse.move(wide.width / 2, wide.height / 2)
      await page.mouse.wheel(0, 10_000)
    },
  },
  {
    name: 'phone',
    path: '/inbox',
    size: { width: 390, height: 844 },
    as: staff.jonas,
    ready: (page) => page.getByRole('link', { name: /Mara Lindqvist.*My kettle leaks/s }).waitFor(),
  },
]

/** Signs Mara in at the shop and opens the chat, which is a frame in a shadow that no page looks into. */
async function openChat(page: Page, shop: Pick<Page, 'getByRole' | 'getByText'>): Promise<void> {
  await shop.getByRole('button', { name: 'Sign in as Mara Lindqvist' }).click()
  await shop.getByText('Signed in as Mara Lindqvist').waitFor()
  await shop.getByRole('button', { name: 'chat with us' }).click()
  const isChat = (frame: Frame) => frame.url().includes('/widget/frame/')
  const chat = page.frames().find(isChat) ?? (await page.waitForEvent('framenavigated', isChat))
  await chat.getByText('whistles in the right key').last().waitFor()
}

const screenshotsCommand = {
  command: 'npm run screenshots --',
  what: `Makes docs/images anew. There are ${shots.map(({ name }) => name).join(', ')}; all, if none is named.`,
  options: {},
  positionals: { usage: '[NAME …]', min: 0, max: Infinity, missing: '' },
} satisfies CommandLine

async function main(named: readonly string[]): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'throughline-screenshots-'))
  const dataDir = join(parent, 'data')
  const [port, smtpPort, labSmtpPort] = [await freePort(), await freePort(), await freePort()]
  const config = readConfig({
    DATA_DIR: dataDir,
    PORT: String(port),
    SMTP_PORT: String(smtpPort),
    LAB: 'on',
    LAB_SMTP_PORT: String(labSmtpPort),
  })
  const logger = createLogger('error')
  await ensureBuilt()
  await fill(config, tellBusyDay, { end: afternoon })
  const embedded = await startEmbedded({ dataDir, logger })
  const clock = manualClock(afternoon)
  const app = await startApp({ config, logger, connection: embedded.connection, version: '0.0.0', clock })
  const browser = await openBrowser()
  await mkdir(imagesDir, { recursive: true })
  try {
    for (const shot of shots.filter(({ name }) => named.length === 0 || named.includes(name))) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const context = await browser.newContext({
          viewport: shot.size,
          deviceScaleFactor: 1.5,
          colorScheme,
          locale: 'en-GB',
          timezoneId: 'UTC',
          reducedMotion: 'reduce',
        })
        if (shot.as) {
          const data = { email: shot.as.email, password: demoPassword }
          const origin = config.publicUrl
          await context.request.post(`${origin}/api/auth/sign-in/email`, { data, headers: { origin } })
        }
        const page = await context.newPage()
        await page.clock.setFixedTime(new Date(afternoon.getTime() + minuteMs))
        await page.goto(config.publicUrl + shot.path)
        await shot.ready(page)
        await page.evaluate('document.fonts.ready')
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
        await capture(page, `${shot.name}-${colorScheme}`)
        await context.close()
      }
    }
  } finally {
    await browser.close()
    await app.stop()
    await embedded.stop()
    await rm(parent, { recursive: true, force: true })
  }
}

/** WebP by the browser itself: a fifth of a PNG, and no tool of its own. */
async function capture(page: Page, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
  const bytes = Buffer.from(data, 'base64')
  await writeFile(join(imagesDir, `${name}.webp`), bytes)
  process.stdout.write(`docs/images/${name}.webp  ${Math.round(bytes.length / 1024)} KiB\n`)
}

await runScript(screenshotsCommand, ({ positionals }) => main(positionals))
process.exit(0)
