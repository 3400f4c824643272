import { systemWords } from '@throughline/protocol/system/words.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { HttpServer } from '../platform/http/http.ts'
import { AppError } from '../lib/errors.ts'

/**
 * Serves the widget to pages of other sites: the loader, which any page may run; the frame, which only the sites of
 * its channel may show; and the frame's files, kept by browsers for ever under the hash in their names.
 */
export async function serveWidget(app: HttpServer, options: WidgetOptions): Promise<void> {
  const { distDir, framersOf, publicUrl } = options
  if (!existsSync(join(distDir, 'frame.html')) || !existsSync(join(distDir, 'widget.js'))) {
    const refuse = (): never => {
      throw new AppError('unavailable', systemWords.widget_not_built())
    }
    for (const url of ['/widget.js', '/widget/frame/:channelId']) app.get(url, refuse)
    return
  }
  await app.register(staticFiles, {
    root: join(distDir, 'assets'),
    prefix: '/widget/assets/',
    wildcard: false,
    index: false,
    preCompressed: true,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', 'public, max-age=31536000, immutable'),
  })
  const asked = { cacheControl: false, immutable: false }
  app.get('/widget.js', (_request, reply) =>
    // Its name stays the same for ever, so it is asked for again soon; the answer is mostly that nothing changed.
    reply
      .header('cache-control', 'public, max-age=300, stale-while-revalidate=86400')
      // A page that isolates itself takes only what says that it may be taken.
      .header('cross-origin-resource-policy', 'cross-origin')
      .sendFile('widget.js', distDir, asked),
  )
  app.get<{ Params: { channelId: string } }>('/widget/frame/:channelId', async (request, reply) => {
    const framers = await framersOf(request.params.channelId)
    return reply
      .removeHeader('x-frame-options')
      .headers(frameHeaders(framers, publicUrl))
      .sendFile('frame.html', distDir, asked)
  })
}

interface WidgetOptions {
  readonly distDir: string
  readonly publicUrl: string
  /** The origins that may show the chat of this channel; throws when there is no such chat. */
  framersOf: (channelId: string) => Promise<readonly string[]>
}

/** The frame's page: nothing but our own files, no markup made from text, and around it only who may be. */
function frameHeaders(framers: readonly string[], publicUrl: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // blob: for pictures, which are fetched with the visitor's token.
    "img-src 'self' blob: data:",
    `connect-src 'self' ${publicUrl.replace(/^http/, 'ws')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    `frame-ancestors 'self' ${framers.filter(isOrigin).join(' ')}`.trim(),
  ]
  return {
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-cache',
    'cross-origin-resource-policy': 'cross-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  }
}

/** What stands in a header is what we mean to stand there, whatever was saved. */
function isOrigin(given: string): boolean {
  return /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d+|:\*)?$|^https?:\/\/\[[0-9a-f:]+\](:\d+)?$/i.test(given)
}
