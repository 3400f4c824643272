import { Problem } from '@throughline/protocol/errors.ts'
import type { RouteContract } from '@throughline/protocol/route.ts'
import type { z } from 'zod'
import { ProblemError, UnreachableError } from './problem-error.ts'

/** A part of the request is wanted when its contract wants it: nothing, optional, or required. */
type Part<Name extends string, Schema extends z.ZodType> = Schema extends z.ZodUndefined
  ? { [K in Name]?: undefined }
  : Partial<z.input<Schema>> extends z.input<Schema>
    ? { [K in Name]?: z.input<Schema> }
    : { [K in Name]: z.input<Schema> }

export type CallInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<'params', P> &
  Part<'query', Q> &
  Part<'body', B> & { signal?: AbortSignal; keepalive?: boolean }

const base = '/api/v1'

/**
 * One call of the public API, typed by its contract: `call(getCustomer, { params: { id } })`. Throws `ProblemError`
 * for a refusal and `UnreachableError` when nobody answered.
 */
export function call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  contract: RouteContract<P, Q, B, R>,
  input: CallInput<P, Q, B>,
): Promise<z.output<R>>
export async function call(contract: RouteContract, input: LooseInput): Promise<unknown> {
  const hasBody = input.body !== undefined
  const response = await request(urlOf(contract.path, input), {
    method: contract.method,
    headers: { accept: 'application/json', ...(hasBody ? { 'content-type': 'application/json' } : {}) },
    body: hasBody ? JSON.stringify(input.body) : undefined,
    signal: input.signal,
    keepalive: input.keepalive,
  })
  return contract.response ? contract.response.parse(await response.json()) : undefined
}

export interface LooseInput {
  params?: unknown
  query?: unknown
  body?: unknown
  signal?: AbortSignal | undefined
  keepalive?: boolean | undefined
}

/** Fetches, and turns everything but a success into an error that says why. */
export async function request(url: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new UnreachableError(error)
  }
  if (response.ok) return response
  throw await errorOf(response)
}

async function errorOf(response: Response): Promise<Error> {
  const parsed = Problem.safeParse(await response.json().catch(() => null))
  // A proxy in between answers in its own words; they help nobody.
  return parsed.success ? new ProblemError(parsed.data) : new UnreachableError(`HTTP ${response.status}`)
}

export function urlOf(path: string, { params, query }: Pick<LooseInput, 'params' | 'query'>): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(fieldOf(params, name))))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  return `${base}${filled}${search.size > 0 ? `?${search.toString()}` : ''}`
}

function fieldOf(params: unknown, name: string): unknown {
  const value: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined
  if (value === undefined) throw new Error(`The path wants ":${name}".`)
  return value
}
