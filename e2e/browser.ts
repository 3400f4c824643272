import { chromium, type Browser } from 'playwright-core'
import { existsSync } from 'node:fs'
import { unpackedChromium } from './chromium.ts'

/**
 * A browser for the journeys: the machine's own Chromium where there is one, else the one that comes with npm, so that
 * the tests also run on a bare machine. Web security stays on: what the tests prove must hold in a customer's browser.
 */
const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

// Nothing may leave the machine while tests run: no updates, no variations, no QUIC.
const quietFlags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--font-render-hinting=none',
]

let shared: Promise<Browser> | undefined

/**
 * One browser for all test files of this process, which ends with it. Each page is of a context of its own, which shares
 * nothing with others and is closed after its test.
 */
export async function sharedBrowser(): Promise<Browser> {
  const browser = await (shared ??= openBrowser())
  if (browser.isConnected()) return browser
  shared = undefined
  return sharedBrowser()
}

/** `flags`: what one test wants besides. */
export async function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  const own = process.env.CHROMIUM_PATH ?? systemBrowsers.find((path) => existsSync(path))
  const { executablePath, env } = own ? { executablePath: own, env: {} } : await unpackedChromium()
  return chromium.launch({
    executablePath,
    headless: true,
    // Chromium's own sandbox refuses to start for root, which is what containers usually run as.
    chromiumSandbox: false,
    args: [...quietFlags, ...flags],
    env: { ...definedEnvironment(), ...env },
  })
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
}
