import { labWords } from '@throughline/protocol/lab/words.ts'
import { systemWords } from '@throughline/protocol/system/words.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { HttpServer } from '../../platform/http/http.ts'
import { AppError } from '../../lib/errors.ts'

/** The page at /try, and the shop's page that it frames. */
export async function serveLabPage(app: HttpServer, distDir: string): Promise<void> {
  if (!existsSync(join(distDir, 'index.html'))) {
    const refuse = (): never => {
      throw new AppError('unavailable', systemWords.lab_not_built())
    }
    app.get('/try', refuse)
    app.get('/try/*', refuse)
    return
  }
  await app.register(staticFiles, {
    root: distDir,
    prefix: '/try/',
    wildcard: false,
    index: false,
    preCompressed: true,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.includes('/assets/')
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const page = { cacheControl: false }
  app.get('/try', (_request, reply) => reply.header('cache-control', 'no-cache').sendFile('index.html', distDir, page))
  app.get('/try/shop', (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile('shop.html', distDir, page),
  )
}

export function serveLabRefusal(app: HttpServer): void {
  const refuse = (): never => {
    throw new AppError('not_found', labWords.switched_off())
  }
  for (const url of ['/try', '/try/*']) app.route({ method: ['GET', 'POST', 'PUT'], url, handler: refuse })
}

/**
 * The lab answers everybody who reaches it, so it answers to its own names only: a page elsewhere whose name was made
 * to point at this machine is refused.
 */
export function refuseOtherNames(app: HttpServer, publicUrl: string): void {
  const own = new URL(publicUrl).hostname
  app.addHook('onRequest', (request, _reply, done) => {
    const { hostname } = request
    const isOwn = hostname === own || hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '::1'
    done(isOwn ? undefined : new AppError('forbidden', labWords.other_name()))
  })
}
