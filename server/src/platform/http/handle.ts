import type { Readable } from 'node:stream'
import type { RouteContract } from '@throughline/protocol/route.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { runAgainIfLost } from '../db/run-again.ts'
import { minuteMs } from '../../lib/clock.ts'
import type { Caller } from './caller.ts'
import type { HttpServer } from './http-server.ts'
import { parseInput } from './contract/input.ts'
import type { LimitName } from './access/limits.ts'
import { mayBeRepeated, withRepeatKey } from './contract/repeat-key.ts'
import { checkAnswers, checkResponse } from './contract/response.ts'
import { announcedBytes, lingerThenClose, limitStream, longestUploadMs } from './contract/stream.ts'

export const apiPrefix = '/api/v1'

/** What a handler works with: parsed by the contract, and trusted from here on. */
export interface Call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params: z.output<P>
  readonly query: z.output<Q>
  readonly body: z.output<B>
  readonly caller: Caller
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** The answer's body; a contract without one answers nothing, or bytes, or has used `reply` itself. */
export type Answer<R extends z.ZodType> = R extends z.ZodUndefined
  ? void | Buffer | Readable | FastifyReply
  : z.output<R>

export interface HandleOptions {
  /** Bytes of the body; JSON bodies are limited to 1 MiB unless told otherwise. */
  maxBytes?: number
  /** Which rate limit counts; `perCaller` unless told otherwise, `anonymous` for public routes. */
  limit?: LimitName
  /** Where the contract's path begins; below `/api/v1` unless told otherwise. */
  prefix?: string
}

/**
 * Serves a contract. Access is enforced before the body is read; what reaches the handler is parsed; what it
 * returns is typed by the contract. A handler that answers with another status says so: `reply.code(200)`.
 *
 *     handle(app, getCustomer, async ({ params, caller }) => customerById(db, params.id))
 */
export function handle<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  app: HttpServer,
  contract: RouteContract<P, Q, B, R>,
  handler: (call: Call<P, Q, B>) => Promise<Answer<R>> | Answer<R>,
  options: HandleOptions = {},
): void {
  if (contract.access === 'public') throw new Error(`${contract.path} is public: serve it with handlePublic.`)
  serve(app, contract, handler, options)
}

/** Serves a contract that needs no sign-in; named apart, so that a door to everybody is seen in review. */
export function handlePublic<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  app: HttpServer,
  contract: RouteContract<P, Q, B, R>,
  handler: (call: Omit<Call<P, Q, B>, 'caller'>) => Promise<Answer<R>> | Answer<R>,
  options: HandleOptions = {},
): void {
  if (contract.access !== 'public') throw new Error(`${contract.path} is not public: serve it with handle.`)
  serve(app, contract, handler, options)
}

/** A body of bytes that is still on the wire. */
export interface UploadBody {
  /** As many as the sender says; the most that the route takes when it does not say. More never come. */
  readonly announcedBytes: number
  /** Starts reading. The stream fails with `too_large` past the route's limit, with `request_timeout` when it stalls. */
  open(): Readable
}

/** Serves a contract whose body is bytes of any type. Nothing of it is read before the handler opens it. */
export function handleUpload<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  app: HttpServer,
  contract: RouteContract<P, Q, z.ZodUndefined, R>,
  handler: (call: Call<P, Q, z.ZodUndefined> & { readonly upload: UploadBody }) => Promise<Answer<R>>,
  options: HandleOptions & { maxBytes: number },
): void {
  if (contract.access === 'public') throw new Error(`${contract.path} is public: serve it with handlePublicUpload.`)
  serveUpload(app, contract, handler, options)
}

/** The same for a contract that needs no sign-in: the handler limits how much of the disk strangers may fill. */
export function handlePublicUpload<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  app: HttpServer,
  contract: RouteContract<P, Q, z.ZodUndefined, R>,
  handler: (call: Omit<Call<P, Q, z.ZodUndefined>, 'caller'> & { readonly upload: UploadBody }) => Promise<Answer<R>>,
  options: HandleOptions & { maxBytes: number },
): void {
  if (contract.access !== 'public') throw new Error(`${contract.path} is not public: serve it with handleUpload.`)
  serveUpload(app, contract, handler, options)
}

function serveUpload<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  app: HttpServer,
  contract: RouteContract<P, Q, z.ZodUndefined, R>,
  handler: (call: Call<P, Q, z.ZodUndefined> & { readonly upload: UploadBody }) => Promise<Answer<R>>,
  { maxBytes, ...options }: HandleOptions & { maxBytes: number },
): void {
  if (!contract.upload) throw new Error(`${contract.path} does not say that its body is bytes: add upload: true.`)
  const limits = { maxBytes, idleMs: app.throughline.uploadIdleMs }
  // One limit decides: an upload is over when it is idle or too slow, not sooner.
  app.server.requestTimeout = Math.max(app.server.requestTimeout, longestUploadMs(maxBytes, limits) + minuteMs)
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // The bytes stay on the wire until the handler reads them.
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined))
    scope.addHook('onResponse', async ({ raw }) => lingerThenClose(raw))
    serve(
      scope,
      contract,
      (call: Call<P, Q, z.ZodUndefined>) => {
        const { raw } = call.request
        const upload = { announcedBytes: announcedBytes(raw, maxBytes), open: () => limitStream(raw, limits) }
        return handler({ ...call, upload })
      },
      { ...options, isUpload: true },
    )
  })
}

function serve(
  app: HttpServer,
  contract: RouteContract,
  handler: (call: never) => unknown,
  { maxBytes, limit, prefix = apiPrefix, isUpload = false }: HandleOptions & { isUpload?: boolean },
): void {
  const { gate, checkResponses } = app.throughline
  app.route({
    method: contract.method,
    url: prefix + contract.path,
    onRequest: gate(contract.access, limit, contract),
    config: { isUpload, isPublic: contract.access === 'public' },
    ...(checkResponses ? { onSend: checkAnswers(contract) } : {}),
    ...(maxBytes === undefined ? {} : { bodyLimit: maxBytes }),
    handler: async (request, reply) => {
      const { params, query } = request
      const input = parseInput(contract, { params, query, body: withRepeatKey(contract, request) })
      if (contract.access !== 'public' && contract.method !== 'GET') {
        await gate.again(request, contract.access, contract)
      }
      reply.header('cache-control', 'no-store')
      const run = async (): Promise<unknown> => {
        reply.code(contract.status)
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract that types it has just parsed it
        return handler({ ...input, caller: request.caller, request, reply } as never)
      }
      const answer = await (mayBeRepeated(contract, input.body) ? runAgainIfLost(run) : run())
      if (!contract.response) return answer ?? reply.send()
      if (checkResponses) checkResponse(contract, answer)
      return answer
    },
  })
}
