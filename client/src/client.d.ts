import type { components, paths } from './api.d.ts'

export type { components, paths, webhooks } from './api.d.ts'

/** Every type of the API by its name: `Schemas['Customer']`. */
export type Schemas = components['schemas']
export type Problem = Schemas['Problem']
/** An event in the feed and in webhooks; `type` decides what `data` holds. */
export type Change = Schemas['Change']
/** The body of a webhook. Check its signature (Standard Webhooks) before believing it. */
export type WebhookPayload = {
  [T in Change['type']]: { type: T; timestamp: string; data: Extract<Change, { type: T }> }
}[Change['type']]

export interface ClientOptions {
  /** Where the product is: `https://help.example.com`. */
  url: string
  /** An API token, made in the settings. */
  token?: string
  fetch?: typeof globalThis.fetch
}

/** One method of the client: `await client.GET('/customers/{id}', { params: { path: { id } } })`. */
export type Call<M extends Method> = <P extends PathsWith<M>>(
  path: P,
  ...options: Empty extends Options<paths[P][M & keyof paths[P]]>
    ? [options?: Options<paths[P][M & keyof paths[P]]>]
    : [options: Options<paths[P][M & keyof paths[P]]>]
) => Promise<Result<paths[P][M & keyof paths[P]]>>

export interface Client {
  GET: Call<'get'>
  POST: Call<'post'>
  PUT: Call<'put'>
  PATCH: Call<'patch'>
  DELETE: Call<'delete'>
}

/** Answers are values: `data` of a success, `error` (a problem document) of a refusal. Throws only when nobody answers. */
export function createClient(options: ClientOptions): Client

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
type PathsWith<M extends Method> = { [P in keyof paths]: M extends keyof paths[P] ? P : never }[keyof paths]

type Options<O> = ParamsOf<O> & BodyOf<O> & { headers?: Record<string, string>; signal?: AbortSignal }
type ParamsOf<O> = O extends { parameters: infer P } ? (Empty extends P ? { params?: P } : { params: P }) : Empty
type BodyOf<O> = O extends { requestBody: { content: infer C } }
  ? { body: C[keyof C] }
  : 'requestBody' extends keyof O
    ? { body?: ContentOf<NonNullable<O[keyof O & 'requestBody']>> }
    : Empty

export type Result<O> =
  | { data: ContentOf<Answer<O, Success>>; error?: undefined; response: Response }
  | { data?: undefined; error: ContentOf<Answer<O, Exclude<StatusOf<O>, Success>>>; response: Response }

type Success = 200 | 201 | 202 | 204
type StatusOf<O> = O extends { responses: infer R } ? keyof R : never
type Answer<O, S> = O extends { responses: infer R } ? R[keyof R & S] : never
type ContentOf<A> = A extends { content: infer C } ? C[keyof C] : undefined
// oxlint-disable-next-line typescript/no-generated-empty-object-type -- that is what it is for
type Empty = Record<never, never>
