import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its body is a stream with limits of its own; see `limitStream`. */
    isUpload?: boolean
  }
}

/**
 * A body that is not an upload has so long to arrive. The time limit of the server itself cannot do it: it is one for
 * all routes, and as long as the longest upload.
 */
export function limitBodyTime(app: FastifyInstance, patienceMs: number): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request
    const hasBody = raw.headers['content-length'] !== undefined || raw.headers['transfer-encoding'] !== undefined
    if (hasBody && request.routeOptions.config.isUpload !== true) {
      const timer = setTimeout(() => {
        if (raw.complete) return
        // As Node itself does it when its own limit is over.
        const error = Object.assign(new Error('the body took too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
        app.server.emit('clientError', error, raw.socket)
      }, patienceMs)
      const stop = (): void => clearTimeout(timer)
      raw.once('end', stop).once('close', stop)
    }
    done()
  })
}
