import { createServer } from 'node:http'
import { portOf } from '../server/test/mail/ports.ts'

/** A company's own site: of another origin than ours, with pages as a test wants them. */
export interface Site {
  readonly origin: string
  /** Puts a page under a path, and resolves with its address. */
  put(path: string, page: SitePage): string
  close(): Promise<void>
}

export interface SitePage {
  /** Where the product is, and which chat the page shows; without it the page is bare. */
  readonly chat?: { readonly server: string; readonly channelId: string }
  /** Further attributes of the snippet's script. */
  readonly attributes?: string
  /** Attributes of the page's root: its language and direction. */
  readonly root?: string
  readonly head?: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Browsers find `*.localhost` on this machine, and take each name for a site of its own. */
export async function startSite(name = 'shop'): Promise<Site> {
  const pages = new Map<string, SitePage>()
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://site').pathname)
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...page?.headers })
    response.end(page ? documentOf(page) : '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://${name}.localhost:${portOf(server)}`
  return {
    origin,
    put(path, page) {
      pages.set(path, page)
      return origin + path
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function documentOf({ chat, attributes = '', root = 'lang="en"', head = '', body }: SitePage): string {
  const snippet = chat
    ? `<script src="${chat.server}/widget.js" data-channel="${chat.channelId}" ${attributes} async></script>`
    : ''
  return `<!doctype html>
<html ${root}>
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kettle &amp; Co.</title><link rel="icon" href="data:,">
${head}
${snippet}
</head>
<body>${body ?? '<main><h1>Kettle &amp; Co.</h1><p>Things that boil, and people who answer.</p></main>'}</body>
</html>`
}
