import { httpWords } from '@throughline/protocol/http/words.ts'
import type { RouteContract } from '@throughline/protocol/route.ts'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../../lib/errors.ts'

/** Whether doing it twice is the same as doing it once. */
export function mayBeRepeated({ method, repeatKey }: RouteContract, body: unknown): boolean {
  if (method === 'GET') return true
  return (
    repeatKey !== undefined && typeof body === 'object' && body !== null && Reflect.get(body, repeatKey) !== undefined
  )
}

/** The body with the key of the header `Idempotency-Key` where the contract knows a repetition by a field of it. */
export function withRepeatKey({ repeatKey }: RouteContract, { body, headers }: FastifyRequest): unknown {
  const given = headers['idempotency-key']
  if (repeatKey === undefined || typeof given !== 'string') return body
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const own: unknown = Reflect.get(body, repeatKey)
  if (own === undefined) return { ...body, [repeatKey]: given }
  if (own === given) return body
  throw new AppError('invalid_request', httpWords.idempotency_key_differs({ field: repeatKey }))
}
