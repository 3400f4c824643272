import { signInWords } from '@throughline/protocol/staff/sign-in-words.ts'
import type { ErrorCode } from '@throughline/protocol/errors.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '../../../lib/errors.ts'
import { readCookies, writeCookies } from './cookies.ts'
import { addressHeader, type Auth } from './auth.ts'

export interface LibraryAnswer {
  ok: boolean
  status: number
  body: string
  cookies: string[]
}

/** Of a request: what waits until its password can be hashed is little, whatever a stranger sends. */
export const maxBodyBytes = 16 * 1024

/** Hands a request to the sign-in library, with nothing but what it needs. */
export async function askLibrary(auth: Auth, request: FastifyRequest): Promise<LibraryAnswer> {
  const headers = headersFor(request)
  const { method, url } = request.raw
  const hasBody = request.body !== undefined && request.body !== null
  if (hasBody) headers.set('content-type', 'application/json')
  const response = await auth.handler(
    new Request(new URL(url!, auth.options.baseURL), {
      method: method!,
      headers,
      ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
    }),
  )
  return answerOf(response)
}

/** Opens a session for a person whom the company's provider has proven; their own second factor is still asked for. */
export async function openSessionFor(auth: Auth, request: FastifyRequest, staffId: string): Promise<LibraryAnswer> {
  return answerOf(await auth.api.openSession({ body: { staffId }, headers: headersFor(request), asResponse: true }))
}

function headersFor(request: FastifyRequest): Headers {
  const headers = new Headers()
  const cookies = readCookies(request.headers.cookie)
  if (cookies.size > 0) headers.set('cookie', writeCookies(cookies))
  for (const name of ['user-agent', 'origin', 'content-type'] as const) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  headers.set(addressHeader, request.ip)
  return headers
}

async function answerOf(response: Response): Promise<LibraryAnswer> {
  const { ok, status } = response
  return { ok, status, body: await response.text(), cookies: response.headers.getSetCookie() }
}

const LibraryError = z.object({ code: z.string().optional(), message: z.string().optional() })
const codeByStatus: Record<number, ErrorCode> = { 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found' }

/** The library's own word for why it refused. */
export const reasonOf = (body: string): string => LibraryError.safeParse(jsonOf(body)).data?.code ?? 'UNKNOWN'

/** The library's errors as problem documents; its own code is kept in `reason`, for the desk's words. */
export function problemOf(status: number, body: string): AppError {
  if (status >= 500) return new AppError('internal_error', signInWords.broke(), { internal: { body } })
  const reason = reasonOf(body)
  const message = LibraryError.safeParse(jsonOf(body)).data?.message ?? 'The request was not understood'
  const isLocked = /TOO_MANY|LOCKED/.test(reason)
  return new AppError(
    isLocked ? 'too_many_requests' : (codeByStatus[status] ?? 'invalid_request'),
    signInWords.refused({ said: message }),
    {
      details: { reason },
    },
  )
}

const SignedIn = z.object({ user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }) })

/** Nobody while a password waits for its second factor: that is not a sign-in yet. */
export function signedInPerson(body: string): z.infer<typeof SignedIn>['user'] | undefined {
  return SignedIn.safeParse(jsonOf(body)).data?.user
}

/** A session's token is for its cookie, which no script of a page reads; the library repeats it in its answers. */
export function withoutToken(body: string): string {
  const answer = jsonOf(body)
  // A list names each session by it, to end it.
  if (typeof answer !== 'object' || Array.isArray(answer)) return body
  return JSON.stringify(answer, (key, value: unknown) => (key === 'token' ? undefined : value))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
