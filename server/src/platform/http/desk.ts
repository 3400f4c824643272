import { existsSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyRequest } from 'fastify'
import { pathOf } from './errors.ts'
import type { HttpServer } from './http-server.ts'

/**
 * Serves the built workspace. Its files have their content's hash in their name and are kept for ever by browsers;
 * its page is asked for every time. Every other address that a browser opens as a page is the workspace too: the
 * address belongs to it.
 */
export async function serveDesk(app: HttpServer, { distDir }: { distDir: string }): Promise<void> {
  if (!existsSync(join(distDir, 'index.html'))) {
    app.throughline.page = (_request, reply) =>
      reply.code(503).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(notBuilt)
    return
  }
  await app.register(staticFiles, {
    root: distDir,
    // One route per file, found at the start: what is not there is not looked for.
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.includes('/assets/')
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.throughline.page = (_request, reply) => reply.sendFile('index.html')
}

/** Whether a browser opens this address as a page of the workspace. */
export function isPage(request: FastifyRequest): boolean {
  const { method, headers } = request
  if (method !== 'GET' && method !== 'HEAD') return false
  const path = pathOf(request)
  // A file that is missing is missing: the page in its place would confuse browsers and people.
  if (/^\/(api|in|assets)(\/|$)/.test(path)) return false
  return path === '/' || (headers.accept?.includes('text/html') ?? false)
}

const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Throughline</title>
<style>body{font:16px/1.5 system-ui;max-width:36rem;margin:15vh auto;padding:0 1rem}code{background:#8883;padding:.1em .3em}</style>
<h1>The workspace is not built yet</h1>
<p>The server runs, and the API answers. To build the workspace, run <code>npm run build</code> and load this page again.
<p><a href="/api/docs">The API's documentation</a> · <a href="/readyz">Is everything ready?</a>
</html>
`
