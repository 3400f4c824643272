import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { sharedBrowser } from './browser.ts'
import { admin, startServer, type ServerOptions, type TestServer } from './server.ts'

/** One server for a test file, and a browser; a page of its own for each test. */
export interface Desk {
  server: TestServer
  /** A browser of somebody else: no cookies, no storage. The address may be of another site, too. */
  visit(path: string, options?: VisitOptions): Promise<Page>
  /** Signed in as the admin. */
  open(path: string, options?: VisitOptions): Promise<Page>
  /** What pages asked of anybody but the product. Must stay empty. */
  strayRequests: string[]
}

/** How long a condition may take on a busy machine: `expect.poll(…, soon)`. */
export const soon = { timeout: 30_000 }

export interface VisitOptions {
  width?: number
  height?: number
  colorScheme?: 'light' | 'dark'
  locale?: string
  /** Else that of this machine. */
  timezoneId?: string
  /** It is touched, and as wide as it says. */
  isPhone?: boolean
  /** What the browser itself rightly says to the console here. */
  expects?: RegExp
  /**
   * 0: what is sent leaves at once, where it can be taken back for five seconds else. For tests of what becomes of it;
   * signed in only.
   */
  holdSeconds?: 0
  /** Transitions run as most people see them; without it they are off, so that a test sees only states that last. */
  moves?: boolean
}

export function useDesk(options: ServerOptions & { start?: () => Promise<TestServer> } = {}): Desk {
  let browser: Browser
  let server: TestServer
  let session: Awaited<ReturnType<BrowserContext['storageState']>> | undefined
  const contexts: BrowserContext[] = []
  const complaints: string[] = []
  const strayRequests: string[] = []

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([options.start?.() ?? startServer(options), sharedBrowser()])
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    // A page that works says nothing to the console.
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await server?.stop()
  })

  async function visit(
    path: string,
    {
      width = 1440,
      height = 900,
      colorScheme = 'light',
      locale = 'en-GB',
      isPhone = false,
      expects,
      moves = false,
      timezoneId,
    }: VisitOptions = {},
    storageState?: typeof session,
  ) {
    const { origin, href } = new URL(path, server.url)
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      locale,
      ...(timezoneId === undefined ? {} : { timezoneId }),
      reducedMotion: moves ? 'no-preference' : 'reduce',
      ...(isPhone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
      ...(storageState ? { storageState } : {}),
    })
    contexts.push(context)
    context.setDefaultTimeout(30_000)
    context.on('weberror', (error) => complaints.push(error.error().message))
    context.on('console', (message) => {
      // The browser itself reports refused and broken requests; the page is what has to say so to people.
      const isOwn = !/^(Failed to load resource|WebSocket connection to)/.test(message.text())
      if (message.type() === 'error' && isOwn && !expects?.test(message.text())) complaints.push(message.text())
    })
    context.on('request', (request) => {
      const isOurs = [server.url, origin].some((own) => request.url().startsWith(own))
      if (!isOurs && !/^(data|blob|about):/.test(request.url())) strayRequests.push(request.url())
    })
    const page = await context.newPage()
    await page.goto(href)
    return page
  }

  return {
    get server() {
      return server
    },
    strayRequests,
    visit,
    async open(path, options) {
      session ??= await signInOnce()
      if (options?.holdSeconds === undefined) return visit(path, options, session)
      const localStorage = [{ name: 'throughline-hold-seconds', value: String(options.holdSeconds) }]
      return visit(path, options, { ...session, origins: [{ origin: server.url, localStorage }] })
    },
  }

  async function signInOnce() {
    const context = await browser.newContext()
    const response = await context.request.post(`${server.url}/api/auth/sign-in/email`, {
      data: { email: admin.email, password: admin.password },
      headers: { origin: server.url },
    })
    expect(response.status()).toBe(200)
    const state = await context.storageState()
    await context.close()
    return state
  }
}

/** Presses Undo in the notice with this text; other notices may be open beside it. */
export async function undo(page: Page, said: string | RegExp): Promise<void> {
  await page.getByRole('alert').filter({ hasText: said }).getByRole('button', { name: 'Undo' }).click()
}

/** All that was said to and by the customer whose thread is open. */
export function threadOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Everything said, oldest first' })
}
