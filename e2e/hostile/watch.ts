import { createServer } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import { portOf } from '../../server/test/mail/ports.ts'

/** Where a browser finds every name but this machine's: it writes down every name that is asked for. */
export interface Catcher {
  readonly calls: string[]
  /** The browser's flag that leads all names here. */
  readonly flag: string
  close(): void
}

export async function startCatcher(): Promise<Catcher> {
  const calls: string[] = []
  const server = createServer((socket) => {
    socket.once('data', (data) => {
      calls.push(data.toString('latin1').slice(0, 200))
      socket.destroy()
    })
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const names = 'EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1'
  return {
    calls,
    flag: `--host-resolver-rules=MAP * 127.0.0.1:${portOf(server)}, ${names}`,
    close: () => server.close(),
  }
}

/** What a page that shows hostile things may ask for: of whom, and which paths by which kind of request. */
export type IsOwn = (url: URL, type: string) => boolean

/**
 * Writes down everything that markup can do to a page, also what one of our walls stopped at the last moment: if a
 * policy or a sandbox had to step in, what is before it has a hole.
 */
export function watch(context: BrowserContext, findings: string[], isOwn: IsOwn): void {
  const found = (what: string, detail: string) => findings.push(`${what}: ${detail.slice(0, 300)}`)
  context.on('dialog', (dialog) => {
    found('dialog', dialog.message())
    void dialog.dismiss().catch(() => undefined)
  })
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (!/^(data|blob|about):$/.test(url.protocol) && !isOwn(url, request.resourceType())) {
      found(request.resourceType(), url.href)
    }
  })
  context.on('console', (message) => {
    if (/Blocked script|Blocked form|Content Security Policy|TrustedHTML|Refused to|sandbox/i.test(message.text())) {
      found('stopped by a wall', message.text())
    }
  })
  context.on('weberror', (error) => found('error', error.error().message))
  context.on('page', (page) => watchPage(page, found))
}

function watchPage(page: Page, found: (what: string, detail: string) => void): void {
  void page.opener().then((opener) => opener && found('popup', page.url()))
  page.on('download', (download) => {
    if (!page.isClosed()) found('download', download.suggestedFilename())
  })
  page.on('framenavigated', (frame) => {
    if (frame.parentFrame() !== null && /^(javascript|vbscript|data):/.test(frame.url())) found('frame', frame.url())
  })
}

/**
 * Runs in the page: what of the markup itself is dangerous, whether or not this browser did something about it. Text
 * that became an element is found by its attributes; in frames of mail, by what never belongs into one.
 */
export const suspiciousMarkup = `(() => {
  const found = []
  const look = (root, isMail) => {
    for (const element of root.querySelectorAll('*')) {
      if (isMail && /^(script|iframe|frame|object|embed|form|input|button|textarea|select|link|meta|base|audio|video|source|svg|math|title|template)$/i.test(element.localName)) found.push(element.outerHTML)
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name) || /^(srcdoc|formaction|ping)$/i.test(name) && isMail) found.push(element.outerHTML)
        if (/^(href|src|action|data|xlink:href|background)$/i.test(name) && /^[\\s\\u0000-\\u001f]*[a-z][a-z0-9+.-]*:/i.test(value) && !/^(https?|mailto|tel|sms|blob):|^data:image\\/(png|jpe?g|gif|webp|bmp);/i.test(value)) found.push(element.outerHTML)
        if (isMail && name === 'style' && /url\\s*\\(|expression|@import|-moz-binding|behavior/i.test(value)) found.push(element.outerHTML)
      }
    }
  }
  look(document, false)
  for (const frame of document.querySelectorAll('iframe')) if (frame.contentDocument?.body) look(frame.contentDocument.body, true)
  return found.map((html) => html.slice(0, 300))
})()`
