import type { FrameLocator, Locator, Page } from 'playwright-core'
import { idOf } from './seed.ts'
import type { TestServer } from './server.ts'
import { startSite, type Site, type SitePage } from './site.ts'

/** With which the site's own server signs who its visitor is. */
export const hostSecret = 'a-secret-of-the-shop-of-32-bytes-or-more'

/** A company's site with our chat on it. */
export interface ChatSite {
  readonly origin: string
  readonly channelId: string
  /** Where the product is, and which chat: for pages and programs. */
  readonly chat: { readonly server: string; readonly channelId: string }
  /** Puts a page with the chat under a path, and resolves with its address. */
  put(path: string, page?: SitePage): string
  close(): Promise<void>
}

export async function connectSite(server: TestServer, settings: object = {}): Promise<ChatSite> {
  const site: Site = await startSite()
  const channel = await server.api('POST', '/channels', {
    kind: 'webchat',
    name: 'Kettle & Co.',
    settings: { allowedOrigins: [site.origin], identity: { secret: hostSecret }, ...settings },
  })
  const chat = { server: server.url, channelId: idOf(channel).id }
  return {
    origin: site.origin,
    channelId: chat.channelId,
    chat,
    put: (path, page = {}) => site.put(path, { chat, ...page }),
    close: () => site.close(),
  }
}

/** The chat as its visitor has it before them. */
export function chatOn(page: Page) {
  const frame: FrameLocator = page.frameLocator('throughline-chat iframe')
  const field = frame.getByRole('textbox', { name: 'Write a message…' })
  return {
    frame,
    field,
    launcher: page.getByRole('button', { name: /^Open the chat/ }),
    async open(): Promise<void> {
      await page.getByRole('button', { name: /^Open the chat/ }).click()
      await field.waitFor()
    },
    close: () => frame.getByRole('button', { name: 'Close the chat' }).click(),
    async write(text: string): Promise<void> {
      await field.fill(text)
      await frame.getByRole('button', { name: 'Send' }).click()
    },
    said: (text: string | RegExp): Locator => frame.getByRole('article').filter({ hasText: text }),
    /** Everything that is shown, in order, without who and when. */
    texts: (): Promise<string[]> => frame.locator('article .text').allInnerTexts(),
  }
}
