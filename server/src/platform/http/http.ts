import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { fastify } from 'fastify'
import type { Config } from '../../lib/config.ts'
import type { Logger } from '../../lib/logger.ts'
import { createAccessLog, routeOf } from './access-log.ts'
import { createGate } from './access/access.ts'
import type { Authenticate, CallersNow } from './caller.ts'
import { isPage } from './desk.ts'
import type { HttpServer } from './http-server.ts'
import { createErrorAnswers, refuseBrokenHttp, refuseUnknownPath } from './errors.ts'
import { dataHeaders, pageHeaders } from './access/headers.ts'
import { refuseUnknownEncodings } from './contract/encodings.ts'
import { limitBodyTime } from './contract/body-time.ts'
import { readJsonBodies, refuseBadUrl } from './contract/json.ts'
import { createLimits } from './access/limits.ts'
import { shareCounts, type Sharing } from './access/shared-counts.ts'
import type { Metrics } from './metrics.ts'
import { createOwnOrigins } from './origin.ts'
import { createOpenSockets } from './open-sockets.ts'

export { allCustomers, can, everything, refuseUnlessCan, type Subject, type SubjectKind } from './access/can.ts'
export type { Action } from './access/action.ts'
export {
  andRuleSql,
  isNarrowed,
  isNarrowedBy,
  onColumns,
  ruleSql,
  type Condition,
  type FactKinds,
  type FactSql,
  type Rule,
} from './access/rules.ts'
export { appErrorOf } from './problems.ts'
export { cursorFor } from './cursor.ts'
export { apiPrefix, handle, handlePublic, handlePublicUpload, handleUpload, type UploadBody } from './handle.ts'
export { longestUploadMs } from './contract/stream.ts'
export { handleRaw } from './raw.ts'
export { handlePublicUpgrade, handleUpgrade } from './upgrade.ts'
export { createMetrics, type Metrics } from './metrics.ts'
export { serveOperation } from './operation.ts'
export { serveDesk } from './desk.ts'
export { servedRoutes, type ServedRoute } from './served-routes.ts'
export { serveApiDocs } from './openapi/openapi.ts'
export type { HttpServer } from './http-server.ts'
export type { Caller, CallersNow, Authenticate, Credentials, RulesOf } from './caller.ts'

/**
 * The HTTP server, made of contracts. It owns what is the same for every route: who may call it, how often, how
 * input is parsed, how errors look, which headers go with an answer. It knows no route of its own but those about
 * itself (health, metrics, documentation), and no domain: routes register themselves with `handle`.
 */
export interface HttpOptions {
  config: Pick<Config, 'publicUrl' | 'allowedOrigins' | 'trustProxy' | 'rateLimits' | 'checkResponses' | 'uploads'> &
    Partial<Pick<Config, 'lab' | 'accessLog'>>
  logger: Logger
  authenticate: Authenticate
  /** For connections that stay open; without it they keep the caller who opened them. */
  callersNow?: CallersNow
  metrics?: Metrics
  /** With other nodes, so that limits hold over all; without it this node counts for itself. */
  sharing?: Sharing
  /** How long a body may take that is no upload. */
  bodyPatienceMs?: number
}

const maxBodyBytes = 1024 * 1024

function believedProxies(trusted: Config['trustProxy']) {
  if (trusted === false) return false
  if (typeof trusted === 'number') return (_address: string, hop: number) => hop < trusted
  return [...trusted]
}

export async function createHttpServer(options: HttpOptions): Promise<HttpServer> {
  const { config, logger, authenticate, metrics, callersNow = async (callers) => [...callers] } = options
  const { bodyPatienceMs = 60_000 } = options
  const { publicUrl } = config
  const errors = createErrorAnswers({ publicUrl, logger })
  const app = fastify({
    bodyLimit: maxBodyBytes,
    // Slow senders and idle connections do not hold a socket for ever. Routes that take uploads make it longer.
    requestTimeout: bodyPatienceMs,
    keepAliveTimeout: 72_000,
    trustProxy: believedProxies(config.trustProxy),
    requestIdHeader: false,
    genReqId: requestNumbers(config.trustProxy !== false),
    forceCloseConnections: 'idle',
    // What comes on an open connection while others are closed is served, and the connection ends with the answer.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: (error, request, reply) => void errors.answer(error, request, reply),
    clientErrorHandler: refuseBrokenHttp,
  })
  app.decorateRequest('caller', null)
  app.setErrorHandler(errors.answer)
  app.setNotFoundHandler((request, reply) => {
    const { page } = app.throughline
    return page && isPage(request) ? page(request, reply) : refuseUnknownPath(app, request, reply)
  })
  refuseUnknownEncodings(app)
  readJsonBodies(app)
  limitBodyTime(app, bodyPatienceMs)

  const [forData, forPages] = [dataHeaders(publicUrl), pageHeaders(publicUrl, { framedBySelf: Boolean(config.lab) })]
  app.addHook('onRequest', (request, reply, done) => {
    // By the route as it was declared: an address can be spelled in several ways, as in /%61pi/v1.
    const isData = /^\/(api\/v1|in)\//.test(request.routeOptions.url ?? request.raw.url ?? '')
    reply.headers(isData ? forData : forPages).header('x-request-id', request.id)
    if (app.throughline.isLeaving) reply.header('connection', 'close')
    refuseBadUrl(request)
    // Before its body is read: nobody counts how often strangers ask for what is not there.
    if (request.is404 && request.method !== 'GET' && request.method !== 'HEAD') refuseUnknownPath(app, request, reply)
    done()
  })

  if (metrics) {
    app.addHook('onResponse', (request, reply, done) => {
      metrics.observeRequest(request.method, routeOf(request), reply.statusCode, reply.elapsedTime)
      done()
    })
  }
  const accessLog = config.accessLog ? createAccessLog(logger) : null
  if (accessLog) {
    app.addHook('onResponse', (request, reply, done) => {
      accessLog(request, { status: reply.statusCode, ms: reply.elapsedTime })
      done()
    })
  }

  const ownOrigins = createOwnOrigins(config)
  const counts = options.sharing ? shareCounts(options.sharing, logger) : null
  app.addHook('onClose', async () => counts?.stop())
  const limits = await createLimits(app, config.rateLimits, counts)
  // A server that stops closes what is idle at that moment, and would wait for the others until they time out.
  app.addHook('preClose', (done) => {
    const closing = setInterval(() => app.server.closeIdleConnections(), 50)
    app.server.once('close', () => clearInterval(closing))
    done()
  })
  const sockets = createOpenSockets(callersNow, { logger })
  app.addHook('onClose', () => sockets.stop())
  app.decorate('throughline', {
    gate: createGate({ authenticate, limits, ownOrigins }),
    ownOrigins,
    limits,
    checkResponses: config.checkResponses,
    uploadIdleMs: config.uploads.idleMs,
    publicUrl,
    sockets,
    accessLog,
    isLeaving: false,
  })
  return app
}

/**
 * Unlike those of any other process, and cheap: one is made for every request. A number from outside is taken only from
 * a proxy of ours, and only one that is safe in a header, a log line and a problem.
 */
function requestNumbers(believesOthers: boolean): (request: IncomingMessage) => string {
  const start = randomBytes(9).toString('base64url')
  let count = 0
  return ({ headers }) => {
    const given = believesOthers ? headers['x-request-id'] : undefined
    return typeof given === 'string' && safeNumber.test(given) ? given : `${start}-${(count++).toString(36)}`
  }
}

const safeNumber = /^[\w.:+/=-]{1,128}$/
