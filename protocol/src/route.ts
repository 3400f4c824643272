import { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { Permission } from './permissions.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One call of the API: what goes in, what comes out, who may make it. The server enforces it, the OpenAPI document
 * is generated from it, and typed clients are made of it, so that the three cannot disagree.
 */
export interface RouteContract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: Method
  /** Below `/api/v1`; parameters as `:name`. */
  path: string
  /** The heading under which the documentation lists it. */
  tag: string
  summary: string
  description?: string
  /** Answers for one more release; a sentence says what stands in its place. */
  deprecated?: string
  /** `public`: no sign-in. `signed-in`: any role. Else the permission that the caller must have. */
  access: 'public' | 'signed-in' | Permission
  /** What the caller must have as well: where one call does what two permissions stand for. */
  alsoNeeds?: readonly Permission[]
  /**
   * It shows or changes things of all customers at once, without telling them apart: a log, a queue, a webhook. Where a
   * rule leaves the caller only some customers or issues, it is refused.
   */
  ofAllCustomers?: true
  params?: Params
  query?: Query
  body?: Body
  /** A body that somebody might really send; the documentation shows it as it is. */
  example?: z.input<Body>
  /** The body is bytes of any type instead of JSON. */
  upload?: true
  /** The answer's body; leave out for 204. */
  response?: Response
  status: 200 | 201 | 202 | 204
  /**
   * The field of the body by which a repetition is known: it changes nothing, and answers 200 with what the first one
   * made. The header `Idempotency-Key` stands for it.
   */
  repeatKey?: 'id' | 'echoId'
  /** Problems that a caller should be ready for, beyond the general ones of `problemsOf`. */
  problems?: readonly ErrorCode[]
}

/** Every problem that a call may answer with: its own, and those that follow from what it takes and who may call it. */
export function problemsOf(contract: RouteContract): ErrorCode[] {
  const { method, access, query, upload, problems = [] } = contract
  const always = ['too_many_requests', 'internal_error', 'unavailable', 'insufficient_storage'] as const
  const codes: ErrorCode[] = ['invalid_request', ...problems, ...always]
  if (query && takesCursor(query)) codes.push('invalid_cursor')
  if (access !== 'public') codes.push('unauthenticated')
  if (access !== 'public' && access !== 'signed-in') codes.push('forbidden')
  if (method !== 'GET') {
    if (access !== 'public') codes.push('csrf_rejected')
    codes.push('request_timeout', 'too_large', 'unsupported_media_type')
    if (!upload) codes.push('invalid_json')
  }
  return [...new Set(codes)]
}

function takesCursor(query: z.ZodType): boolean {
  return query instanceof z.ZodObject && ('cursor' in query.shape || 'before' in query.shape)
}

/** Declares a contract and keeps its exact types. */
export function route<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodUndefined,
>(contract: RouteContract<Params, Query, Body, Response>): RouteContract<Params, Query, Body, Response> {
  return contract
}

export type BodyOf<C> = C extends RouteContract<infer _P, infer _Q, infer B, infer _R> ? z.infer<B> : never

export type BodyInputOf<C> = C extends RouteContract<infer _P, infer _Q, infer B, infer _R> ? z.input<B> : never

export type ResponseOf<C> = C extends RouteContract<infer _P, infer _Q, infer _B, infer R> ? z.infer<R> : never
